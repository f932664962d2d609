import { TrunklineError } from "../core/errors.ts";
import type { World } from "../ports/world.ts";
import { foldRegistry } from "../stages/registry/fold.ts";
import { readInputs } from "./data/inputs.ts";
import { validateData } from "./data/read-data.ts";
import { loadProject } from "./project.ts";

export interface Finding {
  readonly name: string;
  readonly ok: boolean;
  readonly text: string;
  readonly next?: string;
}

/** Looks at everything that a first run needs, all of it, and says what to do about what is not there. */
export async function doctor(world: World, specPath: string): Promise<Finding[]> {
  const findings: Finding[] = [];
  const note = (name: string, ok: boolean, text: string, next?: string) =>
    findings.push({ name, ok, text, ...(next && !ok && { next }) });
  const head = await world.git.head();
  note(
    "commit",
    head !== null,
    head ? `at ${head.commit.slice(0, 12)}` : "no commit yet",
    "git add -A && git commit",
  );
  const identity = await world.git.identity();
  note(
    "identity",
    identity !== undefined,
    identity ? `${identity.name} <${identity.email}>` : "Git knows no user",
    'git config user.name "…" and git config user.email "…"',
  );
  note(
    "remote",
    world.remote !== null,
    world.remote ?? "no remote named origin",
    "git remote add origin URL",
  );
  if (world.remote !== null)
    await attempt(
      "remote answers",
      () => world.git.remoteRefs(world.remote!, ["refs/trunkline/*"]),
      (refs) => `${refs.size} bundles, decisions and registry refs`,
    );
  const project = await attempt(
    "spec",
    () => loadProject(world, specPath),
    () => specPath,
  );
  if (project) {
    const inputs = await attempt(
      "recipe",
      () => readInputs(world, project),
      (found) => found.digest.slice(0, 12),
    );
    if (inputs) {
      const { validation } = await validateData(inputs.sources, project.spec, world.clock.now());
      const count = validation.problems.length;
      note(
        "data",
        count === 0,
        count === 0 ? `${validation.rows} rows` : `${count} problems`,
        "trunkline validate",
      );
    }
  }
  const artifacts = foldRegistry(await world.git.tags(["*"]));
  const versions = [...artifacts.values()].reduce((sum, each) => sum + each.versions.length, 0);
  note("registry", true, `models: ${artifacts.size}, versions: ${versions}`);
  const workflows = await world.git.listFiles([".github/workflows/*"]);
  note("workflows", workflows.length > 0, workflows.join(", ") || "none", "trunkline init");
  return findings;

  async function attempt<T>(
    name: string,
    look: () => Promise<T>,
    say: (found: T) => string,
  ): Promise<T | null> {
    try {
      const found = await look();
      note(name, true, say(found));
      return found;
    } catch (error) {
      if (!(error instanceof TrunklineError)) throw error;
      const [problem] = error.problems;
      note(name, false, problem.found, problem.next);
      return null;
    }
  }
}
