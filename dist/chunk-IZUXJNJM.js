import{createRequire as createRequireForBundle}from"node:module";const require=createRequireForBundle(import.meta.url);
import{d as o}from"./chunk-BGIISN5A.js";async function n(r,t){return o(t,r.input("spec").replace(/^\.\//,""))}export{n as a};
