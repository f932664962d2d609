import{createRequire as createRequireForBundle}from"node:module";const require=createRequireForBundle(import.meta.url);
var o=class extends Error{name="TrunklineError";problems;exit;constructor(r,n,i){let t=l(n)?n:[n];super(t.map(u).join(`
`),i),this.problems=t,this.exit=r}};function l(e){return Array.isArray(e)}function s(e,r){return new o(2,e,{cause:r})}function a(e){return new o(1,e)}function c(e,r){return new o(3,e,{cause:r})}function d(e){return[e.file,e.line,e.column].filter(r=>r!==void 0).join(":")}function u(e){let r=e.where?` at ${d(e.where)}`:"",n=[`${e.code}${r}`,`  found     ${e.found}`];return e.expected&&n.push(`  expected  ${e.expected}`),e.next&&n.push(`  next      ${e.next}`),n.join(`
`)}export{o as a,s as b,a as c,c as d,d as e,u as f};
