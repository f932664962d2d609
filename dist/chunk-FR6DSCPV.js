import{createRequire as createRequireForBundle}from"node:module";const require=createRequireForBundle(import.meta.url);
import{b as o}from"./chunk-MN6BI2ZJ.js";async function n(r,t){return o(t,r.input("spec").replace(/^\.\//,""))}export{n as a};
