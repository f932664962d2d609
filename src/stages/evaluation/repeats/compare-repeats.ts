import { correctedResampledT } from "../../../core/statistics/corrected-resampled-t.ts";
import { METRIC_TABLE, type MetricName } from "../../../records/metric-table.ts";
import type { RepeatedMetric, Repeats, Spread } from "../../../records/repeats.ts";

/** What one training came to on the fold that it did not see. */
export interface Trial {
  readonly challenger: Readonly<Partial<Record<MetricName, number>>>;
  /** Null where the champion's recipe could not be trained. */
  readonly champion: Readonly<Partial<Record<MetricName, number>>> | null;
  readonly trained: number;
  readonly tested: number;
}

export interface RepeatsInput extends Omit<Repeats, "metrics"> {
  readonly decide: readonly MetricName[];
  readonly trials: readonly Trial[];
}

/** A metric that some fold leaves undefined is left out: its mean would be that of other rows. */
export function compareRepeats({ decide, trials, ...about }: RepeatsInput): Repeats {
  const mean = (of: (trial: Trial) => number) =>
    trials.reduce((sum, trial) => sum + of(trial) / trials.length, 0);
  const sizes = { tested: mean(({ tested }) => tested), trained: mean(({ trained }) => trained) };
  const metrics = decide.flatMap((metric): RepeatedMetric[] => {
    const challenger = trials.map((trial) => trial.challenger[metric]);
    if (!challenger.every((value) => value !== undefined)) return [];
    const beside = trials.map((trial) => trial.champion?.[metric]);
    const champion = beside.every((value) => value !== undefined) ? beside : null;
    return [
      {
        metric,
        direction: METRIC_TABLE[metric].direction,
        challenger: spread(challenger),
        champion: champion && spread(champion),
        difference: champion && difference(challenger, champion),
      },
    ];
  });
  return { ...about, metrics };

  function difference(challenger: readonly number[], champion: readonly number[]) {
    const differences = challenger.map((value, at) => value - champion[at]!);
    const found = correctedResampledT(differences, sizes, about.confidence);
    const [low, high] = found.interval;
    return { mean: found.mean, interval: [low, high] as [number, number], p_value: found.p };
  }
}

function spread(values: readonly number[]): Spread {
  const mean = values.reduce((sum, value) => sum + value / values.length, 0);
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / (values.length - 1)) };
}
