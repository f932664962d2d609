import{createRequire as createRequireForBundle}from"node:module";const require=createRequireForBundle(import.meta.url);
function t(n){let r=n.split(/(\*\*\/|\*\*|\*|\?)/).map(e=>e==="**/"?"(?:.*/)?":e==="**"?".*":e==="*"?"[^/]*":e==="?"?"[^/]":e.replace(/[.+^${}()|[\]\\]/g,"\\$&"));return new RegExp(`^${r.join("")}$`)}export{t as a};
