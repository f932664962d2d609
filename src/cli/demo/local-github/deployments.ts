import { type Answer, notFound, type Request, type Route } from "./http.ts";

interface Status {
  readonly id: number;
  readonly state: string;
  readonly description: string;
}

interface Deployment {
  readonly id: number;
  readonly sha: string;
  readonly environment: string;
  readonly payload: unknown;
  readonly statuses: Status[];
}

/** Deployments and their statuses, newest first, as GitHub lists them. */
export function deployments(): Route {
  const all: Deployment[] = [];

  const create = ({ body }: Request): Answer => {
    const { ref, environment = "production", payload = {} } = body;
    if (typeof ref !== "string") return { status: 422, body: { message: "Validation Failed" } };
    const deployment = {
      id: all.length + 1,
      sha: ref,
      environment: String(environment),
      payload,
      statuses: [],
    };
    all.push(deployment);
    return { status: 201, body: shown(deployment) };
  };

  return (request) => {
    const { method, path, query } = request;
    if (path === "/deployments" && method === "POST") return create(request);
    if (path === "/deployments" && method === "GET") {
      const environment = query.get("environment");
      const found = all.filter((each) => environment === null || each.environment === environment);
      return {
        status: 200,
        body: found
          .reverse()
          .slice(0, Number(query.get("per_page") ?? 30))
          .map(shown),
      };
    }
    const [, id] = /^\/deployments\/(\d+)\/statuses$/.exec(path) ?? [];
    if (id === undefined) return null;
    const deployment = all.find((each) => each.id === Number(id));
    if (!deployment) return notFound();
    const { statuses } = deployment;
    if (method === "GET") {
      const newest = [...statuses].reverse().slice(0, Number(query.get("per_page") ?? 30));
      return { status: 200, body: newest };
    }
    const { state, description = "" } = request.body;
    const status = { id: statuses.length + 1, state: String(state), description: String(description) };
    statuses.push(status);
    return { status: 201, body: status };
  };
}

function shown({ statuses, ...deployment }: Deployment): unknown {
  return { ...deployment, ref: deployment.sha, url: `/deployments/${deployment.id}`, count: statuses.length };
}
