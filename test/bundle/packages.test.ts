import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { bundle, writeBundle } from "../../scripts/bundle.js";

type Exports = [string, string[]][];

const entry = "test/bundle/entries/packages.js";
const run = (path: string): Exports =>
  JSON.parse(execFileSync(process.execPath, [path], { encoding: "utf8" }));

it("gives of each package that is loaded late what Node gives of it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "trunkline-packages-"));
  try {
    writeBundle(folder, await bundle(entry));
    const bundled = new Map(run(join(folder, "index.js")));
    const native = run(fileURLToPath(new URL(`../../${entry}`, import.meta.url)));
    expect(native.length).toBeGreaterThan(5);
    for (const [name, exported] of native)
      expect([name, exported.filter((one) => !bundled.get(name)?.includes(one))]).toEqual([name, []]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
