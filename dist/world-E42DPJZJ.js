import{createRequire as createRequireForBundle}from"node:module";const require=createRequireForBundle(import.meta.url);
import{a}from"./chunk-2ORFE6IA.js";import"./chunk-L5F5LG6E.js";import"./chunk-2PLCSSRT.js";import"./chunk-4DQENZUG.js";import"./chunk-Q76UTTVF.js";import"./chunk-5JCBO43B.js";import"./chunk-UW76DBJY.js";export{a as openWorld};
