import { dirname, join, normalize } from "node:path/posix";
import type { Source } from "./read-imports.ts";

/** Which folder of src may import which other; each may import itself. Stages are stricter: see `stageOf`. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  core: [],
  records: ["core"],
  stages: ["core", "records"],
  reports: ["core", "records"],
  ports: ["core", "records"],
  adapters: ["core", "records", "ports"],
  pipeline: ["core", "records", "stages", "reports", "ports"],
  actions: ["pipeline", "adapters", "records", "core", "ports"],
  cli: ["pipeline", "adapters", "records", "core", "ports"],
  "index.ts": ["actions", "cli"],
};

/** Builtins that these folders may use; the other folders may use any. Pure code has no file, clock, environment or network. */
const builtins: Readonly<Record<string, readonly string[]>> = {
  core: ["node:crypto"],
  records: ["node:crypto"],
  // Unpacking computes; it touches nothing outside.
  stages: ["node:crypto", "node:zlib"],
  reports: ["node:crypto"],
  ports: ["node:crypto", "node:path", "node:path/posix"],
  pipeline: ["node:crypto", "node:path", "node:path/posix"],
};

const outside =
  /(?<![.\w$])(?:console\.|process\.(?:env|argv|cwd|std|exit|hr|memory|platform)|performance\.|Math\.random\b|Date\.now\b|new Date\(\s*\)|fetch\(|setTimeout\(|setInterval\()/;

/** Loading one of these costs more than a start may take, so they are loaded where they are used. */
export const heavyPackages = [
  "@actions/artifact",
  "@actions/core",
  "@actions/github",
  "@uwdata/flechette",
  "arquero",
  "csv-parse",
  "fzstd",
  "hyparquet",
  "hyparquet-compressors",
  "isomorphic-git",
  "ml-knn",
  "pg",
  "ml-pca",
  "yaml",
];

/** Files that pass on a heavy package whole; they must themselves be loaded where they are used. */
const heavyFiles = ["adapters/actions-core.ts"];

/** What is used in a checkout alone, by the demo: it stays out of the bundle and of what users install. */
const demoPackages = ["emulate"];

const ceiling = 250;

export type Sources = ReadonlyMap<string, Source>;

/** All that breaks the architecture: one sentence each. `sources` are the files of src, by their path in it. */
export function violations(sources: Sources, packages: readonly string[]): string[] {
  const found: string[] = [];
  for (const [file, { imports, code }] of sources) {
    if (areaOf(file) === "stages" && stageOf(file) === undefined)
      found.push(`${file} is in no stage's folder`);
    if (!(areaOf(file) in arrows))
      found.push(`${file} is in a folder that the table of arrows does not know`);
    if (isPure(file) && outside.test(code))
      found.push(`${file} uses ${outside.exec(code)![0]}, which is the outside`);
    for (const { kind, specifier } of imports) {
      const problem =
        specifier === null
          ? "something that only running it would tell"
          : specifier.startsWith(".")
            ? insideProblem(file, resolve(file, specifier), kind === "static", sources)
            : outsideProblem(file, specifier, kind === "static", packages);
      if (problem !== undefined) found.push(`${file} imports ${problem}`);
    }
  }
  return [...found, ...cycles(sources).map((cycle) => `cycle: ${cycle.join(" → ")}`)];
}

function insideProblem(file: string, target: string, atOnce: boolean, sources: Sources): string | undefined {
  const from = areaOf(file);
  const to = areaOf(target);
  if (!sources.has(target)) return `${target}, which does not exist`;
  if (from !== to && !(arrows[from] ?? []).includes(to)) return `${target}: ${from} may not import ${to}`;
  if (from === "stages" && to === "stages" && stageOf(file) !== stageOf(target))
    return `${target}: a sibling stage`;
  if (atOnce && heavyFiles.includes(target)) return `${target} at once: use await import()`;
  return undefined;
}

function outsideProblem(
  file: string,
  specifier: string,
  atOnce: boolean,
  packages: readonly string[],
): string | undefined {
  if (specifier.startsWith("node:")) {
    const allowed = builtins[areaOf(file)];
    return allowed === undefined || allowed.includes(specifier)
      ? undefined
      : `${specifier}: not from ${areaOf(file)}`;
  }
  const name = specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
  if (file.startsWith("cli/demo/") && demoPackages.includes(name) && !atOnce) return undefined;
  if (!packages.includes(name)) return `${name}, which is not among the dependencies`;
  if (atOnce && heavyPackages.includes(name) && !heavyFiles.includes(file))
    return `${name} at once: use await import()`;
  return undefined;
}

/** Files that need each other, if only for a type, each cycle once. */
function cycles(sources: Sources): string[][] {
  const done = new Set<string>();
  const found: string[][] = [];
  const visit = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file);
    if (start >= 0) found.push([...path.slice(start), file]);
    if (start >= 0 || done.has(file)) return;
    for (const { specifier } of sources.get(file)?.imports ?? [])
      if (specifier?.startsWith(".")) visit(resolve(file, specifier), [...path, file]);
    done.add(file);
  };
  for (const file of sources.keys()) visit(file, []);
  return found;
}

/** Files with more lines than anybody should have to read at once. */
export function tooLong(texts: ReadonlyMap<string, string>): string[] {
  return [...texts]
    .map(([file, text]) => ({ file, lines: text.replace(/\n$/, "").split("\n").length }))
    .filter(({ lines }) => lines > ceiling)
    .map(({ file, lines }) => `${file} has ${lines} lines; the ceiling is ${ceiling}`);
}

const isPure = (file: string): boolean => ["core", "records", "stages", "reports"].includes(areaOf(file));
const areaOf = (file: string): string => file.split("/", 1)[0]!;
const stageOf = (file: string): string | undefined => file.split("/")[2] && file.split("/")[1];
const resolve = (file: string, specifier: string): string => normalize(join(dirname(file), specifier));
