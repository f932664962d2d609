import type { DriftFinding } from "../../records/drift.ts";
import { percent } from "./figures.ts";

/** What the effect of each test is measured in. */
export const EFFECTS: Readonly<Record<DriftFinding["test"], string>> = {
  ks: "KS distance",
  chi2: "JS distance",
  psi: "PSI",
  js: "JS distance",
  wasserstein: "deviations",
  missing: "missing",
  new: "new categories",
  paired_ks: "KS distance",
  paired_js: "JS distance",
};

export function roughly(share: number): string {
  return percent(Number(share.toPrecision(2)));
}

/** Said where the answer cost old data. */
export function noProfile(version: string): string {
  return `${version} was made before bundles had profiles: its data were read from its commit.`;
}

export function short(value: number): string {
  return value >= 1e6 ? value.toExponential(1) : String(Number(value.toPrecision(3)));
}

export function chance(p: number): string {
  return p < 0.0001 ? "< 0.0001" : p.toFixed(4);
}
