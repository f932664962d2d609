import { posix } from "node:path";
import { badInput, describePlace, type Problem, TrunklineError } from "../core/errors.ts";
import { nearestName } from "../core/nearest-name.ts";
import { showText } from "../core/show-text.ts";
import type { Templates } from "../ports/templates.ts";
import type { World } from "../ports/world.ts";
import { MODEL_NAME, type Spec, type Task } from "../records/spec.ts";
import { typeColumns } from "../stages/data/type-columns.ts";
import { fillWorkflow, workflowPath } from "../stages/problem/fill-workflow.ts";
import { proposeSpec } from "../stages/problem/propose-spec.ts";
import { readSpec } from "../stages/problem/read-spec.ts";
import { readSource, showNames } from "./data/init-source.ts";
import { validateData } from "./data/read-data.ts";

export interface InitOptions {
  readonly model: string;
  /** Where the spec is to stand, from the root; default: trunkline.yaml at the root. */
  readonly spec?: string;
  /** The data file, from the root. */
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
const MOST_DOUBTS = 3;
/** None of what Git forbids in it, and of what a workflow would take for a pattern or an expression. */
const BRANCH = /^(?!.*\$\{\{)[^\s~^:?*[\\+!]+$/;

/** Writes the spec and the workflows. What is there already stays as it is, unless it is told otherwise. */
export async function init(world: World, templates: Templates, options: InitOptions): Promise<Init> {
  if (!MODEL_NAME.test(options.model)) throw badName(options.model);
  if (!BRANCH.test(options.branch)) throw badBranch(options.branch);
  const { spec: specPath = SPEC } = options;
  const folder = posix.dirname(specPath);
  const { raw, source } = await readSource(world, options.source);
  if (!raw.columns.includes(options.target)) throw noColumn(options.target, raw.columns);
  const { table, problems } = typeColumns(raw, {});
  const { model, target, task, key } = options;
  const proposal = proposeSpec({
    model,
    // A source may be a pattern, so what a pattern would take for a sign stands in brackets.
    source: posix.relative(folder, source.path).replace(/[*?[]/g, "[$&]"),
    raw,
    table,
    target,
    ...(task && { task }),
    ...(key && { key }),
  });
  const spec = await accepted(proposal.text, specPath);
  const { validation } = await validateData([source], spec, world.clock.now());
  const blanks = {
    ...(await pinned(templates, options)),
    spec: specPath,
    branch: options.branch,
    stage: STAGE,
    model,
    several: folder !== ".",
  };
  const wanted = new Map([
    [specPath, proposal.text],
    [workflowPath("model-check", blanks), fillWorkflow(await templates.workflow("pull-request"), blanks)],
    [workflowPath("model-release", blanks), fillWorkflow(await templates.workflow("release"), blanks)],
  ]);
  const files: InitFile[] = [];
  for (const [path, text] of wanted)
    files.push({ path, state: await place(world, path, text, options.force) });
  files.push(await ignoreDeployed(world));
  return { files, notes: [...proposal.notes, ...doubts([...problems, ...validation.problems])] };
}

/** What init proposes must be what the product accepts. The file is not written yet, so no place in it is told. */
async function accepted(text: string, path: string): Promise<Spec> {
  try {
    return await readSpec(text, path);
  } catch (error) {
    if (!(error instanceof TrunklineError)) throw error;
    const [first, ...rest] = error.problems.map(({ where: _, ...problem }) => problem);
    throw new TrunklineError(error.exit, [first!, ...rest]);
  }
}

/** What keeps the data from being trained on: no reason to write no spec, but to be told at once. */
function doubts(problems: readonly Problem[]): string[] {
  const told = problems.map(({ code, where, found }) => `${where ? describePlace(where) : code}: ${found}.`);
  const lines = [...new Set(told)];
  const more = lines.length - MOST_DOUBTS;
  return [
    ...lines.slice(0, MOST_DOUBTS),
    ...(more > 0 ? [`And ${more} more; \`trunkline validate\` tells all.`] : []),
  ];
}

/** The actions of a release, by its commit. */
export async function pinned(
  templates: Templates,
  { pin, repository }: Pick<InitOptions, "pin" | "repository">,
) {
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository)) throw badRepository(repository);
  const release = await templates.release();
  const commit = pin ?? release.commit;
  if (commit && /^[0-9a-f]{40}$/.test(commit)) return { commit, repository, version: release.version };
  throw badInput({
    code: "init-no-pin",
    found: pin
      ? `--pin ${showText(pin)}`
      : "a copy of Trunkline that does not know the commit of its release",
    expected: "a full commit id of 40 hexadecimal digits: the workflows pin the actions by it",
    next: "Give one with --pin, from Trunkline's releases.",
  });
}

/** Writes a file; what is there already and differs stays, unless it is told otherwise. */
export async function place(
  world: World,
  path: string,
  text: string,
  force: boolean,
): Promise<InitFile["state"]> {
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
  const bytes = (await world.files.read(absolute)) ?? new Uint8Array();
  const present = new TextDecoder().decode(bytes);
  if (present.split(/\r?\n/).some((line) => /^\/?deployed\/?$/.test(line.trim())))
    return { path, state: "unchanged" };
  const separator = present === "" || present.endsWith("\n") ? "" : "\n";
  // The bytes as they are: paths in it may be in any encoding.
  await world.files.write(
    absolute,
    new Uint8Array([...bytes, ...new TextEncoder().encode(`${separator}deployed/\n`)]),
  );
  return { path, state: "written" };
}

function badName(model: string) {
  return badInput({
    code: "init-model-name",
    found: `the model name ${showText(model)}`,
    expected: "letters, digits, -, _ and / (the name becomes a Git tag)",
    next: "Give another one with --model.",
  });
}

function noColumn(target: string, columns: readonly string[]) {
  const near = nearestName(target, columns);
  return badInput({
    code: "init-no-target",
    found: `no column ${showText(target)}${near ? ` (did you mean ${showText(near)}?)` : ""}`,
    expected: `one of: ${showNames(columns)}`,
    next: "Name the column to predict with --target.",
  });
}

function badBranch(branch: string) {
  return badInput({
    code: "init-branch",
    found: `the branch ${showText(branch)}`,
    expected: "the plain name of one branch: no pattern and no expression",
    next: "Name one with --branch.",
  });
}

function badRepository(repository: string) {
  return badInput({
    code: "init-actions",
    found: `--actions ${showText(repository)}`,
    expected: "OWNER/REPOSITORY: where the actions live",
    next: "Correct it, or leave it out.",
  });
}
