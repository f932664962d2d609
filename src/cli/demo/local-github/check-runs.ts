import { type Answer, notFound, type Request, type Route } from "./http.ts";

export interface Annotation {
  readonly path: string;
  readonly start_line: number;
  readonly annotation_level: string;
  readonly title?: string;
  readonly message: string;
}

interface Output {
  readonly title?: string;
  readonly summary?: string;
  readonly text?: string;
  readonly annotations?: readonly Annotation[];
}

interface CheckRun {
  readonly id: number;
  readonly name: string;
  readonly head_sha: string;
  readonly status: string;
  readonly conclusion: string;
  output: Output;
  readonly annotations: Annotation[];
}

const MOST_ANNOTATIONS = 50;

/** Check runs: the emulated server keeps none for commits that it has not seen. Annotations add up over the requests, as on GitHub. */
export function checkRuns(): Route {
  const all: CheckRun[] = [];
  const take = (body: Request["body"], write: (output: Output) => CheckRun, status: number): Answer => {
    const output = (body.output ?? {}) as Output;
    if ((output.annotations?.length ?? 0) > MOST_ANNOTATIONS)
      return { status: 422, body: { message: "Validation Failed" } };
    const run = write(output);
    run.annotations.push(...(output.annotations ?? []));
    return { status, body: shown(run) };
  };
  const create = (body: Request["body"], output: Output): CheckRun => {
    const [name, head_sha, status, conclusion] = ["name", "head_sha", "status", "conclusion"].map((key) =>
      String(body[key]),
    ) as [string, string, string, string];
    const run = { id: all.length + 1, name, head_sha, status, conclusion, output, annotations: [] };
    all.push(run);
    return run;
  };

  return ({ method, path, body }) => {
    if (path === "/check-runs" && method === "POST") return take(body, (output) => create(body, output), 201);
    const [, sha] = /^\/commits\/([^/]+)\/check-runs$/.exec(path) ?? [];
    if (sha !== undefined && method === "GET") {
      const found = all.filter((run) => run.head_sha === sha).map(shown);
      return { status: 200, body: { total_count: found.length, check_runs: found } };
    }
    const [, id, what] = /^\/check-runs\/(\d+)(\/annotations)?$/.exec(path) ?? [];
    if (id === undefined) return null;
    const run = all.find((each) => each.id === Number(id));
    if (!run) return notFound();
    if (what) return { status: 200, body: run.annotations };
    if (method !== "PATCH") return { status: 200, body: shown(run) };
    return take(body, (output) => Object.assign(run, { output: { ...run.output, ...output } }), 200);
  };
}

function shown({ annotations, output, ...run }: CheckRun): unknown {
  const { title, summary, text } = output;
  const url = `https://github.com/flora/iris/runs/${run.id}`;
  return {
    ...run,
    html_url: url,
    details_url: url,
    output: { title, summary, text, annotations_count: annotations.length },
  };
}
