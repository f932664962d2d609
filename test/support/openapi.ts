import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv, type ValidateFunction } from "ajv";

interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required?: boolean;
  readonly schema: object;
}

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: {
    readonly required?: boolean;
    readonly content: Readonly<Record<string, { readonly schema: BodySchema }>>;
  };
}

interface BodySchema {
  readonly properties?: Readonly<Record<string, object>>;
}

export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
}

type Description = Readonly<Record<string, Readonly<Record<string, Operation>>>>;

let paths: Description | undefined;
// OpenAPI's own words beside JSON Schema's are no mistake.
const ajv = new Ajv({ strict: false, coerceTypes: true, validateFormats: false });
const compiled = new Map<object, ValidateFunction>();

/** What is wrong with a request by GitHub's own description of its REST API; empty when nothing is. */
export function wrongWith({ method, url, body }: SentRequest): string[] {
  const { pathname, searchParams } = new URL(url, "http://localhost");
  const found = operationOf(method, pathname);
  if (!found) return [`${method} ${pathname}: no such operation`];
  const { operation, values } = found;
  const { parameters = [], requestBody } = operation;
  const problems: string[] = [];
  for (const parameter of parameters.filter((each) => each.in !== "header")) {
    const value = parameter.in === "path" ? values[parameter.name] : searchParams.get(parameter.name);
    if (value === null || value === undefined) {
      if (parameter.required) problems.push(`${parameter.name} is missing`);
    } else problems.push(...against(parameter.schema, value, parameter.name));
  }
  for (const name of searchParams.keys())
    if (!parameters.some((each) => each.in === "query" && each.name === name))
      problems.push(`?${name} is not known`);
  const schema = requestBody?.content["application/json"]?.schema;
  if (body !== undefined && !schema) problems.push("a body, where none is known");
  if (body === undefined && requestBody?.required) problems.push("no body");
  if (body !== undefined && schema) {
    problems.push(...against(schema, body, "body"));
    const known = schema.properties && Object.keys(schema.properties);
    for (const name of Object.keys(body as object))
      if (known && !known.includes(name)) problems.push(`${name} in the body is not known`);
  }
  return problems.map((problem) => `${method} ${pathname}: ${problem}`);
}

function operationOf(method: string, pathname: string) {
  const given = pathname.split("/");
  for (const [template, operations] of Object.entries(described())) {
    const parts = template.split("/");
    const values: Record<string, string> = {};
    const same = parts.every((part, index) => {
      const name = /^\{(.+)\}$/.exec(part)?.[1];
      if (name) values[name] = decodeURIComponent(given[index] ?? "");
      return name ? Boolean(given[index]) : part === given[index];
    });
    const operation = operations[method.toLowerCase()];
    if (same && parts.length === given.length && operation) return { operation, values };
  }
  return null;
}

function against(schema: object, value: unknown, name: string): string[] {
  const validate = compiled.get(schema) ?? ajv.compile(schema);
  compiled.set(schema, validate);
  // Coerced in a holder of its own: what was sent stays as it was sent.
  if (validate(structuredClone(value))) return [];
  return (validate.errors ?? []).map((error) => `${name}${error.instancePath} ${error.message}`);
}

function described(): Description {
  if (paths) return paths;
  const file = createRequire(import.meta.url).resolve("@octokit/openapi/generated/api.github.com.deref.json");
  paths = (JSON.parse(readFileSync(file, "utf8")) as { paths: Description }).paths;
  return paths;
}
