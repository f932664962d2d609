import { resolve } from "node:path";
import { nodeFiles } from "../adapters/files.ts";
import { packageTemplates } from "../adapters/templates.ts";
import { badInput } from "../core/errors.ts";
import { mergeProfileFiles, profileAsTable, profileText } from "../pipeline/data/profile-file.ts";
import { writeProfileWorkflow } from "../pipeline/data/profile-workflow.ts";
import { parseShard } from "../pipeline/data/shard.ts";
import { profileFiles } from "../pipeline/profile.ts";
import { type Command, type Invocation, REPOSITORY, type Result, textOf } from "./command.ts";

export const profile: Command = {
  usage:
    "FILE… [--shard I/N] [--out FILE] | profile merge PROFILE… [--out FILE] | profile FILE… --workflow [--force]",
  about:
    "Profiles files of data (CSV, TSV, NDJSON, JSON, Parquet, Arrow, also packed), column by column, in one pass. Profiles of parts can be merged: give each job of a matrix a shard, then merge what they wrote.",
  options: {
    shard: { type: "string" },
    out: { type: "string" },
    workflow: { type: "boolean" },
    force: { type: "boolean" },
    actions: { type: "string" },
    pin: { type: "string" },
  },
  help: {
    shard: "only this part of the rows, such as 2/16",
    out: "also write the profile to this file, as JSON",
    workflow: "write .github/workflows/profile.yml: eight jobs with a shard each, and one that merges",
    force: "with --workflow: write the file anew when it is there and differs",
    actions: `the repository of Trunkline (default: ${REPOSITORY})`,
    pin: "the commit to pin it at (default: that of this release)",
  },
  positionals: { least: 1, most: Infinity },
  async run(invocation) {
    const { values, positionals, folder, colour } = invocation;
    if (values.workflow === true) return workflow(invocation);
    const files = nodeFiles();
    const merge = positionals[0] === "merge";
    const named = (merge ? positionals.slice(1) : positionals).map((name) => ({
      name,
      path: resolve(folder, name),
    }));
    const shard = textOf(values, "shard");
    if (merge && (named.length === 0 || shard !== undefined)) throw mergeUsage(shard);
    const found = merge
      ? await mergeProfileFiles(files, named)
      : await profileFiles(files, named, shard === undefined ? undefined : parseShard(shard));
    const out = textOf(values, "out");
    if (out !== undefined) await files.write(resolve(folder, out), profileText(found));
    return { text: profileAsTable(found, colour), json: found, exit: 0 };
  },
};

async function workflow({ values, positionals, world }: Invocation): Promise<Result> {
  const pin = textOf(values, "pin");
  const repository = textOf(values, "actions") ?? REPOSITORY;
  const options = { repository, force: values.force === true, ...(pin && { pin }) };
  const file = await writeProfileWorkflow(await world(), packageTemplates(), positionals, options);
  const kept = file.state === "kept" ? "\nKept what differs; --force writes it anew." : "";
  return { text: `${file.state.padEnd(9)}  ${file.path}${kept}`, json: file, exit: 0 };
}

function mergeUsage(shard: string | undefined) {
  return badInput({
    code: "usage-words",
    found: shard === undefined ? "no profile after `merge`" : "--shard with `merge`",
    expected: "trunkline profile merge PROFILE… [--out FILE]",
    next: "See `trunkline profile --help`.",
  });
}
