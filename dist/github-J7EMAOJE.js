import{createRequire as createRequireForBundle}from"node:module";const require=createRequireForBundle(import.meta.url);
import{e as a,f as b}from"./chunk-OYS6Q4SR.js";import"./chunk-UW76DBJY.js";export{a as context,b as getOctokit};
