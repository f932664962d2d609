import { resolve } from "node:path";
import { openInBrowser } from "../adapters/open-in-browser.ts";
import { type Check, check } from "../pipeline/check.ts";
import { checkPassed, type ReportRun, reportMarkdown } from "../pipeline/report.ts";
import type { World } from "../ports/world.ts";
import { type Command, type Invocation, SPEC_HELP, SPEC_OPTION, textOf } from "./command.ts";
import { openProject } from "./open-project.ts";

export const report: Command = {
  usage: "[--spec FILE] [--html FILE] [--open] [--sync]",
  about:
    "Prints the comment that a pull request of this commit would get, as Markdown; or writes the whole report as one HTML file, with the curves and rows behind the figures.",
  options: {
    ...SPEC_OPTION,
    html: { type: "string" },
    open: { type: "boolean" },
    sync: { type: "boolean" },
  },
  help: {
    ...SPEC_HELP,
    html: "write the report to this HTML file instead",
    open: "open the HTML report; without --html in a temporary file",
    sync: "bring the registry from origin first",
  },
  positionals: { least: 0, most: 0 },
  async run(invocation) {
    const world = await invocation.world();
    const project = await openProject(invocation, world);
    const checked = await check(world, project, { sync: invocation.values.sync === true });
    const head = await world.git.head();
    const changed = head ? await world.git.changedPaths(head.commit, checked.inputs.paths) : [];
    const run: ReportRun = {
      commit: head?.commit ?? null,
      uncommitted: changed.length,
      candidateStored: true,
    };
    const { comment, input } = reportMarkdown(checked, run);
    const exit = checkPassed(checked) ? 0 : 1;
    const page = await writePage(invocation, world, checked, run);
    return page
      ? { text: page.text, json: { ...input, comment, html: page.path }, exit }
      : { text: comment, json: { ...input, comment }, exit };
  },
};

/** The HTML report where one is asked for. */
async function writePage({ values, folder }: Invocation, world: World, checked: Check, run: ReportRun) {
  const given = textOf(values, "html");
  if (given === undefined && values.open !== true) return null;
  // Charts are drawn for this alone: nobody else should wait for what draws them.
  const { reportHtml, reportName } = await import("../pipeline/publishing/html-report.ts");
  const page = reportHtml(checked, run);
  const path =
    given === undefined
      ? `${await world.files.temporary("report")}/${reportName(checked.inputs.project.spec.model)}.html`
      : resolve(folder, given);
  await world.files.write(path, page);
  const written = `Wrote ${given ?? path} (${Math.ceil(Buffer.byteLength(page) / 1024)} KB).`;
  if (values.open !== true) return { path, text: written };
  const opened = await openInBrowser(path);
  return {
    path,
    text: opened ? `${written} Opened it.` : `${written}\nNothing here can open it: open it yourself.`,
  };
}
