import{createRequire as createRequireForBundle}from"node:module";const require=createRequireForBundle(import.meta.url);
import{c as o}from"./chunk-EA5TKSJJ.js";async function n(r,t){return o(t,r.input("spec").replace(/^\.\//,""))}export{n as a};
