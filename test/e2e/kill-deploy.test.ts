import { afterAll, beforeAll, it } from "vitest";
import { killEverywhere, trainedOnly } from "./kill-everywhere.ts";
import type { Workbench } from "./workbench.ts";

let registered: Workbench;
beforeAll(() => {
  registered = trainedOnly();
  registered.trunkline("register", "--push");
});
afterAll(() => registered?.close());

it("deploying, killed at every step that writes, then run again", { timeout: 240_000 }, () =>
  killEverywhere(registered, "deploy", "production", "--push"),
);
