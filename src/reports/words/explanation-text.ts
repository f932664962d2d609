import type { Evaluation } from "../../records/evaluation.ts";
import type { ColumnImportance, Estimated, ExplainedRow, Explanation } from "../../records/explanation.ts";
import { METRIC_TABLE } from "../../records/metric-table.ts";
import { count, decimalsFor, figure, percent, signed } from "./figures.ts";

/** A figure and its interval; the interval is empty where there is none, or where it stands elsewhere. */
export interface FigureText {
  readonly figure: string;
  readonly interval: string;
}

/** One column's importance as a report shows it; the column's name is text from outside, all else is ours. */
export interface ImportanceText {
  readonly column: string;
  readonly champion: FigureText;
  readonly challenger: FigureText;
  readonly change: FigureText;
  /** What the change comes to: `more`, `less`, or nothing where the interval reaches zero. */
  readonly moved: "more" | "less" | "";
}

const NONE: FigureText = { figure: "", interval: "" };

export function importanceTexts({ importance, champion }: Explanation): ImportanceText[] {
  const all = importance.flatMap((each) => [each.challenger, each.champion, each.change ?? null]);
  const values = all.flatMap((each) => (each ? [each.value, ...(each.interval ?? [])] : []));
  const decimals = decimalsFor(values);
  const shown = (found: Estimated | null) =>
    found ? figureText(found, decimals) : { figure: "not read", interval: "" };
  return importance.map((each) => ({
    column: each.column,
    champion: champion ? shown(each.champion) : NONE,
    challenger: shown(each.challenger),
    change: each.change ? shown(each.change) : NONE,
    moved: movedBy(each),
  }));
}

function figureText({ value, interval }: Estimated, decimals: number): FigureText {
  const ends = interval?.map((end) => signed(end, decimals)).join(" to ");
  return { figure: signed(value, decimals), interval: ends ?? "" };
}

/** `+0.199 (+0.071 to +0.330)`. */
export function withInterval({ figure: value, interval }: FigureText): string {
  return interval ? `${value} (${interval})` : value;
}

function movedBy({ change }: ColumnImportance): ImportanceText["moved"] {
  if (!change?.interval) return "";
  const [low, high] = change.interval;
  return low > 0 ? "more" : high < 0 ? "less" : "";
}

/** What the figures are, and of how many rows. */
export function importanceNote({ metric, rows, of, rounds, confidence, columns }: Explanation): string {
  const way = METRIC_TABLE[metric].direction === "higher" ? "falls" : "rises";
  const some =
    rows < of ? `${rows} of ${count(of, "holdout row")}, drawn by the seed` : count(rows, "holdout row");
  const left = columns
    ? ` There was time for ${columns.looked} of ${count(columns.of, "column")}: those that the answers follow most closely.`
    : "";
  return `By how much ${metric} ${way} when a column is shuffled (${count(rounds, "time")}), on ${some}; ${percent(confidence)} intervals, each column judged alone.${left}`;
}

/** Why there is no champion beside the change. */
export function aloneNote({ explanation, champion }: Evaluation): string[] {
  if (!explanation || explanation.champion || !champion) return [];
  return [`${champion.version} could not be asked about these rows: this change stands alone.`];
}

/** What one model's prediction rests on in a row where the two differ. */
export interface ApartText {
  readonly column: string;
  readonly champion: string;
  readonly challenger: string;
  readonly apart: string;
}

export function apartTexts({ parts }: ExplainedRow): ApartText[] {
  const decimals = decimalsFor(parts.flatMap(({ champion, challenger }) => [champion, challenger]));
  return parts.map(({ column, champion, challenger }) => ({
    column,
    champion: signed(champion, decimals),
    challenger: signed(challenger, decimals),
    apart: signed(challenger - champion, decimals),
  }));
}

/** A prediction: a class is text from outside. */
export function predictionText(value: string | number): string {
  return typeof value === "number" ? figure(value, decimalsFor([value])) : value;
}

/** What is explained of a row's class. */
export function explainedUnit({ shapley }: Explanation): string {
  return shapley?.trees ? "log odds" : "probability";
}

export function shapleyNote({ shapley }: Explanation): string {
  if (!shapley) return "";
  const exact = `exact Shapley values${shapley.trees ? ", from the trees" : ""}`;
  const how = shapley.exact ? exact : `Shapley values estimated from ${shapley.coalitions} coalitions`;
  const unit = shapley.trees === "log odds" ? ", in log odds" : "";
  const rest =
    shapley.apart === undefined ? "" : `, of ${count(shapley.apart, "column")} and of all others together`;
  const why = shapley.not_trees ? ` ${shapley.not_trees}` : "";
  return `By ${how}${rest}${unit}, against ${count(shapley.background, "training row")}.${why}`;
}
