import{createRequire as createRequireForBundle}from"node:module";const require=createRequireForBundle(import.meta.url);
import{e as n}from"./chunk-U6PDO2R4.js";import"./chunk-UW76DBJY.js";import{createHash as d}from"node:crypto";import{readdir as h,readFile as u}from"node:fs/promises";import{join as a}from"node:path";function b(r,s,i){return{workshop:r,github:s,say:i,title:e=>i(`
${"─".repeat(78)}
${e}
${"─".repeat(78)}`),expect:(e,o)=>{if(!e)throw c(o)},deployed:async()=>{let e=d("sha256"),o=a(r.server,"current"),p=(await h(o,{recursive:!0,withFileTypes:!0})).filter(t=>t.isFile()).map(t=>a(t.parentPath,t.name));for(let t of p.sort())e.update(t).update(await u(t));return e.digest("hex")}}}function c(r){return new n(1,{code:"demo-broken",found:`not so: ${r}`,expected:"the demo to do what it says",next:"Please report this with the output above."})}export{b as openStage};
