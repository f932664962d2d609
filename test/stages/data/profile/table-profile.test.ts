import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { seededRandom } from "../../../../src/core/random.ts";
import { TableProfile } from "../../../../src/records/column-profile.ts";
import { mergeProfiles } from "../../../../src/stages/data/profile/merge-profiles.ts";
import { parseNumber } from "../../../../src/stages/data/type-columns.ts";
import { columnOf, profileChunks, profileOf } from "./profiles.ts";

const encoder = new TextEncoder();

describe("types come from all rows", () => {
  test.each([
    [["1", "2", "", "NA"], "integer", 2],
    [["1", "2.5", "3"], "number", 3],
    [["1", " 2.0 ", "+3e2"], "integer", 2],
    [["1", "inf", "nan"], "number", 3],
    [["true", "False"], "boolean", 2],
    [["2024-02-29", "2023-12-31"], "date", 2],
    [["2024-02-29", "2024-02-29T12:00:00+01:00", "2024-01-01"], "datetime", 3],
    [["2023-02-29"], "text", 2],
    [["1", "2", "x", "3", "y"], "text", 4],
    [["1", "2024-01-01", "2"], "text", 3],
    [["true", "1"], "text", 3],
    [["", "NA"], "empty", undefined],
    [["1,000"], "text", 2],
  ])("%j: %s", (cells, type, line) => {
    const found = columnOf(cells.map((cell) => `"${cell}"`));
    expect(found.type).toBe(type);
    expect(found.decided?.line).toBe(line);
  });

  test("the one wrong cell of 20,000 decides, and is named", () => {
    const cells = Array.from({ length: 20_000 }, (_, index) => (index === 15_432 ? "12O" : String(index)));
    const column = columnOf(cells);
    expect(column).toMatchObject({
      type: "text",
      decided: { file: "data.csv", line: 15_434, text: "12O" },
      kinds: [
        { kind: "integer", count: 19_999, line: 2 },
        { kind: "text", count: 1, line: 15_434 },
      ],
    });
    expect(column.mean).toBeUndefined();
  });

  test("what is a number and which is the same as where whole tables are typed", () => {
    const random = seededRandom(11);
    const signs = ["", "-", "+", "--"];
    const digits = () => String(Math.floor(10 ** (random.next() * 20)));
    for (let round = 0; round < 4000; round++) {
      const point = random.next() < 0.6 ? "." : "";
      const exponent = random.next() < 0.3 ? `e${signs[random.below(3)]}${random.below(330)}` : "";
      const ends = [digits(), ""];
      const text = `${signs[random.below(4)]}${ends[random.below(2)]}${point}${ends[random.below(2)]}${exponent}`;
      if (text === "") continue;
      const expected = parseNumber(text);
      const { type, minimum, kinds } = columnOf([text]);
      if (expected !== undefined) expect([text, minimum]).toEqual([text, expected + 0]);
      else expect([text, kinds[0]?.kind === "not-finite" || type === "text"]).toEqual([text, true]);
    }
  });

  test("whole numbers beyond 2^53 are counted, and their texts are kept", () => {
    const column = columnOf(["9007199254740993", "9007199254740992", "1"]);
    expect(column).toMatchObject({ type: "integer", rounded: 1 + 1 });
    expect(column.top.map(([text]) => text)).toContain("9007199254740993");
  });
});

describe("figures", () => {
  test("pandas 3.0: Series([3,1,4,1,5,9,2,6,None]).describe(), ddof 0", () => {
    const column = columnOf(["3", "1", "4", "1", "5", "9", "2", "6", ""]);
    expect(column).toMatchObject({ rows: 9, missing: 1, distinct: 7, distinctError: 0, quantileError: 0 });
    expect(column).toMatchObject({ minimum: 1, maximum: 9, mean: 3.875 });
    // np.std([3,1,4,1,5,9,2,6])
    expect(column.deviation).toBeCloseTo(2.5708704751503917, 12);
    expect(Object.fromEntries(column.quantiles!)).toMatchObject({ 0.25: 1.75, 0.5: 3.5, 0.75: 5.25 });
    // np.histogram([3,1,4,1,5,9,2,6], bins=20)[0]
    expect(column.histogram?.counts).toEqual([2, 0, 1, 0, 0, 1, 0, 1, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 1]);
  });

  test("dates have a smallest, a middle and a largest, moments by their zones", () => {
    const dates = columnOf(["2024-01-03", "1999-12-31", "2024-01-01"]);
    expect([dates.minimum, dates.maximum]).toEqual(["1999-12-31", "2024-01-03"]);
    expect(Object.fromEntries(dates.quantiles!)[0.5]).toBe("2024-01-01");
    const moments = columnOf([
      "2024-01-01T00:30:00+01:00",
      "2024-01-01 00:00:00.250",
      "2023-12-31T23:59:59Z",
    ]);
    expect([moments.minimum, moments.maximum]).toEqual([
      "2023-12-31T23:30:00.000Z",
      "2024-01-01T00:00:00.250Z",
    ]);
  });

  test("days are those of the calendar that JavaScript has", () => {
    const random = seededRandom(2);
    for (let round = 0; round < 1000; round++) {
      const text = new Date(random.next() * 253_402_300_799_000).toISOString();
      expect(columnOf([text]).minimum).toBe(text);
      expect(columnOf([text.slice(0, 10)]).minimum).toBe(text.slice(0, 10));
    }
  });

  test("texts have lengths in characters, and patterns", () => {
    const column = columnOf(["AB-123", "XY-9", "XY-1", "são", "😀", "a".repeat(40)]);
    expect(column.lengths).toMatchObject({ minimum: 1, maximum: 40 });
    expect(column.patterns).toEqual([
      ["AA-9", 2],
      ["AA-999", 1],
      [`${"a".repeat(32)}…`, 1],
      ["axa", 1],
      ["x", 1],
    ]);
  });

  test("numbers written in two ways are one, texts are as they were written", () => {
    expect(columnOf(["1", "1.0", "01", "2"]).distinct).toBe(2);
    expect(columnOf(["1", "1.0", "01", "x"]).distinct).toBe(4);
    expect(columnOf(["1", "1.0", "01", "1.0"]).top[0]).toEqual(["1.0", 2]);
  });
});

/** A table with every kind of column. */
function table(seed: number, rows: number): string[] {
  const random = seededRandom(seed);
  return Array.from({ length: rows }, (_, row) => {
    const skewed = (-Math.log(1 - random.next())) ** 3;
    const code = `${["AB", "cd", "é"][random.below(3)]}-${random.below(1000)}`;
    const day = new Date(1.5e12 + random.below(1000) * 86_400_000).toISOString().slice(0, 10);
    const mixed = random.next() < 0.001 ? "n/a" : random.below(50);
    const city = random.next() < 0.1 ? "" : `city ${Math.floor(random.next() ** 4 * 30)}`;
    return `${row},${skewed},${random.below(7)},"${code}",${day},${mixed},${city}`;
  });
}

const HEADER = "id,skewed,seven,code,day,mixed,city";

describe("merging", () => {
  const rows = table(5, 40_000);
  const whole = profileOf(`${HEADER}\n${rows.join("\n")}\n`);

  test.each([1, 2, 3])("sixteen random shards are the whole, within the stated errors (seed %i)", (seed) => {
    const random = seededRandom(seed);
    const shards = Array.from({ length: 16 }, () => [HEADER]);
    for (const row of rows) shards[random.below(16)]!.push(row);
    const parts = shards.map((lines, index) => ({
      file: `${index}.json`,
      profile: v.parse(TableProfile, JSON.parse(JSON.stringify(profileOf(lines.join("\n"))))),
    }));
    const merged = mergeProfiles(parts as [(typeof parts)[0], ...typeof parts]);
    expect(merged).toMatchObject({ rows: 40_000, files: whole.files });
    merged.columns.forEach((column, index) => {
      const expected = whole.columns[index]!;
      for (const key of ["name", "type", "rows", "missing", "minimum", "maximum", "distinctError"] as const)
        expect([key, column[key]]).toEqual([key, expected[key]]);
      const counts = (each: typeof column) =>
        Object.fromEntries(each.kinds.map(({ kind, count }) => [kind, count]));
      expect(counts(column)).toEqual(counts(expected));
      // The registers, and so the estimate, are the same; only exact small counts are read off other sketches.
      expect(column.sketches.distinct).toBe(expected.sketches.distinct);
      expect(column.distinct).toBe(expected.distinct);
      if (typeof expected.mean === "number") {
        expect(Math.abs(column.mean! / expected.mean - 1)).toBeLessThan(1e-12);
        expect(Math.abs(column.deviation! / expected.deviation! - 1)).toBeLessThan(1e-9);
      }
      expect(column.lengths?.mean).toBeCloseTo(expected.lengths!.mean, 9);
      for (const [text, count] of column.top) {
        const other = expected.top.find(([each]) => each === text);
        if (other)
          expect(Math.abs(count - other[1])).toBeLessThanOrEqual(column.topError + expected.topError);
      }
      if (column.type === "text" || column.type === "integer")
        expect(column.topError).toBeLessThan(40_000 / 8);
    });
    const values = rows.map((row) => Number(row.split(",")[1])).sort((a, b) => a - b);
    const skewed = merged.columns[1]!;
    expect(skewed.quantileError).toBeLessThan(0.01);
    for (const [share, value] of skewed.quantiles!) {
      const rank = values.filter((each) => each < (value as number)).length / values.length;
      expect(Math.abs(rank - share)).toBeLessThanOrEqual(skewed.quantileError!);
    }
  });

  test("in another grouping the same, and twice as far away still within the stated error", () => {
    const cut = [0, 9000, 20_000, 20_500, 40_000];
    const parts = cut.slice(1).map((to, index) => ({
      file: `${index}`,
      profile: profileOf([HEADER, ...rows.slice(cut[index], to)].join("\n")),
    }));
    const [a, b, c, d] = parts as [(typeof parts)[0], ...typeof parts];
    const one = mergeProfiles([a!, b!, c!, d!]);
    const other = mergeProfiles([
      { file: "ab", profile: mergeProfiles([a!, b!]) },
      { file: "cd", profile: mergeProfiles([c!, d!]) },
    ]);
    const exact = ({ columns }: TableProfile) =>
      columns.map(({ type, distinct, minimum, maximum, rows: count, missing }) => [
        type,
        distinct,
        minimum,
        maximum,
        count,
        missing,
      ]);
    expect(exact(other)).toEqual(exact(one));
    expect(other.columns[1]!.quantileError!).toBeGreaterThan(one.columns[1]!.quantileError!);
    const values = rows.map((row) => Number(row.split(",")[1]));
    for (const [share, value] of other.columns[1]!.quantiles!) {
      const rank = values.filter((each) => each < (value as number)).length / values.length;
      expect(Math.abs(rank - share)).toBeLessThanOrEqual(other.columns[1]!.quantileError!);
    }
  });

  test("a part of numbers and a part of texts are texts, decided in the part that has them", () => {
    const numbers = profileChunks([encoder.encode("c\n1\n2\n")], "a.csv").profile;
    const texts = profileChunks([encoder.encode("c\n3\nx\n")], "b.csv").profile;
    const merged = mergeProfiles([
      { file: "a.json", profile: numbers },
      { file: "b.json", profile: texts },
    ]);
    expect(merged.columns[0]).toMatchObject({ type: "text", decided: { file: "b.csv", line: 3, text: "x" } });
    expect(merged.columns[0]!.sketches.quantiles).toBeUndefined();
    expect(merged.files).toEqual([
      { path: "a.csv", rows: 2 },
      { path: "b.csv", rows: 2 },
    ]);
  });

  test("tables with other columns are refused", () => {
    const [one, other] = [profileOf("a,b\n1,2\n"), profileOf("a,c\n1,2\n")];
    expect(() =>
      mergeProfiles([
        { file: "one.json", profile: one },
        { file: "other.json", profile: other },
      ]),
    ).toThrow(/data-different-columns at other.json[\s\S]*lacks "b"[\s\S]*has also "c"/);
  });
});

test("chunks of any size give the same profile, to the last byte", () => {
  const bytes = encoder.encode(`${HEADER}\n${table(9, 6000).join("\n")}\n`);
  const whole = JSON.stringify(profileChunks([bytes]));
  for (const size of [997, 4096, 65_536]) {
    const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
      bytes.slice(index * size, (index + 1) * size),
    );
    expect(JSON.stringify(profileChunks(chunks))).toBe(whole);
  }
});

test("a column takes less than 10 KB, whatever it holds", () => {
  const random = seededRandom(4);
  const rows = Array.from({ length: 30_000 }, () =>
    [
      random.next(),
      random.next() * 1e-300,
      `"${"é".repeat(100)}${random.below(5000)}"`,
      `"${'""'.repeat(60)}${random.below(100)}"`,
      random.below(120) * 1e9 + 0.123456789,
    ].join(","),
  );
  for (const column of profileOf(`a,b,c,d,e\n${rows.join("\n")}`).columns)
    expect(JSON.stringify(column).length, column.name).toBeLessThan(10_240);
});
