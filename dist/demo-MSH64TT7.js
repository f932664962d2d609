import{createRequire as createRequireForBundle}from"node:module";const require=createRequireForBundle(import.meta.url);
import"./chunk-UW76DBJY.js";var u={usage:"",about:"Plays the whole loop on the iris example in a temporary folder, with a bare remote and a local GitHub API: push, pull requests, merge, revert. Leaves nothing behind; --json has the comments.",options:{},help:{},positionals:{least:0,most:0},async run({json:s}){let[{openWorkshop:n},{startLocalGitHub:r},{openStage:i},{playStory:l}]=await Promise.all([import("./workshop-7AX5PKXY.js"),import("./local-github-MXOIVYJZ.js"),import("./stage-LUX6F77X.js"),import("./story-56NCUPLN.js")]),p=Date.now(),e=[],o=await r();try{let a=await n();try{await l(i(a,o,t=>{(s?process.stderr:process.stdout).write(`${t}
`)},t=>{e.push(t)}))}finally{await a.close()}}finally{await o.close()}return{text:m,json:{passed:!0,seconds:(Date.now()-p)/1e3,comments:e},exit:0}}},m=`
All of it held: one version a recipe, one comment a pull request, and a revert as the rollback.

Next, in a repository of your own with a CSV file:
  npx trunkline init --target COLUMN    writes trunkline.yaml and two workflows
  npx trunkline run                     validates, trains, evaluates and prints the report
  git add -A && git commit && git push  the workflows do the rest
`;export{u as demo};
