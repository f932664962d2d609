import { describe, expect, it } from "vitest";
import {
  registryHistory,
  registryHistoryJson,
  registryShowJson,
  registryTable,
} from "../../../src/reports/terminal/registry.ts";
import { columnsOf } from "../../../src/reports/terminal/text-layout.ts";
import { foldRegistry } from "../../../src/stages/registry/fold.ts";
import { anArtifact, day } from "../../support/records.ts";
import { aTag } from "../../support/tags.ts";
import { HOSTILE } from "../hostile.ts";

describe("the table of artifacts", () => {
  it("shows the latest version and what is on each stage", () => {
    const deprecated = foldRegistry([
      aTag("old@v0.1.0", { time: 1 }),
      aTag("old#staging#1", { time: 2 }),
      aTag("old@deprecated", { time: 3 }),
    ]).get("old")!;
    expect(registryTable([anArtifact(), deprecated])).toBe(
      [
        "name              latest  #production  #staging",
        "iris              v1.1.0  v1.0.0       –",
        "old (deprecated)  v0.1.0  –            v0.1.0",
      ].join("\n"),
    );
  });

  const waived =
    "minimum of f1_macro, 2026-11-20 to 2026-12-31, approved by @flora: The old sensor goes in March.";
  const withWaiver = foldRegistry([
    aTag("iris@v1.0.0", { commit: "c1", time: 1, message: "s\n\nWaived: long ago\n" }),
    aTag("iris@v1.1.0", { commit: "c2", time: 2, message: `s\n\nWaived: ${waived}\n` }),
  ]).get("iris")!;

  it("says by which waiver a version that counts now has passed", () => {
    expect(registryTable([withWaiver]).split("\n").slice(2).join(" ").replace(/ +/g, " ")).toBe(
      `⚠ iris v1.1.0 waived ${waived}`,
    );
    expect(registryShowJson(withWaiver).versions.map((version) => version.waived)).toEqual([
      [waived],
      ["long ago"],
    ]);
  });

  it("keeps it in the history for ever", () => {
    expect(registryHistory(withWaiver)).toContain("waived long ago");
    expect(registryHistoryJson(withWaiver).events.map((event) => event.waived)).toEqual([
      ["long ago"],
      [waived],
    ]);
  });

  it("is data, too", () => {
    expect(registryShowJson(anArtifact())).toMatchObject({
      name: "iris",
      latest: "v1.1.0",
      stages: { production: { version: "v1.0.0", tag: "iris#production#3", time: "2026-03-20T12:00:00Z" } },
    });
  });
});

describe("the history", () => {
  it("answers what was in production in March, and who approved it", () => {
    const march = { from: "2026-03-01T00:00:00Z", to: "2026-04-01T00:00:00Z" };
    const { periods } = registryHistoryJson(anArtifact());
    const held = periods.filter(
      ({ stage, from, to }) => stage === "production" && from < march.to && (to === null || to > march.from),
    );
    expect(
      held.map(({ version, approvedBy, pullRequest }) => ({ version, approvedBy, pullRequest })),
    ).toEqual([
      // The first stage tag names nobody: what was approved is the version.
      { version: "v1.0.0", approvedBy: ["@ada"], pullRequest: "#3" },
      { version: "v1.1.0", approvedBy: ["@grace", "@ada"], pullRequest: "#7" },
      // The rollback had a pull request of its own: the approvals of another one do not count for it.
      { version: "v1.0.0", approvedBy: [], pullRequest: "#9" },
    ]);
  });

  it("reads so, in UTC", () => {
    expect(registryHistory(anArtifact())).toBe(
      `
iris

On production
  from                  to                    version  approved           staged
  2026-01-06T12:00:00Z  2026-03-10T12:00:00Z  v1.0.0   @ada (#3)          by Flora
  2026-03-10T12:00:00Z  2026-03-20T12:00:00Z  v1.1.0   @grace, @ada (#7)  by Flora
  2026-03-20T12:00:00Z  now                   v1.0.0   nobody named (#9)  by Flora

Events (UTC)
  2026-01-05T12:00:00Z  iris@v1.0.0 (iris v1.0.0: first version) by Flora, pull request #3, approved
                        by @ada
  2026-01-06T12:00:00Z  iris#production#1 (iris production: v1.0.0) by Flora
  2026-03-09T12:00:00Z  iris@v1.1.0 (iris v1.1.0: improved against v1.0.0) by Flora, pull request
                        #7, approved by @grace
  2026-03-10T12:00:00Z  iris#production#2 (iris production: v1.1.0) by Flora, pull request #7,
                        approved by @grace, @ada
  2026-03-20T12:00:00Z  iris#production#3 (iris production: back from v1.1.0 to v1.0.0) by Flora,
                        pull request #9
`.trim(),
    );
  });

  it("ends a period when the version is taken back or deregistered, and brings the one before it back", () => {
    const tags = [
      aTag("a@v1.0.0", { commit: "c1", time: 1 }),
      aTag("a@v2.0.0", { commit: "c2", time: 2 }),
      aTag("a#live#1", { commit: "c1", time: 3 }),
      aTag("a#live#2", { commit: "c2", time: 4 }),
      aTag("a#live!#3", { commit: "c2", time: 5 }),
      aTag("a@v1.0.0!", { commit: "c1", time: 6 }),
      aTag("a#live#4", { commit: "c1", time: 7 }),
    ];
    const artifact = foldRegistry(tags).get("a")!;
    const { periods } = registryHistoryJson(artifact);
    expect(periods.map(({ version, from, to }) => [version, from.slice(17, 19), to?.slice(17, 19)])).toEqual([
      ["v1.0.0", "03", "04"],
      ["v2.0.0", "04", "05"],
      ["v1.0.0", "05", "06"],
    ]);
    expect(artifact.stages.size).toBe(0);
  });

  it("ends where the registry's own fold ends", () => {
    const open = registryHistoryJson(anArtifact()).periods.filter(({ to }) => to === null);
    const now = [...anArtifact().stages].map(([stage, { version, tag }]) => [stage, version, tag.name]);
    expect(open.map(({ stage, version, tag }) => [stage, version, tag])).toEqual(now);
  });

  it.each(HOSTILE)("is not obeyed by a terminal: %j in a tag's message and name of its tagger", (text) => {
    const message = `${text}\n\nPull-request: ${text}\nApproved-by: ${text}\nWaived: ${text}\n`;
    const tags = ["iris@v1.0.0", "iris#production#1"].map((name, index) => ({
      ...aTag(name, { time: day("2026-01-05") + index, message }),
      tagger: { name: text, email: text },
    }));
    const artifact = foldRegistry(tags).get("iris")!;
    for (const shown of [registryHistory(artifact), registryTable([artifact])]) {
      expect(shown).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
      expect(Math.max(...shown.split("\n").map(columnsOf))).toBeLessThanOrEqual(100);
    }
  });

  it("survives a time that no calendar has", () => {
    const artifact = foldRegistry([aTag("a@v1.0.0", { time: 9e15 })]).get("a")!;
    expect(registryHistory(artifact)).toContain("9000000000000000 s");
  });
});
