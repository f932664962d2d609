import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { githubApi } from "../../../src/adapters/github/index.ts";
import { TrunklineError } from "../../../src/core/errors.ts";
import {
  answers,
  cutOff,
  cutShort,
  type Fault,
  type RecordedGitHub,
  recordedGitHub,
} from "../../support/github.ts";

let github: RecordedGitHub;
beforeAll(async () => {
  github = await recordedGitHub();
  await github.local.openPullRequest({ title: "More", branch: "more", sha: "0".repeat(40), base: "main" });
});
afterAll(() => github?.close());
beforeEach(() => {
  github.faults.length = 0;
  github.sent.length = 0;
});
afterEach(() => expect(github.faults, "every fault was met").toEqual([]));

const html: Fault = (_request, response) => {
  response.writeHead(502, { "content-type": "text/html" }).end("<html><h1>Bad gateway</h1></html>");
  return true;
};

async function failing(call: "read" | "write", ...faults: Fault[]) {
  const [waits, said]: [number[], string[]] = [[], []];
  const api = await github.api({ waits, said });
  github.faults.push(...faults);
  const failure = await (call === "read" ? api.comments(1) : api.createComment(1, "words")).then(
    () => null,
    (error: unknown) => error,
  );
  return { failure, waits, said, requests: github.sent.length };
}

describe("an answer that trying again cannot change is told at once", () => {
  const cases = [
    [401, "Bad credentials", "github-unauthorized"],
    [403, "Must have admin rights", "github-forbidden"],
    [409, "Conflict", "github-conflict"],
    [422, "Validation Failed", "github-invalid"],
  ] as const;
  test.each(cases)("%i %s is %s", async (status, message, code) => {
    const { failure, requests } = await failing("read", answers(status, message));
    expect(requests).toBe(1);
    const [problem] = (failure as TrunklineError).problems;
    expect(failure).toBeInstanceOf(TrunklineError);
    expect((failure as TrunklineError).exit).toBe(3);
    expect(problem!.code).toBe(code);
    expect(problem!.found).toContain(`${status}, ${message}`);
    expect(problem!.next).toContain("https://docs.github.com/rest");
  });

  test("404 is no failure: the server has no such thing", async () => {
    github.faults.push(answers(404, "Not Found"));
    expect(await (await github.api()).comments(1)).toBeNull();
  });

  test("403 for a token that may only read is no failure either", async () => {
    github.faults.push(answers(403, "Resource not accessible by integration"));
    expect(await (await github.api()).createComment(1, "words")).toBeNull();
  });
});

describe("an answer that asks for patience gets it, and not for ever", () => {
  test("429 with retry-after: waits as long as it says, then goes on", async () => {
    const limit = answers(429, "Too many requests", { "retry-after": "7" });
    const { failure, waits, said } = await failing("read", limit, limit);
    expect(failure).toBeNull();
    expect(waits).toEqual([7, 7]);
    expect(said[0]).toContain("429");
  });

  test("a write is tried again, too: the limit refused it, so nothing was written", async () => {
    const { failure, requests } = await failing("write", answers(429, "slow", { "retry-after": "1" }));
    expect(failure).toBeNull();
    expect(requests).toBe(2);
  });

  test("the third refusal is told", async () => {
    const limit = answers(403, "You have exceeded a secondary rate limit");
    const { failure, waits, requests } = await failing("read", limit, limit, limit);
    expect([requests, waits.length]).toEqual([3, 2]);
    expect(failure).toMatchObject({ exit: 3 });
  });

  test("a limit that ends in an hour is told at once", async () => {
    const reset = String(Math.ceil(Date.now() / 1000) + 3600);
    const limit = answers(403, "API rate limit exceeded", {
      "x-ratelimit-remaining": "0",
      "x-ratelimit-reset": reset,
    });
    const { failure, requests } = await failing("read", limit);
    expect(requests).toBe(1);
    expect((failure as TrunklineError).problems[0].found).toContain("rate limit");
  });

  test("a limit that ends in seconds is waited for", async () => {
    const reset = String(Math.ceil(Date.now() / 1000) + 20);
    const headers = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset };
    const { failure, waits } = await failing("read", answers(403, "API rate limit exceeded", headers));
    expect(failure).toBeNull();
    expect(waits[0]).toBeGreaterThan(15);
    expect(waits[0]).toBeLessThanOrEqual(21);
  });
});

describe("a fault of the server or of the line", () => {
  const faults: readonly (readonly [string, Fault])[] = [
    ["500", answers(500, "Server Error")],
    ["502 in HTML", html],
    ["503", answers(503, "Unavailable")],
    ["a cut connection", cutOff],
    ["an answer cut short", cutShort],
  ];
  test.each(faults)("%s: a read is tried again", async (_name, fault) => {
    const { failure, requests } = await failing("read", fault, fault);
    expect(failure).toBeNull();
    expect(requests).toBe(3);
  });

  test.each(faults)("%s: three times, then it is told without a stack trace", async (_name, fault) => {
    const { failure } = await failing("read", fault, fault, fault);
    expect(failure).toMatchObject({ exit: 3 });
    const [{ code, found, next }] = (failure as TrunklineError).problems;
    expect(code).toMatch(/^github-(failed|unreachable)$/);
    expect(`${found}${next}`).not.toMatch(/<html|^ +at /m);
  });

  test.each(faults)("%s: a write is not repeated, since it may have been done", async (_name, fault) => {
    const { failure, requests } = await failing("write", fault);
    expect(requests).toBe(1);
    expect(failure).toMatchObject({ exit: 3 });
  });

  test("nobody there", async () => {
    const api = await githubApi({
      token: "t",
      repository: "flora/iris",
      apiUrl: "http://127.0.0.1:9",
      sleep: async () => {},
    });
    const failure = await api.createComment(1, "words").catch((error: unknown) => error);
    expect((failure as TrunklineError).problems[0].code).toBe("github-unreachable");
  });
});

test("the token is in no error", async () => {
  const { failure } = await failing("read", answers(401, "Bad credentials"));
  expect(JSON.stringify(failure, Object.getOwnPropertyNames(failure))).not.toContain(github.local.token);
});
