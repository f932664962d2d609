// Writes the part of README.md between the two marks anew from actions/*/action.yml, so that the inputs, outputs and
// permissions are said in one place. With --check it changes nothing, and fails when the README is behind.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parse } from "yaml";

const begin = "<!-- actions:begin -->";
const end = "<!-- actions:end -->";

/** The order of the pipeline; an action that it does not name comes last. */
const order = ["pipeline", "validate", "train", "evaluate", "report", "register", "deploy"];

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

function main(check) {
  const root = fileURLToPath(new URL("..", import.meta.url));
  const rank = (name) => (order.indexOf(name) + order.length + 1) % (order.length + 1);
  const names = readdirSync(join(root, "actions")).sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const part = names
    .map((name) => describe(name, readFileSync(join(root, "actions", name, "action.yml"), "utf8")))
    .join("\n\n");
  const path = join(root, "README.md");
  const readme = readFileSync(path, "utf8");
  const written = withActions(readme, part);
  if (written === readme) {
    console.log(`README.md says what the ${names.length} actions say.`);
  } else if (check) {
    console.error("README.md is behind actions/*/action.yml. Run `npm run docs` and commit README.md.");
    process.exitCode = 1;
  } else {
    writeFileSync(path, written);
    console.log("README.md: wrote the part on the actions anew.");
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) main(process.argv.includes("--check"));
