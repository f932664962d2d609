import{createRequire as createRequireForBundle}from"node:module";const require=createRequireForBundle(import.meta.url);
import{e as t,i as e}from"./chunk-PUGIMXFS.js";import{a as n}from"./chunk-ATNZQFYF.js";function a(o,s){let i=e(o);if(i!==o)return n(i,s).slice(1,-1);let r=t(o);return r===null?n(o,s):`(like ${/^[eI]/.test(r)?"an":"a"} ${r})`}export{a};
