// Writes what is said in one place and read in another: the part of README.md between the two marks from
// actions/*/action.yml, and the spec's JSON Schema from its definitions. With --check it changes nothing, and fails when
// one of them is behind.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parse } from "yaml";
import { path as schemaPath, schemaText } from "./spec-schema.js";

const begin = "<!-- actions:begin -->";
const end = "<!-- actions:end -->";

/** The order of the pipeline; an action that it does not name comes last. */
const order = ["pipeline", "validate", "train", "evaluate", "report", "register", "deploy", "collect"];

/** The text for one action. A line `# Permissions: …` of the file says what the job must grant. */
export function describe(name, text) {
  const { description, inputs = {}, outputs = {} } = parse(text);
  const permissions = /^# Permissions: (.+)$/m.exec(text)?.[1];
  return [
    `### \`${name}\``,
    description.trim(),
    ...(permissions ? [`Permissions of the job: ${permissions}`] : []),
    ...table(
      ["Input", "Default", "What it is"],
      Object.entries(inputs).map(([input, { description, default: value, required }]) => [
        code(input),
        required && value === undefined
          ? "*required*"
          : value === undefined || value === ""
            ? ""
            : code(value),
        cell(description),
      ]),
    ),
    ...table(
      ["Output", "What it is"],
      Object.entries(outputs).map(([output, { description }]) => [code(output), cell(description)]),
    ),
  ].join("\n\n");
}

/** The README with the part between the marks replaced. */
export function withActions(readme, part) {
  const from = readme.indexOf(begin);
  const to = readme.indexOf(end);
  if (from < 0 || to < from) throw new Error(`README.md needs the marks ${begin} and ${end}, in this order.`);
  return `${readme.slice(0, from + begin.length)}\n\n${part}\n\n${readme.slice(to)}`;
}

function table(head, rows) {
  if (rows.length === 0) return [];
  const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  return [lines.join("\n")];
}

const cell = (text) => String(text).trim().replace(/\s+/g, " ").replaceAll("|", "\\|");
const code = (text) => `\`${cell(text)}\``;

function readmeText(root) {
  const rank = (name) => (order.indexOf(name) + order.length + 1) % (order.length + 1);
  const names = readdirSync(join(root, "actions")).sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const part = names
    .map((name) => describe(name, readFileSync(join(root, "actions", name, "action.yml"), "utf8")))
    .join("\n\n");
  return withActions(readFileSync(join(root, "README.md"), "utf8"), part);
}

function settle(root, path, source, written, check) {
  const file = join(root, path);
  if (existsSync(file) && readFileSync(file, "utf8") === written) {
    console.log(`${path} says what ${source} says.`);
  } else if (check) {
    console.error(`${path} is behind ${source}. Run \`npm run docs\` and commit ${path}.`);
    process.exitCode = 1;
  } else {
    writeFileSync(file, written);
    console.log(`${path}: written anew from ${source}.`);
  }
}

async function main(check) {
  const root = fileURLToPath(new URL("..", import.meta.url));
  settle(root, schemaPath, "src/records/spec.ts", await schemaText(), check);
  settle(root, "README.md", "actions/*/action.yml", readmeText(root), check);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await main(process.argv.includes("--check"));
