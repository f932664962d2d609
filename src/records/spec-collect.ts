import * as v from "valibot";
import { about, Count, Text } from "./spec-values.ts";

/** The section `collect` of a spec: where snapshots of data come from. */

/** Names are given, never values: the spec is read by everybody. */
const Variable = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "expected the name of an environment variable, such as ORDERS_TOKEN"),
);

const Pages = v.strictObject({
  parameter: about(Text, "The parameter of the address that says which page."),
  first: v.optional(
    about(v.pipe(v.number(), v.integer(), v.minValue(0)), "The number of the first page; default 1."),
  ),
  size: v.optional(about(Count, "How many rows a page is asked to have; a shorter page is the last.")),
  size_parameter: v.optional(about(Text, "The parameter that says how many; default `per_page`.")),
});

const Cursor = v.strictObject({
  parameter: v.optional(
    about(
      Text,
      "The parameter of the address that takes the cursor; none where answers hold the next page's whole address.",
    ),
  ),
  next: about(
    Text,
    "Where an answer has the next cursor: names with dots, such as `meta.next`; without one it is the last.",
  ),
});

/** One of `url`, `api`, `postgres`, `sqlite` and `file`, with what belongs to it. */
export const Origin = v.strictObject({
  url: v.optional(about(Text, "A file on a server: http:// or https://.")),
  api: v.optional(about(Text, "The address of a JSON API that answers in pages.")),
  postgres: v.optional(
    about(
      Variable,
      "The environment variable that holds the database's address: postgres://user:password@host/name.",
    ),
  ),
  sqlite: v.optional(about(Text, "A database file of SQLite, from the spec.")),
  file: v.optional(about(Text, "A file or a pattern on this machine, from the spec or absolute.")),
  query: v.optional(
    about(Text, "For databases: a query that only reads. Order it, so that a change is a small one."),
  ),
  rows: v.optional(
    about(
      Text,
      "For an API: where an answer has its rows, such as `data.items`; default: it is the list itself.",
    ),
  ),
  page: v.optional(about(Pages, "For an API that counts its pages.")),
  cursor: v.optional(about(Cursor, "For an API that says where the next page begins.")),
  limit: v.optional(about(Count, "For an API: the most rows that are collected.")),
  token: v.optional(about(Variable, "The environment variable that holds a bearer token.")),
  headers: v.optional(
    about(
      v.record(v.string(), Variable),
      "Further headers, each with the environment variable that holds its value.",
    ),
  ),
  max_mb: v.optional(about(Count, "The most megabytes that are fetched; default 512.")),
});
export type Origin = v.InferOutput<typeof Origin>;

export const ORIGIN_KINDS = ["url", "api", "postgres", "sqlite", "file"] as const;
export type OriginKind = (typeof ORIGIN_KINDS)[number];

export const Collected = v.strictObject({
  name: about(
    v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, "expected letters, digits, - and _")),
    "What the source is called, here and in trunkline.lock.",
  ),
  from: about(Origin, "Where it comes from."),
  to: about(Text, "The snapshot: a path from the spec, whose ending says the format."),
});
export type Collected = v.InferOutput<typeof Collected>;

/** The one kind of an origin that the cross-check has passed. */
export function kindOf(origin: Origin): OriginKind {
  return ORIGIN_KINDS.find((kind) => origin[kind] !== undefined)!;
}
