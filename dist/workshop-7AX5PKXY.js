import{createRequire as createRequireForBundle}from"node:module";const require=createRequireForBundle(import.meta.url);
import{a,b}from"./chunk-4OE7P23Y.js";import"./chunk-QGQTEFBV.js";import"./chunk-ATNZQFYF.js";import"./chunk-UW76DBJY.js";export{b as GIT_ENVIRONMENT,a as openWorkshop};
