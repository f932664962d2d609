import{createRequire as createRequireForBundle}from"node:module";const require=createRequireForBundle(import.meta.url);
import{k as i}from"./chunk-ATNZQFYF.js";function a(r=process.stderr,n=!1){let o=!1,s=()=>{o&&r.write("\r\x1B[K"),o=!1};return{say(e){n||(s(),r.write(`${e}
`))},progress(e,t,l){n||!r.isTTY||(r.write(`\r\x1B[K${l} ${Math.floor(100*e/Math.max(t,1))} %`),o=!0)},annotate(e,t){s(),r.write(`${e}: ${i(t)}
`)}}}export{a};
