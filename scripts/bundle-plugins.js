// What the bundler would load at once or get wrong, put right without touching a package's code.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));

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
export const usedOfUndici = `
Object.assign(require("undici/lib/dispatcher/dispatcher.js").prototype, require("undici/lib/api/index.js"));
exports.ProxyAgent = require("undici/lib/dispatcher/proxy-agent.js");
exports.fetch = require("undici/lib/web/fetch/index.js").fetch;`;

// Importing these packages does nothing (they do not say so themselves), so what is not used of them can be left out:
// of @actions/core that is the identity tokens with their HTTP client, which cost more than all the rest together.
const pure = /[\\/]node_modules[\\/]@actions[\\/](core|exec|io|http-client)[\\/]/;

export const loadLate = {
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

// A package in the old format, loaded by `await import()`, gives the names of what it exports in Node but not when it
// is split off by the bundler. So a module stands between that says the names.
export const namedExports = {
  name: "named-exports",
  setup(bundler) {
    bundler.onResolve({ filter: /^[^./]/ }, async ({ path, importer, resolveDir, kind, pluginData }) => {
      if (kind !== "dynamic-import" || path.startsWith("node:") || pluginData === "resolving") return null;
      const found = await bundler.resolve(path, { importer, resolveDir, kind, pluginData: "resolving" });
      if (found.errors.length > 0 || found.external || (await formatOf(found.path)) !== "cjs") return null;
      // From the root, so that the bundle's bytes do not depend on where the root is.
      return { path: relative(root, found.path), namespace: "named-exports" };
    });
    bundler.onLoad({ filter: /.*/, namespace: "named-exports" }, ({ path }) => {
      const names = Object.keys(createRequire(import.meta.url)(join(root, path)))
        .filter((name) => /^[A-Za-z_$][\w$]*$/.test(name) && name !== "default" && name !== "__esModule")
        .sort();
      const each = names.map(
        (name, index) => `const e${index} = whole.${name}; export { e${index} as ${name} };`,
      );
      return {
        contents: [
          `const whole = require(${JSON.stringify(`./${path}`)});`,
          ...each,
          "export default whole;",
        ].join("\n"),
        resolveDir: root,
      };
    });
  },
};

// The reader of Parquet believes every number that it is told: twenty bytes of a spoiled file can fill all memory. A run
// is cut where its page ends, as the package does for its other kind of run; a page has no more values than its column and
// says how many bytes it has (else it is read for ever), a list no more elements than bytes are left.
const BOUNDS = {
  "encoding.js": {
    known: "for (let i = 0; i < count; i++) {\n    output[seen + i] = value",
    bounded: "for (let i = 0; i < count && seen + i < output.length; i++) {\n    output[seen + i] = value",
  },
  "thrift.js": {
    known: "const values = new Array(listSize)\n",
    bounded: `if (listSize > reader.view.byteLength - reader.offset) throw new Error('a list longer than the file')
    const values = new Array(listSize)
`,
  },
  "column.js": {
    known: "const header = parquetHeader(reader)\n    if (",
    bounded: `const header = parquetHeader(reader)
    const page = header.data_page_header ?? header.data_page_header_v2
    if (page?.num_values > columnDecoder.num_values) throw new Error('a page with more values than its column')
    const second = header.data_page_header_v2
    if (
      !(header.compressed_page_size >= 0) ||
      (second && !(second.repetition_levels_byte_length >= 0 && second.definition_levels_byte_length >= 0))
    ) throw new Error('a page without its sizes')
    if (`,
  },
};

export const boundedPages = {
  name: "bounded-pages",
  setup(bundler) {
    bundler.onLoad({ filter: /[\\/]hyparquet[\\/]src[\\/](column|encoding|thrift)\.js$/ }, ({ path }) => {
      const source = readFileSync(path, "utf8");
      const { known, bounded } = BOUNDS[basename(path)];
      // A newer version may have mended it, or have moved it: look, then remove this or correct it.
      if (source.split(known).length !== 2) throw new Error(`${path} has no place of the known form`);
      return { contents: source.replace(known, bounded) };
    });
  },
};

async function formatOf(path) {
  const { metafile } = await build({
    entryPoints: [path],
    absWorkingDir: root,
    metafile: true,
    write: false,
    outdir: "dist",
  });
  return Object.values(metafile.inputs)[0].format;
}
