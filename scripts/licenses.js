// The licences of the packages whose code is in the bundle, as their authors ask.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const packageFolder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/;
const licenceFile = /^(licen[cs]e|copying)([.-].*)?$/i;

/** One text for all packages that the bundled files (paths from `root`) come from, in a fixed order. */
export function licenses(root, inputs) {
  const folders = new Set(
    inputs.filter((input) => !input.includes(":")).flatMap((input) => packageFolder.exec(input)?.[0] ?? []),
  );
  const texts = new Map();
  for (const folder of folders) {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
    const file = readdirSync(join(root, folder))
      .sort()
      .find((entry) => licenceFile.test(entry));
    const text =
      file === undefined
        ? ""
        : readFileSync(join(root, folder, file), "utf8")
            .replaceAll("\r\n", "\n")
            .trim();
    texts.set(`${name} ${version} (${license})`, text);
  }
  return [...texts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([title, text]) => `${title}\n\n${text}`.trimEnd())
    .join(`\n\n${"-".repeat(80)}\n\n`)
    .concat("\n");
}
