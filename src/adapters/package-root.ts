import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { outsideFailed } from "../core/errors.ts";

/** The folder of this package: one up from the bundle, two up from the sources. Ends without a slash. */
export function packageRoot(): string {
  for (const up of ["..", "../.."]) {
    const root = fileURLToPath(new URL(up, import.meta.url)).replace(/[\\/]$/, "");
    if (nameIn(`${root}/package.json`) === "trunkline") return root;
  }
  throw outsideFailed({
    code: "package-incomplete",
    found: "no package.json of trunkline beside its code",
    expected: "the whole package",
    next: "Install Trunkline again.",
  });
}

function nameIn(path: string): string | undefined {
  try {
    return (JSON.parse(readFileSync(path, "utf8")) as { name?: string }).name;
  } catch {
    return undefined;
  }
}
