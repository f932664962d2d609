import { readFileSync } from "node:fs";
import { packageRoot } from "../adapters/package-root.ts";

/** The package's version. */
export function version(): string {
  return (JSON.parse(readFileSync(`${packageRoot()}/package.json`, "utf8")) as { version: string }).version;
}
