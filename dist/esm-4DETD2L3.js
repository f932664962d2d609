import{createRequire as createRequireForBundle}from"node:module";const require=createRequireForBundle(import.meta.url);
import{a,b,c}from"./chunk-BBYASLDK.js";import"./chunk-UW76DBJY.js";export{c as Decompress,a as ZstdErrorCode,b as decompress};
