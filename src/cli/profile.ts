import { resolve } from "node:path";
import { nodeFiles } from "../adapters/files.ts";
import { badInput } from "../core/errors.ts";
import { profileFiles } from "../pipeline/profile.ts";
import { mergeProfileFiles, profileAsTable, profileText } from "../pipeline/profile-file.ts";
import { parseShard } from "../pipeline/shard.ts";
import { type Command, textOf } from "./command.ts";

export const profile: Command = {
  usage: "FILE… [--shard I/N] [--out FILE] | profile merge PROFILE… [--out FILE]",
  about:
    "Profiles files of data (CSV, TSV, NDJSON, JSON, Parquet, Arrow, also packed), column by column, in one pass. Profiles of parts can be merged: give each job of a matrix a shard, then merge what they wrote.",
  options: { shard: { type: "string" }, out: { type: "string" } },
  help: {
    shard: "only this part of the rows, such as 2/16",
    out: "also write the profile to this file, as JSON",
  },
  positionals: { least: 1, most: Infinity },
  async run({ values, positionals, folder, colour }) {
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

function mergeUsage(shard: string | undefined) {
  return badInput({
    code: "usage-words",
    found: shard === undefined ? "no profile after `merge`" : "--shard with `merge`",
    expected: "trunkline profile merge PROFILE… [--out FILE]",
    next: "See `trunkline profile --help`.",
  });
}
