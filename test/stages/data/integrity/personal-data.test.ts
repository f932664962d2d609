import { describe, expect, test } from "vitest";
import { CHECK_DIGITS, personalDataIn } from "../../../../src/core/personal-data.ts";
import { draws, found, times } from "./columns-of.ts";

const { below } = draws(31);
const digits = (count: number) => times(count, () => below(10)).join("");
const y = (rows: number) => times(rows, (row) => "ab"[row % 2]!);
const kinds = (cells: readonly (string | null)[]) =>
  found("personal_data", { x: cells, y: y(cells.length) }).map(({ found }) => found.split(": ")[1]);

/** Of many drawn at random, those that pass the check digits, as a registry would hand them out. */
function valid(kind: string, draw: () => string, count: number): string[] {
  const passing: string[] = [];
  while (passing.length < count) {
    const text = draw();
    if (personalDataIn(text) === kind) passing.push(text);
  }
  return passing;
}

const MAKERS = [
  ["payment card", () => `4${digits(15)}`],
  ["CPF", () => digits(11)],
  ["CNPJ", () => digits(14)],
  ["IBAN", () => `DE${digits(20)}`],
] as const;

describe("personal data in a column", () => {
  test.each([
    ["e-mail address", () => `u${digits(5)}@example.org`],
    ["IP address", () => `10.${below(256)}.${below(256)}.7`],
    ["phone number", () => `+49 30 ${digits(4)} ${digits(3)}`],
  ] as const)("%s: from three cells and one in a hundred on", (kind, make) => {
    expect(kinds(times(40, make))).toEqual([`${kind} in 40 of 40 cells (100 %)`]);
    const some = (count: number, of: number) => [
      ...times(count, make),
      ...times(of - count, (row) => `word ${row}`),
    ];
    expect(kinds(some(3, 300))).toEqual([`${kind} in 3 of 300 cells (1 %)`]);
    expect(kinds(some(2, 100))).toEqual([]);
    expect(kinds(some(3, 301))).toEqual([]);
  });

  test.each(MAKERS)("%s: where the cells pass their check digits", (kind, draw) => {
    const cells = valid(kind, draw, 40);
    expect(kinds(cells)).toEqual([`${kind} in 40 of 40 cells (100 %)`]);
    expect(kinds([...cells, ...times(20, () => null), ...times(40, (row) => `word ${row}`)])).toEqual([
      `${kind} in 40 of 80 cells (50 %)`,
    ]);
  });

  test("six cards of six are just enough, five are not", () => {
    const cards = valid("payment card", MAKERS[0][1], 6);
    expect(kinds(cards)).toHaveLength(1);
    expect(kinds(cards.slice(1))).toEqual([]);
  });

  test.each(MAKERS)(
    "numbers in the form of a %s pass by chance as often as is said, and raise no alarm",
    (kind, draw) => {
      const { chance, hasForm } = CHECK_DIGITS.get(kind)!;
      const cells = times(20_000, draw);
      expect(cells.every(hasForm)).toBe(true);
      const passing = cells.filter((cell) => personalDataIn(cell) === kind).length / 20_000;
      // Two check digits modulo 11 are a little uneven: 0 stands for two rests of eleven.
      expect(passing).toBeGreaterThan(0.75 * chance);
      expect(passing).toBeLessThan(1.35 * chance);
      expect(kinds(cells)).toEqual([]);
    },
  );

  test("no id column alarms, of whatever length: 300 columns of 20 to 400 rows", () => {
    const alarms = times(300, () => {
      const length = 8 + below(14);
      return kinds(times(20 + below(380), () => digits(length))).length;
    });
    expect(alarms.reduce((sum, each) => sum + each, 0)).toBe(0);
  });

  test("several kinds of one column are told together, and no cell is shown", () => {
    const cells = [
      ...times(10, (row) => `flora${row}@example.org`),
      ...valid("payment card", MAKERS[0][1], 10),
    ];
    const [problem, ...more] = found("personal_data", { x: cells, y: y(20) });
    expect(more).toEqual([]);
    expect(problem!.found).toContain(
      "e-mail address in 10 of 20 cells (50 %), payment card in 10 of 20 cells (50 %)",
    );
    const said = JSON.stringify(problem);
    for (const cell of cells) expect(said).not.toContain(cell);
    expect(said).not.toMatch(/flora|4\\d{12}/);
  });

  test("an e-mail address counts within text, too, however long", () => {
    const remark = (row: number) =>
      row % 5 === 0
        ? `${"word ".repeat(row * 20)}write to u${row}@example.org, please`
        : `note ${row} @ noon`;
    expect(kinds(times(100, remark))).toEqual(["e-mail address in 20 of 100 cells (20 %)"]);
  });

  test("says where else it goes: into the bundle as a feature, into reports as the key", () => {
    const cells = times(20, (row) => `u${row}@example.org`);
    const [key, feature] = found("personal_data", { id: cells, x: cells, y: y(20) }, { data: { key: "id" } });
    expect(key!.next).toMatch(/^It is the key/);
    expect(feature!.next).toMatch(/^It is a feature, .* write `false` for it under features/);
  });

  test("the key and the target are looked at, too", () => {
    const cells = times(20, (row) => `u${row}@example.org`);
    const places = found("personal_data", { id: cells, y: cells }, { data: { key: "id" } }).map(
      ({ where }) => where,
    );
    expect(places).toEqual([
      { file: "data.csv", line: 1, column: 1 },
      { file: "data.csv", line: 1, column: 2 },
    ]);
  });

  test("in a long column the share is exact, and a pattern in its order hides nothing", () => {
    for (const every of [2, 7, 8, 50, 100]) {
      const cells = times(40_000, (row) =>
        row % every === every - 1 ? `u${row}@example.org` : `word ${row}`,
      );
      const count = 40_000 / every;
      expect(kinds(cells)[0]).toContain(`${Math.floor(count)} of 40000 cells`);
    }
    expect(kinds(times(40_000, (row) => (row % 250 === 0 ? `u${row}@example.org` : `word ${row}`)))).toEqual(
      [],
    );
  });

  test("words, dates, measures and versions of software are none", () => {
    expect(kinds(times(100, (row) => `2026-01-${String(1 + (row % 28)).padStart(2, "0")}`))).toEqual([]);
    expect(kinds(times(100, () => String(Number(digits(6)) / 1000)))).toEqual([]);
    expect(kinds(times(100, (row) => `1.${row}.2`))).toEqual([]);
    expect(kinds(times(100, (row) => `1.${row % 20}.2.${row % 7}`))).toEqual([]);
    expect(kinds(times(100, (row) => `10.1.${row % 20}.${50 + row}`))).toHaveLength(1);
    expect(kinds(times(100, (row) => `+${row}.5 ${row}.25`))).toEqual([]);
    expect(kinds(times(100, (row) => `note ${row}: call me at noon`))).toEqual([]);
    expect(kinds(times(100, (row) => `2026-01-31T10:${row % 60}:00Z`))).toEqual([]);
  });
});
