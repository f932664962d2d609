import { badInput, outsideFailed } from "../core/errors.ts";
import type { Artifacts } from "../ports/artifacts.ts";

/** No longer than a run may be looked at: what matters is in the repository. */
const KEPT_DAYS = 7;

/** The artifacts of this workflow run. The client is two megabytes, so it is loaded when one is sent or fetched, never before. */
export function workflowArtifacts(environment: NodeJS.ProcessEnv = process.env): Artifacts {
  const client = async () => {
    if (!environment.ACTIONS_RUNTIME_TOKEN) throw notInARun();
    const { DefaultArtifactClient } = await import("@actions/artifact");
    return new DefaultArtifactClient();
  };
  return {
    upload: async (name, folder, files, days = KEPT_DAYS) => {
      const artifacts = await client();
      try {
        const { id } = await artifacts.uploadArtifact(name, [...files], folder, { retentionDays: days });
        return id ?? null;
      } catch (error) {
        throw failed("upload", name, error);
      }
    },
    download: async (name, into) => {
      const artifacts = await client();
      const { artifacts: present } = await artifacts
        .listArtifacts({ latest: true })
        .catch((error: unknown) => {
          throw failed("list", name, error);
        });
      const found = present.find((each) => each.name === name);
      if (!found) return false;
      try {
        await artifacts.downloadArtifact(found.id, { path: into });
        return true;
      } catch (error) {
        throw failed("download", name, error);
      }
    },
  };
}

function notInARun() {
  return badInput({
    code: "artifact-no-run",
    found: "no ACTIONS_RUNTIME_TOKEN: this is no step of a workflow run",
    expected: "a run, whose artifacts hand the model from job to job",
    next: "Set the inputs `upload` and `download` to false to do all in one job.",
  });
}

function failed(what: string, name: string, error: unknown) {
  const found = error instanceof Error ? error.message : String(error);
  const unsupported = /GHES|not currently supported/i.test(found);
  return outsideFailed(
    {
      code: `artifact-cannot-${what}`,
      found: `the artifact ${name}: ${found.split("\n")[0]}`,
      next: unsupported
        ? "This server has no artifacts that the client can use: set `upload` and `download` to false, and do all in one job."
        : "Run the job again.",
    },
    error,
  );
}
