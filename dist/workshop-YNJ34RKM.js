import{createRequire as createRequireForBundle}from"node:module";const require=createRequireForBundle(import.meta.url);
import{a,b}from"./chunk-7TQGZTWS.js";import"./chunk-CDM3RWEY.js";import"./chunk-5JCBO43B.js";import"./chunk-UW76DBJY.js";export{b as GIT_ENVIRONMENT,a as openWorkshop};
