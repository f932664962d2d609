/** The smallest and largest number of arguments. */
export type Arity = readonly [number, number];

const ONE: Arity = [1, 1];
const mathematics = [
  ..."abs cbrt ceil exp expm1 floor log log10 log1p log2 round sign sqrt trunc degrees radians".split(" "),
  ..."acos acosh asin asinh atan atanh cos cosh sin sinh tan tanh".split(" "),
].map((name) => [name, ONE] as const);

/**
 * The functions that an expression may call: those of Arquero that read one row, depend on nothing else (no clock, no
 * time zone, no chance) and give a number, a text or a truth value. By Arquero's names; `Math.min` and `Math.max`
 * are `least` and `greatest` there.
 */
export const ROW_FUNCTIONS: ReadonlyMap<string, Arity> = new Map<string, Arity>([
  ...mathematics,
  ["atan2", [2, 2]],
  ["pow", [2, 2]],
  ["greatest", [1, 100]],
  ["least", [1, 100]],
  ["bin", [4, 5]],
  ["lower", ONE],
  ["upper", ONE],
  ["trim", ONE],
  ["length", ONE],
  ["startswith", [2, 2]],
  ["endswith", [2, 2]],
  ["includes", [2, 2]],
  ["indexof", [2, 2]],
  ["substring", [2, 3]],
  ["replace", [3, 3]],
  ["parse_float", ONE],
  ["parse_int", [2, 2]],
]);

/** Arquero's aggregate and window functions: they look at other rows, and so would carry the holdout into training. */
export const ACROSS_ROWS: ReadonlySet<string> = new Set(
  [
    "any array_agg array_agg_distinct average bins corr count covariance covariancep distinct entries_agg invalid",
    "map_agg max mean median min mode object_agg product quantile stdev stdevp sum valid variance variancep",
    "avg_rank cume_dist dense_rank fill_down fill_up first_value lag last_value lead nth_value ntile",
    "percent_rank rank row_number",
  ].flatMap((names) => names.split(" ")),
);

/** They give something else each time. */
export const NOT_DETERMINISTIC: ReadonlySet<string> = new Set(["now", "random", "timestamp"]);
