import{createRequire as createRequireForBundle}from"node:module";const require=createRequireForBundle(import.meta.url);
function o(e,n,t){let i={file:e.files[e.file[n]],line:e.line[n]},l=t===void 0?-1:e.columns.indexOf(t);return l<0?i:{...i,column:l+1}}export{o as a};
