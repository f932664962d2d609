import{createRequire as createRequireForBundle}from"node:module";const require=createRequireForBundle(import.meta.url);
import{d as o}from"./chunk-SCKW3TD2.js";async function n(r,t){return o(t,r.input("spec").replace(/^\.\//,""))}export{n as a};
