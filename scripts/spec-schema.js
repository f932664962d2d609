// The JSON Schema of trunkline.yaml, for completion and errors in editors: made from the same definitions that the
// product parses with, so that the two cannot say different things.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { toJsonSchema } from "@valibot/to-json-schema";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));

export const path = "templates/trunkline.schema.json";

/** The schema (draft-07) of a definition. Says all that JSON Schema can say of one value; what contradicts what, it cannot. */
export function schemaOf(definition) {
  const { $schema, ...rest } = toJsonSchema(definition, {
    target: "draft-07",
    // JSON has no other numbers.
    ignoreActions: ["finite"],
    // Text is trimmed before it is looked at, so what is asked for is a character that stays.
    overrideAction: ({ valibotAction, jsonSchema }) =>
      valibotAction.type === "trim" ? { ...jsonSchema, allOf: [{ pattern: "\\S" }] } : undefined,
  });
  return { $schema, title: "trunkline.yaml", ...rest };
}

/** The file's text. Node 20 reads no TypeScript, so the definitions are bundled first; Biome formats what is written. */
export async function schemaText() {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ["src/records/spec.ts"],
    bundle: true,
    format: "esm",
    write: false,
  });
  const code = Buffer.from(outputFiles[0].contents).toString("base64");
  const { Spec } = await import(`data:text/javascript;base64,${code}`);
  return formatted(JSON.stringify(schemaOf(Spec)));
}

function formatted(json) {
  const biome = createRequire(import.meta.url).resolve("@biomejs/biome/bin/biome");
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [biome, "format", "--vcs-enabled=false", `--stdin-file-path=${path}`],
    { cwd: root, input: json, encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`Biome cannot format the schema: ${stderr}`);
  return stdout;
}
