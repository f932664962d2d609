import{createRequire as createRequireForBundle}from"node:module";const require=createRequireForBundle(import.meta.url);
import{e as i}from"./chunk-ATNZQFYF.js";import"./chunk-UW76DBJY.js";import{createHash as d}from"node:crypto";import{readdir as c,readFile as l}from"node:fs/promises";import{join as a}from"node:path";function y(o,s,n,p){return{keep:p,workshop:o,github:s,say:n,title:t=>n(`
${"─".repeat(78)}
${t}
${"─".repeat(78)}`),expect:(t,r)=>{if(!t)throw u(r)},deployed:async()=>{let t=d("sha256"),r=a(o.server,"current"),m=(await c(r,{recursive:!0,withFileTypes:!0})).filter(e=>e.isFile()).map(e=>a(e.parentPath,e.name));for(let e of m.sort())t.update(e).update(await l(e));return t.digest("hex")}}}function u(o){return new i(1,{code:"demo-broken",found:`not so: ${o}`,expected:"the demo to do what it says",next:"Please report this with the output above."})}export{y as openStage};
