import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { nodeFiles } from "../../src/adapters/files.ts";
import type { Invocation, Values } from "../../src/cli/command.ts";
import { drift } from "../../src/cli/drift.ts";
import { TrunklineError } from "../../src/core/errors.ts";
import { profileText } from "../../src/pipeline/data/profile-file.ts";
import { type DriftOptions, driftOf, driftView } from "../../src/pipeline/drift.ts";
import { profileFiles } from "../../src/pipeline/profile.ts";
import type { DriftReport } from "../../src/records/drift.ts";
import { congruential } from "../core/statistics/congruential.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "trunkline-drift-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, text: string) => writeFileSync(join(folder, name), text);
/** A CSV file with a number, a category and a column of its own name. */
function data(name: string, seed: number, shift = 0, extra = "extra", rows = 600): void {
  const lines = [...congruential(seed, rows)].map(
    (value, row) => `${value + shift},${row % 3 === 0 ? "red" : "blue"},${row}`,
  );
  file(name, `amount,colour,${extra}\n${lines.join("\n")}\n`);
}

const compare = (options: Partial<DriftOptions> = {}) =>
  driftOf(nodeFiles(), {
    reference: { path: join(folder, "a.csv"), name: "a.csv" },
    current: { path: join(folder, "b.csv"), name: "b.csv" },
    missing: ["", "NA"],
    ...options,
  });
const problemsOf = async (options: Partial<DriftOptions> = {}) => {
  const error = await compare(options).catch((caught: unknown) => caught);
  if (!(error instanceof TrunklineError)) throw new Error(`no refusal: ${JSON.stringify(error)}`);
  expect(error.exit).toBe(2);
  return error.problems;
};

/** The command as `trunkline drift` calls it, without its surroundings. */
const command = (words: readonly string[], values: Values = {}) =>
  drift.run({ values, positionals: words, folder, json: true, colour: false } as unknown as Invocation);

describe("drift of two files", () => {
  test("dates are asked as numbers are, as where profiles are compared", async () => {
    const day = (row: number) => new Date(Date.UTC(2026, 0, 1 + (row % 90))).toISOString().slice(0, 10);
    const days = (from: number) =>
      `day\n${Array.from({ length: 600 }, (_, row) => day(row + from)).join("\n")}\n`;
    file("a.csv", days(0));
    file("b.csv", days(30));
    expect((await compare()).columns[0]).toMatchObject({
      type: "number",
      decisive: { test: "ks", drifted: false },
    });
    file("b.csv", `${days(0).split("\n").slice(0, 31).join("\n")}\n`);
    const { decisive } = (await compare()).columns[0]!;
    // The first 30 of 90 days: beyond the last of them lie two thirds of the reference.
    expect(decisive).toMatchObject({ test: "ks", drifted: true });
    expect(decisive.effect).toBeCloseTo(1 - 210 / 600, 12);
    file("b.csv", "day\nsoon\n2026-01-01\n");
    expect((await compare()).columns[0]!.type).toBe("text");
  });

  test("prints what a program needs, exactly", async () => {
    data("a.csv", 1);
    data("b.csv", 2, 0.3);
    const { json } = driftView(await compare({ columns: ["amount", "colour"] }), false);
    const keys = ["test", "statistic", "p_value", "adjusted_p_value", "effect", "threshold", "drifted"];
    const { columns, ...rest } = json as { columns: Record<string, Record<string, unknown>> };
    expect(rest).toEqual({ share: 0.5, drifted: true });
    expect(Object.keys(columns)).toEqual(["amount", "colour"]);
    for (const column of Object.values(columns)) expect(Object.keys(column)).toEqual(keys);
    expect(columns.colour).toEqual({
      test: "chi2",
      statistic: 0,
      p_value: 1,
      adjusted_p_value: 1,
      effect: 0,
      threshold: 0.05,
      drifted: false,
    });
    expect(columns.amount).toMatchObject({ test: "ks", threshold: 0.05, drifted: true });
  });

  test("a column may have any name", async () => {
    file("a.csv", `__proto__\n${"1\n2\n".repeat(50)}`);
    file("b.csv", `__proto__\n${"7\n8\n".repeat(50)}`);
    const { json, drifted } = driftView(await compare(), false);
    expect(drifted).toBe(true);
    expect(JSON.stringify(json)).toContain('"__proto__":{"test":"ks","statistic":1,');
  });

  test("tells a person first whether, then where, with a picture", async () => {
    data("a.csv", 1);
    data("b.csv", 2, 0.3);
    const { text } = driftView(await compare(), false);
    const lines = text.split("\n");
    expect(lines[0]).toBe("✖ 1 of 3 columns drifted (amount): the table has drifted.");
    const head = lines.indexOf("") + 1;
    expect(lines[head]).toMatch(/^ {2}column +reference +current +test +effect +adjusted p$/);
    expect(lines[head + 1]).toMatch(
      /^✖ amount +[▁-█·]{10} {2}[▁-█·]{10} {2}ks +0\.\d+ ≥ 0\.05 KS distance +< 0\.0001$/,
    );
    expect(lines.slice(head + 2, head + 4).every((line) => line.startsWith("  "))).toBe(true);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  test("names new categories, missing cells and columns that only one side has", async () => {
    data("a.csv", 1, 0, "old");
    const rows = [...congruential(2, 600)].map(
      (value, row) => `${row % 5 ? value : ""},${row % 3 ? "blue" : "\u001b[31mgreen"},1`,
    );
    file("b.csv", `amount,colour,fresh\n${rows.join("\n")}\n`);
    const report = await compare();
    expect(report.unmatched).toEqual({ reference: ["old"], current: ["fresh"] });
    const { text } = driftView(report, false);
    expect(text).toContain("amount: missing in 0 % of the rows before, in 20 % now");
    expect(text).toContain("colour: 1 new category: \\u{1b}[31mgreen (200 rows)");
    expect(text).toContain("Only in REFERENCE, not compared: old\nOnly in CURRENT, not compared: fresh");
    expect(text).not.toContain("\u001b");
  });

  test("a column is text on both sides when one side has letters in it", async () => {
    file("a.csv", `code\n${"1\n2\n".repeat(100)}`);
    file("b.csv", `code\n${"1\nx\n".repeat(100)}`);
    const report = await compare();
    expect(report.columns[0]).toMatchObject({ type: "text", drifted: true, decisive: { test: "chi2" } });
  });

  test("a column without any value is no fault", async () => {
    file("a.csv", `x,none\n${"1,\n2,NA\n".repeat(50)}`);
    file("b.csv", `x,none\n${"1,\n2,NA\n".repeat(50)}`);
    expect(await compare()).toMatchObject({ share: 0, drifted: false });
  });

  test("files may have any format that data have", async () => {
    data("a.csv", 1);
    data("b.csv", 2, 0.3);
    const lines = readFileSync(join(folder, "b.csv"), "utf8");
    file("b.tsv", lines.replaceAll(",", "\t"));
    const [, ...rows] = lines
      .trim()
      .split("\n")
      .map((line) => line.split(","));
    const objects = rows.map(([amount, colour, extra]) =>
      JSON.stringify({ amount: Number(amount), colour, extra: Number(extra) }),
    );
    file("b.ndjson", `${objects.join("\n")}\n`);
    const csv = await compare();
    for (const name of ["b.tsv", "b.ndjson"])
      expect((await compare({ current: { path: join(folder, name), name } })).columns).toEqual(csv.columns);
  });

  test("takes its limits from the options", async () => {
    data("a.csv", 1);
    data("b.csv", 2, 0.3);
    expect((await compare({ effect: 0.9 })).drifted).toBe(false);
    expect((await compare({ share: 0.9 })).drifted).toBe(false);
    const report = await compare({ alpha: 0.2, test: "wasserstein" });
    expect(report.limits.alpha).toBe(0.2);
    expect(report.columns[0]!.decisive).toMatchObject({ test: "wasserstein", threshold: 0.1 });
  });
});

describe("what cannot be compared", () => {
  test("a file that is not there", async () => {
    data("a.csv", 1);
    expect(await problemsOf()).toMatchObject([{ code: "drift-no-file", found: "no file b.csv" }]);
  });

  test("a file without rows, or with a ragged one, at its line", async () => {
    data("a.csv", 1);
    file("b.csv", "amount,colour,extra\n");
    expect(await problemsOf()).toMatchObject([{ code: "data-header-only", where: { file: "b.csv" } }]);
    file("b.csv", "amount,colour,extra\n1,red,2\n3\n");
    expect(await problemsOf()).toMatchObject([
      { code: "data-ragged-row", where: { file: "b.csv", line: 3 } },
    ]);
  });

  test("numbers with a few words among them, unless they mean missing", async () => {
    data("a.csv", 1);
    file("b.csv", `amount,colour,extra\n${"0.5,red,1\n".repeat(99)}unknown,red,1\n`);
    const problems = await problemsOf();
    expect(problems).toMatchObject([{ code: "data-mixed-column", where: { file: "b.csv", line: 101 } }]);
    expect(problems[0].next).toContain("--missing");
    expect((await compare({ missing: ["", "unknown"] })).columns[0]!.type).toBe("number");
  });

  test("columns that are not on both sides", async () => {
    data("a.csv", 1, 0, "old");
    data("b.csv", 2, 0, "fresh");
    const found = await problemsOf({ columns: ["amuont", "old"] });
    expect(found.map((problem) => problem.found)).toEqual([
      '--column "amuont" (did you mean "amount"?)',
      '--column "old"',
    ]);
    file("b.csv", "other\n1\n");
    expect(await problemsOf()).toMatchObject([{ code: "drift-nothing-shared" }]);
  });

  test("text by a test that wants numbers, when that column was named", async () => {
    data("a.csv", 1);
    data("b.csv", 2);
    expect(await problemsOf({ columns: ["colour"], test: "ks" })).toMatchObject([
      { code: "drift-needs-numbers" },
    ]);
    expect((await compare({ test: "ks" })).columns[1]!.decisive.test).toBe("chi2");
  });
});

describe("trunkline drift", () => {
  test("ends with 1 when the table has drifted, else with 0", async () => {
    data("a.csv", 1);
    data("b.csv", 2, 0.3);
    expect((await command(["a.csv", "b.csv"])).exit).toBe(1);
    expect((await command(["a.csv", "a.csv"])).exit).toBe(0);
    expect((await command(["a.csv", "b.csv"], { column: ["colour"] })).exit).toBe(0);
    expect((await command(["a.csv", "b.csv"], { effect: "0.9" })).exit).toBe(0);
  });

  test.each([
    [{ test: "kss" }, '--test "kss" (did you mean ks?)'],
    [{ alpha: "0" }, '--alpha "0"'],
    [{ alpha: "" }, '--alpha ""'],
    [{ effect: "-1" }, '--effect "-1"'],
    [{ share: "2" }, '--share "2"'],
  ])("refuses %j with exit code 2", async (values, found) => {
    data("a.csv", 1);
    await expect(command(["a.csv", "a.csv"], values)).rejects.toMatchObject({
      exit: 2,
      problems: [{ found }],
    });
  });
});

describe("drift of predictions", () => {
  /** What a model says of rows: `wrong` of them are called b though they are a. */
  const answers = (name: string, ids: readonly number[], wrong: number) => {
    const lines = ids.map(
      (id) => `${id},${id % 2 ? "a" : "b"},${id % 2 && id < 2 * wrong ? "b" : id % 2 ? "a" : "b"}`,
    );
    file(name, `id,y_true,y_pred\n${lines.join("\n")}\n`);
  };
  const ids = (from: number) => Array.from({ length: 200 }, (_, row) => from + row);

  test("of the same rows are two answers each, in whatever order: what differs is found where two samples would not show it", async () => {
    answers("a.csv", ids(0), 0);
    answers("b.csv", ids(0).reverse(), 12);
    const { columns, drifted } = await compare();
    expect(columns.map(({ name, role, changed, decisive }) => [name, role, changed, decisive.test])).toEqual([
      ["y_true", "target", 0, "paired_js"],
      ["y_pred", "prediction", 12, "paired_js"],
    ]);
    // Of twelve rows that all went one way no other swap lies as far apart but its mirror.
    expect(columns[1]!.decisive.pValue).toBeLessThan(0.005);
    expect([columns[1]!.drifted, drifted]).toEqual([true, true]);
    expect((await compare({ effect: 0.06 })).drifted).toBe(false);
    // SciPy 1.17.1: chi2_contingency([[100, 100], [88, 112]]).pvalue is 0.27.
    answers(
      "c.csv",
      ids(1000).map((id) => id - 800),
      112,
    );
    expect((await compare({ current: { path: join(folder, "c.csv"), name: "c.csv" } })).drifted).toBe(false);
  });

  test("of other rows, or with another truth, are two samples", async () => {
    answers("a.csv", ids(0), 0);
    answers("b.csv", ids(1), 5);
    expect((await compare()).columns.map(({ decisive }) => decisive.test)).toEqual(["chi2", "chi2"]);
    answers("b.csv", ids(0), 5);
    file("b.csv", readFileSync(join(folder, "b.csv"), "utf8").replace("7,a,", "7,b,"));
    expect((await compare()).columns.map(({ decisive }) => decisive.test)).toEqual(["chi2", "chi2"]);
  });

  test("say how many rows differ, and which column is what", async () => {
    answers("a.csv", ids(0), 0);
    answers("b.csv", ids(0), 60);
    const { text } = driftView(await compare(), false);
    expect(text).toMatch(
      /✖ y_pred \(prediction\) +[▁-█·]+ +[▁-█·]+ +paired_js +0\.\d+ ≥ 0\.05 JS distance +0\.0010/,
    );
    expect(text).toContain("y_true (target)");
    expect(text).toContain("y_pred: 60 rows predicted otherwise");
    expect(text).toContain("not compared: id");
  });
});

describe("with a classifier", () => {
  /** Two columns that are evenly spread, the second one along the first or against it. */
  const pair = (name: string, seed: number, against: boolean) => {
    const [x, noise] = [[...congruential(seed, 800)], [...congruential(seed + 50, 800)]];
    const lines = x.map((value, row) => `${value},${((against ? 1 - value : value) + noise[row]! / 5) % 1}`);
    file(name, `x,y\n${lines.join("\n")}\n`);
  };

  test("drift that no column shows is found, and said", async () => {
    pair("a.csv", 1, false);
    pair("b.csv", 2, true);
    expect((await compare()).drifted).toBe(false);
    const view = driftView(await compare({ classifier: true }), false);
    expect(view.drifted).toBe(true);
    expect(view.text).toContain(
      "✖ 0 of 2 columns drifted, but a classifier tells the two apart: the table has drifted.",
    );
    expect(view.text).toMatch(
      /AUC 0\.\d+, 95 % interval 0\.\d+ to\s[\d.]+,\sfrom 0\.55 it\smatters;\sp 0\.0025\), most by x with y/,
    );
    expect(Object.keys((view.json as { classifier: object }).classifier)).toEqual([
      "auc",
      "interval",
      "p_value",
      "threshold",
      "drifted",
    ]);
    expect((await command(["a.csv", "b.csv"], { classifier: true })).exit).toBe(1);
    pair("b.csv", 2, false);
    const same = driftView(await compare({ classifier: true }), false);
    expect([same.drifted, same.text.includes("A classifier cannot tell the two tables apart")]).toEqual([
      false,
      true,
    ]);
  });

  test("a profile has no rows to ask it about, and that is said", async () => {
    pair("a.csv", 1, false);
    pair("b.csv", 2, true);
    const profile = await profileFiles(nodeFiles(), [{ name: "a.csv", path: join(folder, "a.csv") }]);
    file("a.json", profileText(profile));
    const reference = { path: join(folder, "a.json"), name: "a.json" };
    const { text, json } = driftView(await compare({ classifier: true, reference }), false);
    expect(text).toContain("A classifier was not asked: it needs the rows of both tables");
    expect(json).toMatchObject({ classifier: null, drifted: false });
  });
});

describe("drift of profiles", () => {
  const profileOf = async (name: string) => {
    const profile = await profileFiles(nodeFiles(), [{ name, path: join(folder, name) }]);
    file(`${name}.json`, profileText(profile));
    return { path: join(folder, `${name}.json`), name: `${name}.json` };
  };
  const decisions = (report: DriftReport) => report.columns.map(({ name, drifted }) => [name, drifted]);

  test("say what the files say, within what the sketches state", async () => {
    data("a.csv", 1, 0, "extra", 3000);
    data("b.csv", 2, 0.3, "extra", 3000);
    const columns = ["amount", "colour"];
    const whole = await compare({ columns });
    const profiled = await compare({
      columns,
      reference: await profileOf("a.csv"),
      current: await profileOf("b.csv"),
    });
    expect(decisions(profiled)).toEqual(decisions(whole));
    expect(profiled.rows).toEqual(whole.rows);
    const effects = [whole, profiled].map((report) => report.columns[0]!.decisive.effect);
    expect(Math.abs(effects[0]! - effects[1]!)).toBeLessThan(0.02);
    // Two categories are counted exactly.
    expect(profiled.columns[1]!.decisive).toEqual(whole.columns[1]!.decisive);
  });

  test("a profile against a file, and the same data are no drift", async () => {
    data("a.csv", 1, 0, "extra", 3000);
    data("b.csv", 2, 0, "extra", 3000);
    const report = await compare({ reference: await profileOf("a.csv"), columns: ["amount", "colour"] });
    expect(report.drifted).toBe(false);
  });

  test("many categories: rare ones are one, and frequent ones are compared", async () => {
    const rows = (first: number) =>
      Array.from({ length: 20_000 }, (_, row) =>
        row % 10 < first ? "often" : `rare ${(row * 7919) % 5000}`,
      );
    file(
      "a.csv",
      `x,y\n${rows(3)
        .map((name) => `${name},1`)
        .join("\n")}\n`,
    );
    file(
      "b.csv",
      `x,y\n${rows(5)
        .map((name) => `${name},1`)
        .join("\n")}\n`,
    );
    file(
      "c.csv",
      `x,y\n${rows(3)
        .reverse()
        .map((name) => `${name},1`)
        .join("\n")}\n`,
    );
    const reference = await profileOf("a.csv");
    const moved = await compare({ reference, columns: ["x"] });
    expect(decisions(moved)).toEqual([["x", true]]);
    expect(moved.columns[0]!.added.count).toBe(0);
    const same = await compare({
      reference,
      current: { path: join(folder, "c.csv"), name: "c.csv" },
      columns: ["x"],
    });
    expect(decisions(same)).toEqual([["x", false]]);
  });

  test("numbers on one side and text on the other are refused, a damaged profile too", async () => {
    file("a.csv", "x\n1\n2\n");
    file("b.csv", "x\na\nb\n");
    const reference = await profileOf("a.csv");
    expect((await problemsOf({ reference })).map(({ code }) => code)).toEqual(["drift-types-differ"]);
    file("a.csv.json", "{");
    expect((await problemsOf({ reference })).map(({ code }) => code)).toEqual(["profile-unreadable"]);
  });
});
