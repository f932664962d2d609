import { showText } from "../../core/show-text.ts";
import { type Collected, ORIGIN_KINDS, type Origin, type OriginKind } from "../../records/spec-collect.ts";
import type { Contradiction } from "./contradiction.ts";
import type { Path } from "./yaml-places.ts";

const WEB = ["token", "headers", "max_mb"] as const;
/** What may stand beside each kind of origin. */
const BESIDE: Readonly<Record<OriginKind, readonly (keyof Origin)[]>> = {
  url: WEB,
  api: ["rows", "page", "cursor", "limit", ...WEB],
  postgres: ["query", "max_mb"],
  sqlite: ["query", "max_mb"],
  file: [],
};
/** What rows are written as; whole files keep the format that they have. */
const WRITTEN = /\.(?:csv|tsv|tab|ndjson|jsonl|json)(?:\.gz)?$/i;

/** Contradictions within the sources to collect: one origin each, its own keys, a name and a snapshot for each. */
export function checkCollect(collect: readonly Collected[]): Contradiction[] {
  const path = ({ to }: Collected) => to.replace(/^(?:\.\/)+/, "");
  return collect.flatMap((source, index): Contradiction[] => {
    const at = (...keys: (string | number)[]): Path => ["collect", index, ...keys];
    const found = checkOrigin(source.from, (key) => (key === null ? at("from") : at("from", key)));
    if (collect.findIndex(({ name }) => name === source.name) < index)
      found.push([
        "spec-collect-twice",
        at("name"),
        `${showText(source.name)} again`,
        "a name for each source",
        "Give it another name.",
      ]);
    if (collect.findIndex((other) => path(other) === path(source)) < index)
      found.push([
        "spec-collect-twice",
        at("to"),
        `${showText(source.to)} again`,
        "a snapshot for each source",
        "Write it to another path.",
      ]);
    if (/^[/~]|^[A-Za-z]:|\\|[*?[]|\/$/.test(source.to))
      found.push([
        "spec-path",
        at("to"),
        showText(source.to),
        "a path from the spec's folder, with /",
        "Name one file.",
      ]);
    const whole = source.from.url !== undefined || source.from.file !== undefined;
    if (!whole && !WRITTEN.test(source.to))
      found.push([
        "spec-collect-format",
        at("to"),
        showText(source.to),
        "a snapshot that ends with .csv, .tsv, .ndjson or .json, or the same with .gz",
        "Give it another ending.",
      ]);
    return found;
  });
}

function checkOrigin(origin: Origin, at: (key: string | null) => Path): Contradiction[] {
  const kinds = ORIGIN_KINDS.filter((kind) => origin[kind] !== undefined);
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1) {
    const what = kind === undefined ? "no origin" : kinds.map((each) => `\`${each}\``).join(" and ");
    return [
      ["spec-collect-origin", at(null), what, `one of: ${ORIGIN_KINDS.join(", ")}`, "Name one origin."],
    ];
  }
  const found: Contradiction[] = [];
  for (const key of Object.keys(origin)) {
    if (key === kind || BESIDE[kind].includes(key as keyof Origin)) continue;
    const allowed =
      BESIDE[kind].length > 0
        ? `beside \`${kind}\`: ${BESIDE[kind].join(", ")}`
        : `nothing beside \`${kind}\``;
    found.push(["spec-collect-key", at(key), `\`${key}\` for ${kind}`, allowed, "Remove it."]);
  }
  if ((kind === "postgres" || kind === "sqlite") && origin.query === undefined)
    found.push([
      "spec-collect-key",
      at(kind),
      "no query",
      "`query`: what is asked of the database",
      "Add it.",
    ]);
  if (kind === "api" && origin.page !== undefined && origin.cursor !== undefined)
    found.push(["spec-collect-key", at("cursor"), "`page` and `cursor`", "one of them", "Remove one."]);
  if (kind === "url" || kind === "api") found.push(...checkAddress(origin[kind]!, at(kind)));
  return found;
}

function checkAddress(text: string, at: Path): Contradiction[] {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol))
    return [
      [
        "spec-collect-url",
        at,
        showText(text),
        "an address that begins with https:// or http://",
        "Correct it.",
      ],
    ];
  if (url.username === "" && url.password === "") return [];
  // Not shown: it would stand in the log.
  const next = "Put the secret into an environment variable and name that under `token` or `headers`.";
  return [
    ["spec-collect-secret", at, "a user or password in the address", "an address without credentials", next],
  ];
}
