import type { CheckRun, CheckRunAnnotation, GitHub } from "../../ports/github.ts";
import type { Calls } from "./calls.ts";
import { orNull } from "./requests.ts";

/** So many annotations GitHub takes in one request; each further request adds its own to those before. */
const ANNOTATIONS_A_REQUEST = 50;

export function checkRunCalls({ octokit, owner, repo }: Calls): Pick<GitHub, "createCheckRun"> {
  const { checks } = octokit.rest;
  return {
    createCheckRun: (run) =>
      orNull("writing the check run", async () => {
        const { name, sha, conclusion, url, annotations } = run;
        const created = await checks.create({
          owner,
          repo,
          name,
          head_sha: sha,
          status: "completed",
          conclusion,
          ...(url !== null && { details_url: url }),
          output: output(run, annotations.slice(0, ANNOTATIONS_A_REQUEST)),
        });
        for (let start = ANNOTATIONS_A_REQUEST; start < annotations.length; start += ANNOTATIONS_A_REQUEST) {
          const more = annotations.slice(start, start + ANNOTATIONS_A_REQUEST);
          await checks.update({ owner, repo, check_run_id: created.data.id, output: output(run, more) });
        }
        return { url: created.data.html_url ?? created.data.details_url };
      }),
  };
}

function output({ title, summary, text }: CheckRun, annotations: readonly CheckRunAnnotation[]) {
  return { title, summary, text, annotations: annotations.map(toAnnotation) };
}

function toAnnotation({ file, line, column, level, title, message }: CheckRunAnnotation) {
  return {
    path: file,
    start_line: line,
    end_line: line,
    ...(column !== null && { start_column: column, end_column: column }),
    annotation_level: level,
    title,
    message,
  };
}
