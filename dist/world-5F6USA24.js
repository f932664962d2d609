import{createRequire as createRequireForBundle}from"node:module";const require=createRequireForBundle(import.meta.url);
import{a}from"./chunk-U4ORLBZI.js";import"./chunk-3AZ6ZQXP.js";import"./chunk-TN5ORL42.js";import"./chunk-4DQENZUG.js";import"./chunk-Q76UTTVF.js";import"./chunk-U6PDO2R4.js";import"./chunk-UW76DBJY.js";export{a as openWorld};
