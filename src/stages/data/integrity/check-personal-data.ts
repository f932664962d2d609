import type { Problem } from "../../../core/errors.ts";
import {
  CHECK_DIGITS,
  holdsEmail,
  isLikelyAddress,
  type PersonalData,
  personalDataIn,
} from "../../../core/personal-data.ts";
import { seededRandom } from "../../../core/random.ts";
import { showText } from "../../../core/show-text.ts";
import type { CheckedTable } from "./checked-table.ts";
import { columnPlace, shareOf } from "./wording.ts";

/** Of what has no check digits (e-mail, IP address, phone): so many cells, and such a share, are no slip. */
const LEAST_CELLS = 3;
const LEAST_SHARE = 0.01;
/** Of what has check digits: half of the cells of that form pass, and chance would do it once in a million columns: six cards of six are just enough. */
const LEAST_PASSING = 0.5;
const CHANCE = 1.000001e-6;
/** Of a longer column so many cells are looked at first; half the share will do there: a kind with the full one has 50 cells among them, and 25 with a chance of 0.9999. */
const SAMPLE = 5000;
/** Words and short numbers say nothing of a person; most cells need no closer look. */
const WORTH_A_LOOK = /[@:.+]|\d{4}|\(\d/;

type Cells = readonly string[];

/** Columns that say something of persons, each kind with its share. No cell is ever shown. */
export function checkPersonalData(table: CheckedTable): Problem[] {
  const { raw } = table;
  return raw.columns.flatMap((name): Problem[] => {
    const cells = raw.cells.get(name)!.filter((cell) => cell !== null);
    if (cells.length > SAMPLE && kindsIn(someOf(cells), LEAST_SHARE / 2).length === 0) return [];
    const kinds = kindsIn(cells, LEAST_SHARE);
    return kinds.length === 0 ? [] : [personal(name, kinds, table)];
  });
}

/** One cell out of each of many equal parts, by chance: a pattern in the order of rows hides nothing. */
function someOf(cells: Cells): Cells {
  const random = seededRandom(cells.length);
  const part = cells.length / SAMPLE;
  return Array.from({ length: SAMPLE }, (_, index) => cells[Math.floor((index + random.next()) * part)]!);
}

function kindsIn(cells: Cells, leastShare: number): string[] {
  const found = new Map<PersonalData, number>();
  for (const cell of cells) {
    const kind = cell.length >= 6 && WORTH_A_LOOK.test(cell) ? kindOf(cell) : null;
    if (kind !== null) found.set(kind, (found.get(kind) ?? 0) + 1);
  }
  return [...found]
    .filter(([kind, count]) => count >= leastShare * cells.length && isMeant(kind, count, cells))
    .map(([kind, count]) => `${kind} in ${shareOf(count, cells.length, "cells")}`);
}

/** Of the whole cell; an e-mail address counts within text, too. */
function kindOf(cell: string): PersonalData | null {
  return personalDataIn(cell) ?? (holdsEmail(cell) ? "e-mail address" : null);
}

/** Whether cells are of a kind on purpose, not by chance. */
function isMeant(kind: PersonalData, count: number, cells: Cells): boolean {
  const digits = CHECK_DIGITS.get(kind);
  if (kind === "IP address" && 2 * cells.filter(isLikelyAddressOf).length < count) return false;
  if (digits === undefined) return count >= LEAST_CELLS;
  const formed = cells.filter((cell) => digits.hasForm(cell)).length;
  const passing = count / formed;
  return passing >= LEAST_PASSING && chanceOf(passing, formed, digits.chance) <= CHANCE;
}

function isLikelyAddressOf(cell: string): boolean {
  return personalDataIn(cell) === "IP address" && isLikelyAddress(cell);
}

/** Chernoff's bound on the chance that so large a share, or more, passes where each does with `chance`. */
function chanceOf(share: number, of: number, chance: number): number {
  const passing = share * Math.log(share / chance);
  const failing = share === 1 ? 0 : (1 - share) * Math.log((1 - share) / (1 - chance));
  return Math.exp(-of * (passing + failing));
}

function personal(name: string, kinds: readonly string[], table: CheckedTable): Problem {
  const { raw, features, key } = table;
  const stored = features.some((column) => column.name === name)
    ? "It is a feature, so the model's bundle holds it, too: write `false` for it under features. "
    : key?.name === name
      ? "It is the key, by which bundles name rows. "
      : "";
  return {
    code: "data-personal",
    found: `what says something of persons in the column ${showText(name)}: ${kinds.join(", ")}`,
    where: columnPlace(raw, name),
    expected: "no personal data that the model does not need: Git keeps them for ever",
    next: `${stored}Remove the column or replace it by a pseudonym, and take it out of the history; or set data.checks.personal_data to off if it may be there.`,
  };
}
