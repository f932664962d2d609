import type { TreeEnsemble } from "../../../core/shapley/tree-ensemble.ts";
import { showText } from "../../../core/show-text.ts";
import type { Predictions, Signature } from "../../../records/bundle.ts";
import type { Table } from "../../../records/table.ts";
import type { TreeModel } from "../../../records/xgboost-model.ts";
import { type AskedModel, takeRows } from "../asking/asked-table.ts";
import { agreeingRows, answersOf, classOrders } from "./tree-answers.ts";

/** The rows of a table as a training command is given them. */
export interface PreparedRows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

export interface TreeModelInput {
  readonly model: TreeModel;
  readonly signature: Signature;
  prepare(table: Table): Promise<PreparedRows>;
  /** The raw columns that each feature is made of; null where all are of all. */
  readonly rawColumns: ReadonlyMap<string, readonly string[]> | null;
  readonly table: Table;
  /** What the command that trained it has said, and the rows of the table that it said it of. */
  readonly predictions: Predictions;
  readonly rows: readonly number[];
}

/** A model of trees that can be asked; or why not, or why its columns cannot be told apart, as the end of a sentence. */
export interface FoundTrees {
  readonly model: AskedModel | null;
  readonly why: string | null;
}

/** On fewer rows two models may agree by chance. */
const FEWEST_CHECKED = 10;

/** A split takes about as long as so many numbers that are read one after another. */
const WORK_OF_SPLIT = 3;

/** Trees are believed where they say what the command has said, of every row that is checked: then they are what predicted. */
export async function treeModel(input: TreeModelInput): Promise<FoundTrees> {
  const { model, signature, table, predictions, rows: checked } = input;
  const none = (why: string): FoundTrees => ({ model: null, why });
  if ((model.link === "identity") !== (signature.classes === null))
    return none(`its objective does not fit the task, a ${signature.task}`);
  const outputs = model.link === "logistic" ? 2 : model.ensemble.base.length;
  if (signature.classes && signature.classes.length !== outputs)
    return none(`it has ${outputs} classes, and the data ${signature.classes.length}`);
  if (checked.length < FEWEST_CHECKED)
    return none(
      `there are ${checked.length} stored predictions to hold it against, fewer than ${FEWEST_CHECKED}`,
    );
  const inputs = signature.inputs.map(({ name }) => name);
  const prepared = await input.prepare(takeRows(table, inputs, checked));
  const names = model.names ?? prepared.columns;
  if (names.length !== model.ensemble.features)
    return none(`it reads ${model.ensemble.features} features, and the command is given ${names.length}`);
  const unknown = names.find((name) => !prepared.columns.includes(name));
  if (unknown !== undefined)
    return none(`its feature ${showText(unknown)} is no column that the command is given`);
  const text = names.find((name) => {
    const at = prepared.columns.indexOf(name);
    return prepared.rows.some((row) => typeof row[at] === "string");
  });
  if (text !== undefined) return none(`its feature ${showText(text)} is text`);

  const features = featuresOf(prepared, names);
  let most = -1;
  for (const ensemble of [model.ensemble, ...(model.stopped ? [model.stopped] : [])])
    for (const classes of classOrders(signature.classes)) {
      const said = answersOf(model.link, ensemble, classes, signature.classes, features);
      const agreeing = agreeingRows(said, predictions);
      most = Math.max(most, agreeing);
      if (agreeing === checked.length) return askable(input, ensemble, classes, names);
    }
  return none(
    `it answers otherwise than the command on ${checked.length - most} of ${checked.length} rows of the holdout`,
  );
}

function askable(
  { model: { link }, signature, prepare, rawColumns }: TreeModelInput,
  ensemble: TreeEnsemble,
  classes: readonly string[] | null,
  names: readonly string[],
): FoundTrees {
  const rows = async (table: Table) => featuresOf(await prepare(table), names);
  const model: AskedModel = {
    inputs: signature.inputs,
    work: WORK_OF_SPLIT * ensemble.roots.length * ensemble.depth + ensemble.base.length + names.length,
    ask: async (table) => ({
      keys: Array.from({ length: table.rows }, (_, row) => String(row)),
      ...answersOf(link, ensemble, classes, signature.classes, await rows(table)),
    }),
  };
  const used = new Set(ensemble.feature.filter((_, node) => ensemble.left[node]! >= 0));
  const mixed = [...used].find((feature) => rawColumns?.get(names[feature]!)?.length !== 1);
  if (mixed !== undefined)
    return { model, why: `its feature ${showText(names[mixed]!)} is made of several columns` };
  const players = Int32Array.from(names, (name, feature) =>
    used.has(feature) ? signature.inputs.findIndex((each) => each.name === rawColumns!.get(name)![0]) : 0,
  );
  const weights = (name: string | null): number[] => {
    if (name === null || classes === null) return [1];
    if (link === "logistic") return [classes[1] === name ? 1 : -1];
    return classes.map((each) => (each === name ? 1 : -1 / (classes.length - 1)));
  };
  return { model: { ...model, trees: { ensemble, players, classes, weights, rows } }, why: null };
}

/** In the order of the names, in 32 bits as XGBoost has them; NaN is missing. */
function featuresOf({ columns, rows }: PreparedRows, names: readonly string[]): Float32Array[] {
  const places = names.map((name) => columns.indexOf(name));
  return rows.map((row) =>
    Float32Array.from(places, (at) => (row[at] === null ? Number.NaN : Number(row[at]))),
  );
}
