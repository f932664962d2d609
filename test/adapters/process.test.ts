import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { shellProcess, withoutCredentials } from "../../src/adapters/process.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "trunkline-test-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = (command: string, timeoutSeconds = 10, env = {}) =>
  shellProcess().run({ command, cwd: folder, env, timeoutSeconds });

test("a command runs in its folder with what it is given, and its end is told", async () => {
  expect(await run('printf %s "$GREETING" > out', 10, { GREETING: "hello" })).toMatchObject({ exit: 0 });
  expect(readFileSync(join(folder, "out"), "utf8")).toBe("hello");
  expect(await run("echo why >&2; exit 7")).toEqual({ exit: 7, timedOut: false, errorTail: "why\n" });
});

test("of a long complaint the end is kept", async () => {
  const { errorTail } = await run(
    'i=0; while [ $i -lt 2000 ]; do echo "line $i" >&2; i=$((i+1)); done; exit 1',
  );
  expect(errorTail.length).toBeLessThanOrEqual(2000);
  expect(errorTail).toContain("line 1999");
});

test("a command that takes too long ends, and so does what it started", async () => {
  const result = await run("(sleep 3; touch late) & sleep 60", 1);
  expect(result).toMatchObject({ timedOut: true });
  await new Promise((resolve) => setTimeout(resolve, 3000));
  expect(existsSync(join(folder, "late"))).toBe(false);
});

test("what a command is not shown", () => {
  const withheld = {
    GITHUB_TOKEN: "1",
    NPM_TOKEN: "1",
    AWS_SECRET_ACCESS_KEY: "1",
    DB_PASSWORD: "1",
    INPUT_TOKEN: "1",
    INPUT_SPEC: "1",
    ACTIONS_RUNTIME_TOKEN: "1",
    ACTIONS_ID_TOKEN_REQUEST_URL: "1",
    ACTIONS_RESULTS_URL: "1",
    GIT_CONFIG_VALUE_0: "1",
    SSH_AUTH_SOCK: "1",
    GITHUB_ENV: "1",
    GITHUB_PATH: "1",
    GITHUB_OUTPUT: "1",
  };
  const shown = { PATH: "/bin", HOME: "/home", LANG: "C", GITHUB_SHA: "1", CUDA_VISIBLE_DEVICES: "0" };
  expect(withoutCredentials({ ...withheld, ...shown })).toEqual(shown);
});
