import{createRequire as createRequireForBundle}from"node:module";const require=createRequireForBundle(import.meta.url);
import"./chunk-UW76DBJY.js";async function o(n){await(await import("./actions-A5PUTUFH.js")).runAction(n)}async function t(n){await(await import("./cli-J3TTQVIM.js")).runCommand(n)}export{o as runAction,t as runCommand};
