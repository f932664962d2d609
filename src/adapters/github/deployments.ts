import type { GitHub, GitHubDeployment } from "../../ports/github.ts";
import type { Calls } from "./calls.ts";
import { orNull } from "./requests.ts";

interface Deployment {
  readonly id: number;
  readonly environment: string;
  readonly sha: string;
  readonly payload: unknown;
}

/** How far back the statuses of deployments are looked at: enough to retire the ones before. */
const NEWEST = 10;

export function deploymentCalls({
  octokit,
  owner,
  repo,
}: Calls): Pick<GitHub, "deployments" | "createDeployment" | "setDeploymentState"> {
  const { repos } = octokit.rest;

  const withState = async (deployment: Deployment): Promise<GitHubDeployment> => {
    const { id, environment, sha, payload } = deployment;
    const statuses = await orNull("reading a deployment's status", () =>
      repos.listDeploymentStatuses({ owner, repo, deployment_id: id, per_page: 1 }),
    );
    return { id, environment, sha, payload, state: statuses?.data[0]?.state ?? null };
  };

  return {
    deployments: (environment) =>
      orNull("listing the deployments", async () => {
        const { data } = await repos.listDeployments({ owner, repo, environment, per_page: NEWEST });
        const newestFirst = [...data].sort((a, b) => b.id - a.id);
        return Promise.all(newestFirst.map(withState));
      }),
    createDeployment: ({ sha, environment, description, production, payload }) =>
      orNull("creating the deployment", async () => {
        const { data } = await repos.createDeployment({
          owner,
          repo,
          ref: sha,
          environment,
          description,
          production_environment: production,
          payload: payload as Record<string, unknown>,
          auto_merge: false,
          required_contexts: [],
        });
        // 202 speaks of an automatic merge, which was not asked for.
        return "id" in data ? { id: data.id, environment, sha, payload, state: null } : null;
      }),
    setDeploymentState: async (id, state, description) =>
      (await orNull("setting a deployment's status", () =>
        repos.createDeploymentStatus({
          owner,
          repo,
          deployment_id: id,
          state,
          description,
          auto_inactive: false,
        }),
      )) !== null,
  };
}
