// The Node that GitHub runs actions with, for tests and measurements. It is no dependency in package.json: there, its
// `node` would be the one that every npm script runs under, and other systems could not install it.
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const version = "24.21.0";
const system = process.platform === "win32" ? "win" : process.platform;
export const packageName = `node-${system}-${process.arch}`;
export const folder = fileURLToPath(new URL(`../node_modules/.cache/node-${version}`, import.meta.url));
const file = process.platform === "win32" ? "node.exe" : "node";
export const node24 = join(folder, "node_modules", packageName, "bin", file);
