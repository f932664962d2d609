// Bundles src/index.ts and all it can reach into files that need no node_modules: `index.js`, the chunks that it
// loads by `await import()`, and the command line's launcher. The same sources and lock file give the same bytes on
// every machine, so that the committed folder can be checked against a fresh one.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { boundedPages, loadLate, namedExports, usedOfUndici } from "./bundle-plugins.js";
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
  // The package's own build in the new format: smaller, and faster to start than a hundred files in the old one.
  alias: { yaml: join(root, "node_modules/yaml/browser/index.js") },
  // Only the demo needs it, which plays in a checkout.
  external: ["emulate"],
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

/** The files of the bundle of `entry`, by name, sorted. Touches no disk. */
export async function bundle(entry = "src/index.ts") {
  const modules = await build({
    ...common,
    entryPoints: { index: entry },
    format: "esm",
    splitting: true,
    banner: { js: requireForModules },
    plugins: [boundedPages, loadLate, namedExports],
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
