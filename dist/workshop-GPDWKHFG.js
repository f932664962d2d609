import{createRequire as createRequireForBundle}from"node:module";const require=createRequireForBundle(import.meta.url);
import{a,b}from"./chunk-Q6LQBLDZ.js";import"./chunk-J26RHUXC.js";import"./chunk-UWDZLBTL.js";import"./chunk-UW76DBJY.js";export{b as GIT_ENVIRONMENT,a as openWorkshop};
