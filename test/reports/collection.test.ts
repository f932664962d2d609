import { describe, expect, test } from "vitest";
import type { CollectedSource, Collection } from "../../src/records/collection.ts";
import type { Table } from "../../src/records/table.ts";
import { collectionMarkdown, collectionText } from "../../src/reports/collection.ts";
import { compareTables } from "../../src/stages/monitoring/drift/compare-tables.ts";
import { DEFAULT_LIMITS } from "../../src/stages/monitoring/drift/limits.ts";
import { HOSTILE } from "./hostile.ts";
import { proseOf, render, SOUGHT, tagsOf } from "./render.ts";

function drift(name: string) {
  const table = (moved: number): Table => ({
    rows: 300,
    columns: new Map([
      [name, { type: "number", values: Array.from({ length: 300 }, (_, row) => (row % 17) + moved) }],
    ]),
  });
  const unmatched = { reference: [], current: [] };
  return compareTables(table(0), table(9), { rules: { limits: DEFAULT_LIMITS }, unmatched });
}

const source = (name: string, column = "price"): CollectedSource => ({
  name,
  to: `data/${name}.csv`,
  outcome: "changed",
  rows: 12,
  columns: [column],
  change: {
    rows: { before: 10, after: 12, added: 3, removed: 1, changed: 0 },
    columns: { added: [column], removed: [] },
  },
  drift: drift(column),
});
const quiet: CollectedSource = { ...source("quiet"), outcome: "unchanged", change: null, drift: null };
const collection = (...sources: CollectedSource[]): Collection => ({
  lock: "trunkline.lock",
  sources,
  failed: [],
});

test("the pull request says what changed, source by source, and counts what did not", () => {
  const text = collectionMarkdown(collection(source("orders"), quiet, { ...quiet, name: "other" }));
  expect(text).toContain(
    "### orders\n\n`data/orders.csv`: 3 rows added, 1 row removed, column `price` added (10 → 12 rows). 1 of 1 column drifted from the old snapshot.",
  );
  expect(text).toMatch(/Drift of 1 column[\s\S]*\| `price` \|/);
  expect(text).toContain("2 sources unchanged.");
  expect(text).not.toContain("quiet");
});

test("the pull request names what could not be collected, and why", () => {
  const problems = [{ code: "collect-status", found: "https://a.example/*x*: the answer 503" }];
  const text = collectionMarkdown({
    ...collection(source("orders")),
    failed: [{ name: "visits", problems }],
  });
  expect(proseOf(render(text)).replaceAll("\u200b", "").replace(/\s+/g, " ")).toContain(
    "visits could not be collected, and is as it was: https://a.example/*x*: the answer 503.",
  );
});

test("of more sources than a pull request's text holds, the last drifts are left out and named", () => {
  const text = collectionMarkdown(
    collection(...Array.from({ length: 200 }, (_, index) => source(`s${index}`))),
  );
  expect(text.length).toBeLessThan(65_536);
  expect(text).toContain("### s199");
  expect(text).toMatch(/Left out for lack of room: .*drift of s199/);
});

test("the terminal gets a line a source, and one on its drift", () => {
  const text = collectionText(collection(source("orders"), quiet), { colour: false });
  expect(text.split("\n")).toEqual([
    "● orders  data/orders.csv  3 rows added, 1 row removed, column price added (10 → 12 rows)",
    "    drifted from the old snapshot: price",
    "  quiet   data/quiet.csv   unchanged (12 rows, 1 column)",
  ]);
});

describe("hostile names of columns and files", () => {
  const plain = tagsOf(render(collectionMarkdown(collection(source("orders")))));
  test.each(HOSTILE)("%j is a name", (name) => {
    const hostile = { ...source("orders", name), to: name };
    const html = render(collectionMarkdown(collection(hostile)));
    expect(tagsOf(html).filter((tag) => !/^<\/?code>$/.test(tag))).toEqual(
      plain.filter((tag) => !/^<\/?code>$/.test(tag)),
    );
    for (const [what, sought] of Object.entries(SOUGHT)) expect(proseOf(html), what).not.toMatch(sought);
    const text = collectionText(collection(hostile), { colour: false });
    expect(text.split("\n")).toHaveLength(2);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what a terminal would obey must not get to it
    expect(text.replaceAll("\n", "")).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u202e]/);
  });
});
