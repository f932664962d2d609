import { showText } from "../../core/show-text.ts";
import { type Spec, trainsByCommand } from "../../records/spec.ts";
import type { Contradiction } from "./contradiction.ts";
import type { Path } from "./yaml-places.ts";

/** Sources and code stand in the repository. Whether `..` leaves it is checked where the repository is known. */
export function checkPaths(sources: readonly string[], train: Spec["train"] | undefined): Contradiction[] {
  const code = train && trainsByCommand(train) ? train.code : [];
  const paths = [
    ...sources.map((text, index): [Path, string] => [["data", "sources", index], text]),
    ...code.map((text, index): [Path, string] => [["train", "code", index], text]),
  ];
  return paths.flatMap(([path, text]): Contradiction[] => {
    if (!/^[/~]|^[A-Za-z]:|\\/.test(text)) return [];
    const expected = "a path from the spec's folder, with /";
    return [["spec-path", path, showText(text), expected, "Write the path relative to the spec."]];
  });
}

/** A folder a stage: two stages in one, or one inside the other's, would remove each other's releases. */
export function checkDeployPaths(deploy: Spec["deploy"]): Contradiction[] {
  const earlier: { readonly stage: string; readonly path: string }[] = [];
  return Object.entries(deploy).flatMap(([stage, target]): Contradiction[] => {
    const at: Path = ["deploy", stage, "path"];
    const found = showText(target.path);
    if (/^~|\\/.test(target.path)) {
      const expected = "a path with /, from the spec's folder or from the root (`~` is not known here)";
      return [["spec-path", at, found, expected, "Write it with /."]];
    }
    const path = normalPath(target.path);
    const other = earlier.find((each) => isWithin(path, each.path) || isWithin(each.path, path));
    earlier.push({ stage, path });
    if (!other) return [];
    const where = other.path === path ? "where" : "in one folder with what";
    const what = `${found}, ${where} ${other.stage} is deployed, too`;
    return [
      ["spec-deploy-path", at, what, "a folder for each stage", "Give this stage a folder of its own."],
    ];
  });
}

function isWithin(path: string, folder: string): boolean {
  return folder === ""
    ? !path.startsWith("/") && !path.startsWith("..")
    : `${path}/`.startsWith(`${folder}/`);
}

/** Without `.`, doubled `/` and what `..` undoes. */
function normalPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else parts.push(part);
  }
  return `${path.startsWith("/") ? "/" : ""}${parts.join("/")}`;
}
