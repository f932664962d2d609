import{createRequire as createRequireForBundle}from"node:module";const require=createRequireForBundle(import.meta.url);
import{a as r}from"./chunk-QGQTEFBV.js";import"./chunk-ATNZQFYF.js";import"./chunk-UW76DBJY.js";import{readFileSync as o}from"node:fs";function i(){return JSON.parse(o(`${r()}/package.json`,"utf8")).version}export{i as version};
