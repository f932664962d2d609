import { afterAll, beforeAll, it } from "vitest";
import { killEverywhere, trainedOnly } from "./kill-everywhere.ts";
import type { Workbench } from "./workbench.ts";

let trained: Workbench;
beforeAll(() => {
  trained = trainedOnly();
});
afterAll(() => trained?.close());

it("registering, killed at every step that writes, then run again", { timeout: 240_000 }, () =>
  killEverywhere(trained, "register", "--push"),
);
