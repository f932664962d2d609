import { createHash } from "node:crypto";
import type { HtmlReportInput } from "./html-report-input.ts";
import { LIMITS, type Limits } from "./limits.ts";
import { html, Markup } from "./markup.ts";
import { SCRIPT } from "./script.ts";
import { aboutSection, recipeSection } from "./section-about.ts";
import { chartsSection } from "./section-charts.ts";
import { confusionSection } from "./section-confusion.ts";
import { dataSection } from "./section-data.ts";
import { disagreementsSection } from "./section-disagreements.ts";
import { explanationSection } from "./section-explanation.ts";
import { fairnessSection } from "./section-fairness.ts";
import { metricsSection } from "./section-metrics.ts";
import { repeatsSection } from "./section-repeats.ts";
import { robustnessSection } from "./section-robustness.ts";
import { slicesSection } from "./section-slices.ts";
import { gateSection, verdictBanner } from "./section-verdict.ts";
import { STYLE } from "./style.ts";

/** What an artifact or an attachment may weigh without anybody minding. */
const MOST_BYTES = 500_000;

/** The whole report as one page that asks nobody for anything. Where it would be too large, it shows less and counts the rest. */
export function htmlReport(input: HtmlReportInput): string {
  let text = "";
  for (const limits of LIMITS) {
    text = page(input, limits).text;
    if (Buffer.byteLength(text) < MOST_BYTES) break;
  }
  return text;
}

function page(input: HtmlReportInput, limits: Limits): Markup {
  const sections = [
    ["gate", "Gate", gateSection(input)],
    ["metrics", "Metrics", metricsSection(input)],
    ["slices", "Slices", slicesSection(input, limits)],
    ["fairness", "Fairness", fairnessSection(input)],
    ["confusion", "Confusion", confusionSection(input)],
    ["charts", input.evaluation?.task === "regression" ? "Errors" : "Curves", chartsSection(input, limits)],
    ["explanation", "Explanation", explanationSection(input, limits)],
    ["repeats", "Trained again", repeatsSection(input)],
    ["robustness", "Robustness", robustnessSection(input, limits)],
    ["disagreements", "Disagreements", disagreementsSection(input, limits)],
    ["data", "Data", dataSection(input, limits)],
    ["recipe", "Recipe", recipeSection(input, limits)],
    ["about", "About", aboutSection(input)],
  ] as const;
  const present = sections.filter(([, , body]) => body !== null);
  const policy = `default-src 'none'; style-src ${hashOf(STYLE)}; script-src ${hashOf(SCRIPT)}; img-src data:; base-uri 'none'; form-action 'none'`;
  // The scripts and styles are ours to the last byte, so that their hashes hold.
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${input.model}: Trunkline report</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
<header>
<p class="brand">Trunkline <span>report</span></p>
<fieldset class="theme"><legend class="unseen">Theme</legend>${["Auto", "Light", "Dark"].map(
    (name, index) =>
      html`<label><input type="radio" name="theme" id="theme-${name.toLowerCase()}"${index === 0 && html` checked`}><span>${name}</span></label>`,
  )}</fieldset>
</header>
<main id="main">
${verdictBanner(input)}
<nav aria-label="Sections"><ul>${present.map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>
${present.map(([, , body]) => body)}
</main>
<script>${new Markup(SCRIPT)}</script>
</body>
</html>
`;
}

function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
