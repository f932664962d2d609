// Bundles src/index.ts and all it can reach into files that need no node_modules: `index.js`, the chunks that it
// loads by `await import()`, and the command line's launcher. The same sources and lock file give the same bytes on
// every machine, so that the committed folder can be checked against a fresh one.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { licenses } from "./licenses.js";

export const root = fileURLToPath(new URL("..", import.meta.url));

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  target: "node20",
  minify: true,
  charset: "utf8",
  legalComments: "none",
  mainFields: ["module", "main"],
  metafile: true,
  write: false,
  outdir: "dist",
  logLevel: "warning",
};

// Packages in the old module format call `require`, which a module does not have.
const requireForModules =
  'import{createRequire as createRequireForBundle}from"node:module";const require=createRequireForBundle(import.meta.url);';

const launcher = `#!/usr/bin/env node
import { runCommand } from "./index.js";

await runCommand(process.argv.slice(2));
`;

// The HTTP client and the GitHub client load undici at once, for a proxy and for the first request. Here it is a file
// of its own that the first use loads.
const lazyUndici = `
import { createRequire } from "node:module";
let loaded;
const undici = () => (loaded ??= createRequire(import.meta.url)("./undici.cjs"));
export const ProxyAgent = new Proxy(class {}, { construct: (_, given) => Reflect.construct(undici().ProxyAgent, given) });
export const fetch = (...given) => undici().fetch(...given);`;

// By their own files: the package's index would add web sockets, caches, mocks and more. The first line is what the
// index does to its classes; without it a proxy cannot connect.
const usedOfUndici = `
Object.assign(require("undici/lib/dispatcher/dispatcher.js").prototype, require("undici/lib/api/index.js"));
exports.ProxyAgent = require("undici/lib/dispatcher/proxy-agent.js");
exports.fetch = require("undici/lib/web/fetch/index.js").fetch;`;

// Importing these packages does nothing (they do not say so themselves), so what is not used of them can be left out:
// of @actions/core that is the identity tokens with their HTTP client, which cost more than all the rest together.
const pure = /[\\/]node_modules[\\/]@actions[\\/](core|exec|io|http-client)[\\/]/;

const loadLate = {
  name: "load-late",
  setup(bundler) {
    bundler.onResolve({ filter: /^undici$/ }, () => ({ path: "undici", namespace: "load-late" }));
    bundler.onLoad({ filter: /^undici$/, namespace: "load-late" }, () => ({ contents: lazyUndici }));
    bundler.onResolve({ filter: /^(\.|@actions\/)/ }, async (given) => {
      if (given.pluginData === "resolving" || !/[\\/](node_modules|src)[\\/]/.test(given.importer))
        return null;
      const { path, errors, external } = await bundler.resolve(given.path, {
        importer: given.importer,
        resolveDir: given.resolveDir,
        kind: given.kind,
        pluginData: "resolving",
      });
      if (errors.length > 0 || external || !pure.test(path)) return null;
      return { path, sideEffects: false };
    });
  },
};

/** The files of the bundle of `entry`, by name, sorted. Touches no disk. */
export async function bundle(entry = "src/index.ts") {
  const modules = await build({
    ...common,
    entryPoints: { index: entry },
    format: "esm",
    splitting: true,
    banner: { js: requireForModules },
    plugins: [loadLate],
  });
  const results = [modules];
  if (used(modules).includes("load-late:undici")) {
    results.push(
      await build({
        ...common,
        stdin: { contents: usedOfUndici, resolveDir: root, sourcefile: "undici.js" },
        entryNames: "undici",
        outExtension: { ".js": ".cjs" },
        format: "cjs",
      }),
    );
  }
  const files = results.flatMap(({ outputFiles }) =>
    outputFiles.map(({ path, contents }) => [basename(path), Buffer.from(contents)]),
  );
  files.push(["cli.js", Buffer.from(launcher)]);
  files.push(["licenses.txt", Buffer.from(licenses(root, results.flatMap(used)))]);
  return new Map(files.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Puts the files of a bundle into a folder, in the place of what was there. */
export function writeBundle(folder, files) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, contents] of files)
    writeFileSync(join(folder, name), contents, { mode: name === "cli.js" ? 0o755 : 0o644 });
}

/** The inputs of which something is left in the output. */
function used({ metafile }) {
  return Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.keys(inputs).filter((input) => inputs[input].bytesInOutput > 0),
  );
}
