import * as v from "valibot";
import { nearestName } from "../../core/nearest-name.ts";
import { Spec } from "../../records/spec.ts";
import type { Path } from "./yaml-places.ts";

type Schema = v.GenericSchema;

/** The keys that the mapping at a path of the spec may have, read from the schema itself. `spec` is what the file says. */
export function knownKeys(path: Path, spec: unknown): readonly string[] {
  return Object.keys(entriesOf(schemaAt(path, spec)) ?? {});
}

/** What the schema says a part is for. */
export function descriptionOf(path: Path, spec: unknown): string | undefined {
  const parent = schemaAt(path.slice(0, -1), spec);
  const own = parent && below(parent, String(path.at(-1)));
  return own && v.getDescription(unwrap(own));
}

function schemaAt(path: Path, spec: unknown): Schema | undefined {
  let schema: Schema | undefined = Spec;
  let value = spec;
  for (const step of path) {
    schema = below(choose(schema, value), String(step));
    value = (value as Readonly<Record<string | number, unknown>> | null | undefined)?.[step];
    if (!schema) return undefined;
  }
  return choose(schema, value);
}

/** Whether keys with values belong at a path; undefined where the schema knows nothing. */
export function wantsKeys(path: Path, spec: unknown): boolean | undefined {
  const schema = schemaAt(path, spec);
  return schema && (schema.type === "strict_object" || schema.type === "record");
}

/** Of a union, the member that takes keys; of two, the one whose first key is there, perhaps with a slip in it. */
function choose(schema: Schema, value: unknown): Schema {
  const inner = unwrap(schema);
  if (inner.type !== "union") return inner;
  const { options } = inner as unknown as { readonly options: readonly Schema[] };
  const mappings = options.map(unwrap).filter((option) => entriesOf(option));
  const given = typeof value === "object" && value !== null ? Object.keys(value) : [];
  const first = (option: Schema) => Object.keys(entriesOf(option)!)[0]!;
  const short = given.filter((key) => key.length < 20);
  return (
    mappings.find((option) => given.includes(first(option))) ??
    mappings.find((option) => nearestName(first(option), short) !== undefined) ??
    mappings[0] ??
    inner
  );
}

function below(schema: Schema, step: string): Schema | undefined {
  const { item, value } = schema as { item?: Schema; value?: Schema };
  const entries = entriesOf(schema);
  if (entries) return Object.hasOwn(entries, step) ? entries[step] : undefined;
  return schema.type === "array" ? item : schema.type === "record" ? value : undefined;
}

function unwrap(schema: Schema): Schema {
  const { wrapped } = schema as { wrapped?: Schema };
  return wrapped ? unwrap(wrapped) : schema;
}

function entriesOf(schema: Schema | undefined): Readonly<Record<string, Schema>> | undefined {
  return (schema as { entries?: Readonly<Record<string, Schema>> } | undefined)?.entries;
}
