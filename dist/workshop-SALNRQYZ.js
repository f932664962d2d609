import{createRequire as createRequireForBundle}from"node:module";const require=createRequireForBundle(import.meta.url);
import{a,b}from"./chunk-ZJ3HY3KP.js";import"./chunk-SFJGLLLX.js";import"./chunk-U6PDO2R4.js";import"./chunk-UW76DBJY.js";export{b as GIT_ENVIRONMENT,a as openWorkshop};
