import{createRequire as createRequireForBundle}from"node:module";const require=createRequireForBundle(import.meta.url);
var r="trunkline/trunkline",t={spec:{type:"string",short:"s"}},s={spec:"the spec, from the present folder (default: trunkline.yaml)"};function l(e,n){let o=e[n];return typeof o=="string"?o:void 0}export{r as a,t as b,s as c,l as d};
