import { badInput, type Problem, TrunklineError } from "../core/errors.ts";
import { nearestName } from "../core/nearest-name.ts";
import type { Templates } from "../ports/templates.ts";
import type { World } from "../ports/world.ts";
import { MODEL_NAME, type Task } from "../records/spec.ts";
import { typeColumns } from "../stages/data/type-columns.ts";
import { fillWorkflow } from "../stages/problem/fill-workflow.ts";
import { proposeSpec } from "../stages/problem/propose-spec.ts";
import { readSpec } from "../stages/problem/read-spec.ts";
import { readTables } from "./read-data.ts";

export interface InitOptions {
  readonly model: string;
  readonly source: string;
  readonly target: string;
  readonly task?: Task;
  readonly key?: string;
  readonly branch: string;
  readonly repository: string;
  /** The commit of the actions; default: that of this release. */
  readonly pin?: string;
  readonly force: boolean;
}

export interface InitFile {
  readonly path: string;
  /** `kept`: it is there and differs from what would be written; --force writes it. */
  readonly state: "written" | "unchanged" | "kept";
}

export interface Init {
  readonly files: readonly InitFile[];
  readonly notes: readonly string[];
}

const SPEC = "trunkline.yaml";
const STAGE = "production";

/** The columns of a data file, for the question which of them is the target. */
export async function columnsOf(world: World, source: string): Promise<readonly string[]> {
  return (await readSource(world, source)).columns;
}

/** Writes the spec and the workflows. What is there already stays as it is, unless it is told otherwise. */
export async function init(world: World, templates: Templates, options: InitOptions): Promise<Init> {
  if (!MODEL_NAME.test(options.model)) throw badName(options.model);
  const raw = await readSource(world, options.source);
  if (!raw.columns.includes(options.target)) throw noColumn(options.target, raw.columns);
  const { table } = typeColumns(raw, {});
  const { model, source, target, task, key } = options;
  const proposal = proposeSpec({
    model,
    source,
    raw,
    table,
    target,
    ...(task && { task }),
    ...(key && { key }),
  });
  // What init proposes must be what the product accepts.
  await readSpec(proposal.text, SPEC);
  const blanks = {
    ...(await pinned(templates, options)),
    spec: SPEC,
    branch: options.branch,
    stage: STAGE,
    model,
  };
  const wanted = new Map([
    [SPEC, proposal.text],
    [".github/workflows/model-check.yml", fillWorkflow(await templates.workflow("pull-request"), blanks)],
    [".github/workflows/model-release.yml", fillWorkflow(await templates.workflow("release"), blanks)],
  ]);
  const files: InitFile[] = [];
  for (const [path, text] of wanted)
    files.push({ path, state: await place(world, path, text, options.force) });
  return { files: [...files, await ignoreDeployed(world)], notes: proposal.notes };
}

async function readSource(world: World, source: string) {
  const bytes = await world.files.read(`${world.git.root}/${source}`);
  if (bytes === null) {
    throw badInput({
      code: "init-no-data",
      found: `no file ${JSON.stringify(source)}`,
      expected: "a CSV file in the repository, by its path from the root",
      next: "Name one with --data.",
    });
  }
  const { raw, problems } = await readTables([{ path: source, bytes }], ["", "NA"]);
  if (problems.length > 0) throw new TrunklineError(2, problems as [Problem, ...Problem[]]);
  return raw;
}

async function pinned(templates: Templates, { pin, repository }: InitOptions) {
  const release = await templates.release();
  const commit = pin ?? release?.commit;
  if (commit && /^[0-9a-f]{40}$/.test(commit))
    return { commit, repository, version: release?.version ?? "0" };
  throw badInput({
    code: "init-no-pin",
    found: pin ? `--pin ${pin}` : "a copy of Trunkline that does not know the commit of its release",
    expected: "a full commit id of 40 hexadecimal digits: the workflows pin the actions by it",
    next: "Give one with --pin, from Trunkline's releases.",
  });
}

async function place(world: World, path: string, text: string, force: boolean): Promise<InitFile["state"]> {
  const absolute = `${world.git.root}/${path}`;
  const present = await world.files.read(absolute);
  if (present !== null && new TextDecoder().decode(present) === text) return "unchanged";
  if (present !== null && !force) return "kept";
  await world.files.write(absolute, text);
  return "written";
}

/** Deployments made on this machine are no part of the repository. Adds a line; touches no other. */
async function ignoreDeployed(world: World): Promise<InitFile> {
  const path = ".gitignore";
  const absolute = `${world.git.root}/${path}`;
  const present = new TextDecoder().decode((await world.files.read(absolute)) ?? new Uint8Array());
  if (present.split(/\r?\n/).some((line) => /^\/?deployed\/?$/.test(line.trim())))
    return { path, state: "unchanged" };
  const separator = present === "" || present.endsWith("\n") ? "" : "\n";
  await world.files.write(absolute, `${present}${separator}deployed/\n`);
  return { path, state: "written" };
}

function badName(model: string) {
  return badInput({
    code: "init-model-name",
    found: `the model name ${JSON.stringify(model)}`,
    expected: "letters, digits, -, _ and / (the name becomes a Git tag)",
    next: "Give another one with --model.",
  });
}

function noColumn(target: string, columns: readonly string[]) {
  const near = nearestName(target, columns);
  return badInput({
    code: "init-no-target",
    found: `no column ${JSON.stringify(target)}${near ? ` (did you mean ${JSON.stringify(near)}?)` : ""}`,
    expected: `one of: ${columns.slice(0, 20).join(", ")}`,
    next: "Name the column to predict with --target.",
  });
}
