import type { Digest } from "../../core/digest.ts";
import type { GitHub, GitHubDeployment } from "../../ports/github.ts";
import type { World } from "../../ports/world.ts";
import type { Version } from "../../records/registry.ts";

interface Followed {
  readonly stage: string;
  readonly version: Version;
  readonly bundle: Digest;
  readonly commit: string;
}

/** GitHub's own view of a deployment; does nothing where there is no token or the server has no deployments. */
export interface HostedDeployment {
  succeeded(): Promise<void>;
  failed(why: string): Promise<void>;
}

const NOWHERE: HostedDeployment = { succeeded: async () => {}, failed: async () => {} };
const DESCRIPTION_LIMIT = 140;

/** Opens a deployment on GitHub, or takes up the one that an interrupted run left behind. */
export async function followDeployment(world: World, followed: Followed): Promise<HostedDeployment> {
  const { github } = world;
  if (github === null) return NOWHERE;
  const { stage, version, bundle } = followed;
  const earlier = await github.deployments(stage);
  if (earlier === null) return unsupported(world);
  const newest = earlier[0];
  const same = newest !== undefined && names(newest.payload, version.version, bundle);
  if (same && newest.state === "success") return NOWHERE;
  const deployment = same && newest.state !== "failure" ? newest : await open(github, followed);
  if (deployment === null) return unsupported(world);
  await github.setDeploymentState(deployment.id, "in_progress", `${version.version} is being deployed`);
  return {
    failed: async (why) => {
      await github.setDeploymentState(deployment.id, "failure", short(why));
    },
    succeeded: async () => {
      await github.setDeploymentState(deployment.id, "success", `${version.version} is on ${stage}`);
      // GitHub's auto_inactive leaves production out, so the earlier ones are retired one by one.
      for (const old of earlier.filter((each) => each.id !== deployment.id && each.state === "success")) {
        await github.setDeploymentState(old.id, "inactive", `replaced by ${version.version}`);
      }
    },
  };
}

function open(
  github: GitHub,
  { stage, version, bundle, commit }: Followed,
): Promise<GitHubDeployment | null> {
  return github.createDeployment({
    sha: version.commit,
    environment: stage,
    description: short(`${version.version}, requested by ${commit.slice(0, 12)}`),
    production: stage === "production",
    payload: { version: version.version, bundle, requestedBy: commit },
  });
}

function names(payload: unknown, version: string, bundle: Digest): boolean {
  const given = (typeof payload === "string" ? safely(payload) : payload) as {
    version?: unknown;
    bundle?: unknown;
  } | null;
  return given?.version === version && given.bundle === bundle;
}

function safely(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function unsupported(world: World): HostedDeployment {
  world.console.say(
    "This server has no deployments, or the token may not write them: the registry alone tells what is deployed.",
  );
  return NOWHERE;
}

function short(text: string): string {
  const line = text.split("\n")[0]!;
  return line.length <= DESCRIPTION_LIMIT ? line : `${line.slice(0, DESCRIPTION_LIMIT - 1)}…`;
}
