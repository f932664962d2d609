import{createRequire as createRequireForBundle}from"node:module";const require=createRequireForBundle(import.meta.url);
import"./chunk-UW76DBJY.js";var u={usage:"",about:"Plays the whole loop on the iris example in a temporary folder, with a bare remote and a local GitHub API: push, pull requests, merge, revert. Leaves nothing behind.",options:{},help:{},positionals:{least:0,most:0},async run({json:o}){let[{openWorkshop:a},{startLocalGitHub:r},{openStage:s},{playStory:n}]=await Promise.all([import("./workshop-SALNRQYZ.js"),import("./local-github-PSD55USF.js"),import("./stage-C55MY2GZ.js"),import("./story-NWUIRD2P.js")]),i=Date.now(),t=await r();try{let e=await a();try{await n(s(e,t,l=>{(o?process.stderr:process.stdout).write(`${l}
`)}))}finally{await e.close()}}finally{await t.close()}return{text:p,json:{passed:!0,seconds:(Date.now()-i)/1e3},exit:0}}},p=`
All of it held: one version a recipe, one comment a pull request, and a revert as the rollback.

Next, in a repository of your own with a CSV file:
  npx trunkline init --target COLUMN    writes trunkline.yaml and two workflows
  npx trunkline run                     validates, trains, evaluates and prints the report
  git add -A && git commit && git push  the workflows do the rest
`;export{u as demo};
