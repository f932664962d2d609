import { afterEach, beforeEach, expect, test } from "vitest";
import { type CommentRequest, publishComment } from "../../../src/pipeline/publishing/publish-comment.ts";
import type { GitHub } from "../../../src/ports/github.ts";
import { type RecordedGitHub, recordedGitHub } from "../../support/github.ts";

const HEAD = "a".repeat(40);
const MARKER = "<!-- trunkline:report model=iris -->";
let github: RecordedGitHub;
let api: GitHub;
let pullRequest: number;

beforeEach(async () => {
  github = await recordedGitHub();
  api = await github.api();
  pullRequest = await github.local.openPullRequest({ title: "t", branch: "b", sha: HEAD, base: "main" });
});
afterEach(async () => {
  expect(github.wrong()).toEqual([]);
  await github.close();
});

const request = (text: string, more: Partial<CommentRequest> = {}): CommentRequest => ({
  pullRequest,
  head: HEAD,
  marker: MARKER,
  body: `${MARKER}\n${text}`,
  ...more,
});
const texts = async () => (await api.comments(pullRequest))!.map(({ body }) => body);

test("the first report makes a comment, the next ones change it, the same one leaves it", async () => {
  expect(await publishComment({ github: api }, request("one"))).toMatchObject({ outcome: "created" });
  expect(await publishComment({ github: api }, request("two"))).toMatchObject({ outcome: "updated" });
  expect(await publishComment({ github: api }, request("two"))).toMatchObject({ outcome: "unchanged" });
  expect(await texts()).toEqual([request("two").body]);
});

test("another model's comment and a person's are left alone", async () => {
  const other = "<!-- trunkline:report model=iris-large -->\nof the other model";
  await api.createComment(pullRequest, other);
  await api.createComment(pullRequest, `I quote: ${MARKER}`);
  await publishComment({ github: api }, request("mine"));
  expect(await texts()).toEqual([other, `I quote: ${MARKER}`, request("mine").body]);
});

test("a stranger's copy of the marker is neither taken for ours nor removed", async () => {
  const stranger = await github.api({ token: github.local.strangerToken });
  await stranger.createComment(pullRequest, request("all is well").body);
  expect(await publishComment({ github: api }, request("regressed"))).toMatchObject({ outcome: "created" });
  expect(await texts()).toEqual([request("all is well").body, request("regressed").body]);
});

test("runs that race leave one comment", async () => {
  const runs = ["a", "b", "c", "d"].map((text) => publishComment({ github: api }, request(text)));
  await Promise.all(runs);
  expect(await texts()).toHaveLength(1);
});

test("copies that a killed run left are removed, the oldest stays", async () => {
  const oldest = (await api.createComment(pullRequest, request("old").body))!;
  await api.createComment(pullRequest, request("copy").body);
  await publishComment({ github: api }, request("new"));
  const left = (await api.comments(pullRequest))!;
  expect(left.map(({ id, body }) => [id, body])).toEqual([[oldest.id, request("new").body]]);
});

test("a run that is late says nothing over a newer commit's report", async () => {
  await publishComment({ github: api }, request("of the newer commit"));
  const late = request("of the older commit", { head: "b".repeat(40) });
  expect(await publishComment({ github: api }, late)).toEqual({ outcome: "outdated", url: null });
  expect(await texts()).toEqual([request("of the newer commit").body]);
});

test("a comment that is removed at that moment is made anew", async () => {
  const { id } = (await api.createComment(pullRequest, request("old").body))!;
  const hasty: GitHub = {
    ...api,
    updateComment: async (...given) => {
      await api.deleteComment(id);
      return api.updateComment(...given);
    },
  };
  expect(await publishComment({ github: hasty }, request("new"))).toMatchObject({ outcome: "created" });
  expect(await texts()).toEqual([request("new").body]);
});

test("a token that may only read, or none, writes nothing", async () => {
  const reader = await github.api({ token: github.local.readOnlyToken });
  expect(await publishComment({ github: reader }, request("one"))).toMatchObject({ outcome: "read-only" });
  expect(await publishComment({ github: null }, request("one"))).toMatchObject({ outcome: "read-only" });
  expect(await texts()).toEqual([]);
});
