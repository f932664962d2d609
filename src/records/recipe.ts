import * as v from "valibot";
import { DIGEST_PATTERN } from "../core/digest.ts";
import { TASKS } from "./spec.ts";
import { NumberForm, Split } from "./spec-data.ts";
import { Features } from "./spec-features.ts";
import { Prepare } from "./spec-prepare.ts";

export const DigestText = v.pipe(v.string(), v.regex(DIGEST_PATTERN, "expected a SHA-256 digest"));

/** A file that counts: its path from the root of the repository, with `/`, and the digest of its bytes. */
export const FileDigest = v.strictObject({ path: v.string(), digest: DigestText });
export type FileDigest = v.InferOutput<typeof FileDigest>;

const Params = v.record(v.string(), v.unknown());

/**
 * All that determines a model, and nothing else: no clock, no machine, no version of the toolkit, no documentation.
 * Equal recipes have equal canonical JSON, hence equal digests; the digest is the model's identity before and after it exists.
 */
export const Recipe = v.strictObject({
  format: v.literal(1),
  model: v.string(),
  task: v.picklist(TASKS),
  target: v.string(),
  data: v.strictObject({
    sources: v.array(FileDigest),
    key: v.nullable(v.string()),
    missing: v.array(v.string()),
    /** How numbers are written; absent where it is the common form. */
    numbers: v.optional(NumberForm),
    /** Columns that the folders of the sources tell (`year=2025/`), by name; absent where there are none. */
    partitions: v.optional(v.array(v.string())),
    /** The declared types of columns, since they decide how cells are read. */
    types: v.record(v.string(), v.string()),
    split: Split,
  }),
  features: v.strictObject({ revision: v.number(), columns: Features, prepare: v.optional(Prepare) }),
  training: v.union([
    v.strictObject({ algorithm: v.string(), revision: v.number(), params: Params, seed: v.number() }),
    v.strictObject({ command: v.string(), code: v.array(FileDigest), params: Params, seed: v.number() }),
  ]),
});
export type Recipe = v.InferOutput<typeof Recipe>;
