import { describe, expect, it } from "vitest";
import { seededRandom } from "../../../src/core/random.ts";
import { typeColumns } from "../../../src/stages/data/type-columns.ts";
import { validate } from "../../../src/stages/data/validate.ts";
import { type ProposalInput, proposeSpec } from "../../../src/stages/problem/propose-spec.ts";
import { readSpec } from "../../../src/stages/problem/read-spec.ts";
import { rawOf } from "../data/tables.ts";

/** CSV of a header and rows, every cell in quotation marks. */
function csv(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) =>
    cells.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(",");
  return `${[header, ...rows].map(line).join("\n")}\n`;
}

async function propose(text: string, target: string, more: Partial<ProposalInput> = {}) {
  const raw = await rawOf(text);
  const { table } = typeColumns(raw, {});
  const proposal = proposeSpec({ model: "iris", source: "data.csv", raw, table, target, ...more });
  return { raw, ...proposal, spec: await readSpec(proposal.text, "trunkline.yaml") };
}

const rows = <T>(count: number, row: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => row(i));
const plain = csv(
  ["id", "x", "label"],
  rows(30, (i) => [i + 1, i / 4, i % 2 ? "yes" : "no"]),
);

describe("a spec that is told from data", () => {
  it("names the task, the key, what each column must be, and who decides that", async () => {
    const { spec, notes } = await propose(plain, "label");
    expect(spec.problem).toEqual({
      task: "classification",
      target: "label",
      success: [{ metric: "f1_macro" }],
    });
    expect(spec.data.key).toBe("id");
    expect(spec.data.expect).toEqual({
      id: { type: "integer", missing: 0, unique: true },
      // Seen: 0 to 7.25; half the width more, outwards, and not below 0.
      x: { type: "number", min: 0, max: 11, missing: 0 },
      label: { in: ["no", "yes"], missing: 0 },
    });
    expect(notes).toEqual(['The target "label" looks like a classification.', '"id" tells rows apart.']);
  });

  it("lists no address of a person, and leaves such columns out of the features", async () => {
    const cpf = ["11144477735", "52998224725", "12345678909", "98765432100", "93541134780", "39053344705"];
    const { spec, text } = await propose(
      csv(
        ["id", "owner", "cpf", "x", "label"],
        rows(30, (i) => [i + 1, `p${i % 3}@example.com`, cpf[i % 6]!, i / 4, i % 2 ? "yes" : "no"]),
      ),
      "label",
    );
    expect(spec.data.expect.owner).toEqual({ type: "text", missing: 0 });
    expect(spec.data.expect.cpf).toEqual({ type: "integer", missing: 0 });
    expect(spec.features).toMatchObject({ owner: false, cpf: false });
    expect(text).not.toMatch(/example\.com|111444/);
  });

  it.each([
    ["numbers of many values", (i: number) => i * 1.5, "regression"],
    ["numbers of few values", (i: number) => i % 3, "classification"],
    ["text", (i: number) => `c${i % 20}`, "classification"],
  ])("takes %s for what they are", async (_, value, task) => {
    const { spec } = await propose(
      csv(
        ["x", "t"],
        rows(40, (i) => [i, value(i)]),
      ),
      "t",
    );
    expect(spec.problem.task).toBe(task);
    expect(spec.problem.success).toEqual([{ metric: task === "regression" ? "rmse" : "f1_macro" }]);
  });

  it("follows the task that is named, where the target allows it", async () => {
    const { spec, notes } = await propose(
      csv(
        ["x", "t"],
        rows(40, (i) => [i, i]),
      ),
      "t",
      { task: "classification" },
    );
    expect(spec.problem.task).toBe("classification");
    expect(notes[0]).toBe('The target "t" is taken for a classification.');
    await expect(propose(plain, "label", { task: "regression" })).rejects.toThrow("init-task");
  });

  it.each([
    ["a name that says it", ["x", "sample_id", "t"], "sample_id"],
    ["no such name", ["x", "sample", "t"], undefined],
    ["a name in the middle of a word", ["x", "idea", "t"], undefined],
    ["the target's own name", ["x", "y", "id"], undefined],
  ])("finds the key: %s", async (_, header, key) => {
    const text = csv(
      header,
      rows(30, (i) => [i % 5, i, i % 5]),
    );
    const { spec, notes } = await propose(text, header[2]!);
    expect(spec.data.key).toBe(key);
    if (key === undefined)
      expect(notes[1]).toBe("No column tells rows apart: rows are known by their content.");
  });

  it("takes no column with repeated or missing values for the key", async () => {
    const repeated = csv(
      ["id", "t"],
      rows(30, (i) => [i % 29, i % 2]),
    );
    const missing = csv(
      ["id", "t"],
      rows(30, (i) => [i || "", i % 2]),
    );
    for (const text of [repeated, missing]) {
      expect((await propose(text, "t")).spec.data.key).toBeUndefined();
      await expect(propose(text, "t", { key: "id" })).rejects.toThrow("repeated or missing values");
    }
    await expect(propose(plain, "label", { key: "label" })).rejects.toThrow("which is the target");
    await expect(propose(plain, "label", { key: "idd" })).rejects.toThrow('no column "idd"');
    expect((await propose(plain, "label", { key: "x" })).spec.data.key).toBe("x");
  });

  it("leaves out what teaches nothing, and says why", async () => {
    const text = csv(
      ["x", "same", "free", "*", "t"],
      rows(60, (i) => [i, "a", `text ${i}`, "same", i % 2]),
    );
    const { spec, text: written } = await propose(text, "t");
    // A column `*` would stand for all.
    expect(spec.features).toEqual({ same: false, free: false });
    expect(written).toContain("same: false # the same in every row");
    expect(written).toContain("free: false # text with 60 values");
  });

  it("allows about as many missing cells as there are", async () => {
    const text = csv(
      ["x", "t"],
      rows(40, (i) => [i < 10 ? "" : i, i % 2]),
    );
    expect((await propose(text, "t")).spec.data.expect.x?.missing).toBe(0.26);
  });

  it.each([
    [
      [-4, 6],
      [-9, 11],
    ],
    [
      [0, 10],
      [0, 15],
    ],
    [
      [5, 5],
      [2, 8],
    ],
    [
      [0, 0],
      [0, 0.5],
    ],
    [
      [1e-9, 3e-9],
      [0, 4e-9],
    ],
    [
      [-1e12, 1e12],
      [-2e12, 2e12],
    ],
  ])("widens the range %j to %j", async ([low, high], [min, max]) => {
    const text = csv(
      ["x", "t"],
      rows(20, (i) => [i % 2 ? low! : high!, i % 2]),
    );
    expect((await propose(text, "t")).spec.data.expect.x).toMatchObject({ min, max });
  });

  const NAMES = [
    "yes",
    "null",
    "~",
    "- x",
    "a: b",
    "#c",
    "*",
    "&a",
    "!t",
    "%",
    "@",
    "`",
    "1",
    "2.50",
    "0x10",
    "<<",
    "=",
    "[",
    "{",
    ",",
    "'",
    '"',
    "\\",
    " x ",
    "a\nb",
    "a\tb",
    "\u001b[31m",
    "\u0085",
    "a\u2028b",
    "\u202e",
    "{{spec}}",
    "toString",
    "\u00e4",
    "\u{1f600}",
    "?",
    "|",
    ">",
    "e: {f}",
    "-",
    "---",
    "...",
  ];

  it.each(NAMES)("survives the column %j and such values", async (name) => {
    const text = csv(
      ["x", name, "target of all"],
      rows(30, (i) => [i, NAMES[i % 15]!, name.trim() === "" ? i % 2 : `${name}${i % 2}`]),
    );
    const { raw, spec } = await propose(text, "target of all");
    expect(Object.keys(spec.data.expect).sort()).toEqual(["x", name, "target of all"].sort());
    const { table, problems } = typeColumns(raw, spec.data.expect);
    expect([...problems, ...(await validate(raw, table, spec, 0)).problems]).toEqual([]);
  });

  it.each(["a b.csv", "#.csv", "xy: z.csv", "- a.csv", "'.csv", "\u202e.csv"])(
    "names the source %j",
    async (source) => {
      expect((await propose(plain, "label", { source })).spec.data.sources).toEqual([source]);
    },
  );

  // What is proposed must hold for the very data that it was told from, whatever they are.
  it("accepts the data that it was told from", async () => {
    const random = seededRandom(3);
    const cells: readonly (() => string | number)[] = [
      () => random.next() * 10 ** Math.floor(random.next() * 30 - 15),
      () => Math.floor(random.next() * 1e6) - 5e5,
      () => Math.floor(random.next() * 3),
      () => "abcdefgh"[Math.floor(random.next() * 8)]!,
      () => `word ${random.next()}`,
      () => (random.next() < 0.3 ? "" : Math.floor(random.next() * 50)),
      () => (random.next() < 0.3 ? "NA" : "pq"[Math.floor(random.next() * 2)]!),
      () => `0${Math.floor(random.next() * 9)}`,
      () => "7.0",
    ];
    for (let round = 0; round < 60; round++) {
      const columns = rows(5, () => cells[Math.floor(random.next() * cells.length)]!);
      const text = csv(
        ["a", "b", "c", "d", "e", "t"],
        rows(30, (i) => [...columns.map((cell) => cell()), i % 2]),
      );
      const { raw, spec } = await propose(text, "t");
      const { table, problems } = typeColumns(raw, spec.data.expect);
      const all = [...problems, ...(await validate(raw, table, spec, 0)).problems];
      expect(all.map(({ code, found }) => `${code}: ${found}`)).toEqual([]);
    }
  });
});
