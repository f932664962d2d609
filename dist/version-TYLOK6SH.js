import{createRequire as createRequireForBundle}from"node:module";const require=createRequireForBundle(import.meta.url);
import{a as r}from"./chunk-CDM3RWEY.js";import"./chunk-5JCBO43B.js";import"./chunk-UW76DBJY.js";import{readFileSync as o}from"node:fs";function i(){return JSON.parse(o(`${r()}/package.json`,"utf8")).version}export{i as version};
