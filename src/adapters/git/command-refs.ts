import type { Oid, PushOutcome, RefUpdate } from "../../ports/git.ts";
import { toPattern } from "./command-tags.ts";
import { decode, type GitRunner, gitFailed } from "./run-git.ts";

const ZERO = "0".repeat(40);

/** Local refs below a prefix. */
export async function localRefs(git: GitRunner, prefix: string): Promise<Map<string, Oid>> {
  const text = await git.text([
    "for-each-ref",
    "--format=%(objectname) %(refname)",
    prefix.replace(/\/$/, ""),
  ]);
  return refLines(text, " ");
}

/** The remote's refs; `--refs` leaves the peeled copies of tags out. */
export async function remoteRefs(
  git: GitRunner,
  remote: string,
  patterns: readonly string[],
): Promise<Map<string, Oid>> {
  const text = await git.text(["ls-remote", "--refs", "--quiet", remote, ...patterns]);
  const matchers = patterns.map(toPattern);
  // ls-remote matches patterns at any depth; only what was meant counts.
  return new Map([...refLines(text, "\t")].filter(([ref]) => matchers.some((matcher) => matcher.test(ref))));
}

function refLines(text: string, separator: string): Map<string, Oid> {
  const lines = text.split("\n").filter(Boolean);
  return new Map(
    lines.map((line) => [line.slice(line.indexOf(separator) + 1), line.slice(0, line.indexOf(separator))]),
  );
}

/** All or none, in one transaction of Git's. */
export async function updateRefs(git: GitRunner, updates: readonly RefUpdate[]): Promise<PushOutcome> {
  const lines = updates.map(({ ref, old, new: to }) => {
    const before = old === undefined ? "" : ` ${old ?? ZERO}`;
    return to === null ? `delete ${ref}${before}` : `update ${ref} ${to}${before}`;
  });
  const run = await git.try(["update-ref", "--no-deref", "--stdin"], `${lines.join("\n")}\n`);
  if (run.exit === 0) return { kind: "pushed" };
  if (
    /cannot lock ref|already exists|but expected|unable to resolve reference|reference is missing/i.test(
      run.err,
    )
  ) {
    return { kind: "rejected", detail: run.err.trim() };
  }
  throw gitFailed(["update-ref"], run.err);
}

/** Brings refs under their own names. Names without `*` that the remote lacks are left out, so that they do not fail the rest. */
export async function fetchRefs(
  git: GitRunner,
  remote: string,
  refs: readonly string[],
  shallow: boolean,
): Promise<void> {
  if (refs.length === 0) return;
  // Depth 1 keeps a shallow clone shallow; in a full one it would cut the history.
  const depth = shallow ? ["--depth=1"] : [];
  const fetch = (names: readonly string[]) =>
    git.try(
      ["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--force", ...depth, "--stdin", remote],
      names.map((name) => `+${name}:${name}\n`).join(""),
    );
  const run = await fetch(refs);
  if (run.exit === 0) return;
  if (!/couldn't find remote ref/i.test(run.err)) throw gitFailed(["fetch"], run.err);
  const there = [...(await remoteRefs(git, remote, refs)).keys()];
  if (there.length === 0) return;
  const again = await fetch(there);
  if (again.exit !== 0) throw gitFailed(["fetch"], again.err);
}

/** One push, all or none, each ref against what it must be before. */
export async function pushRefs(
  git: GitRunner,
  remote: string,
  updates: readonly RefUpdate[],
): Promise<PushOutcome> {
  if (updates.length === 0) return { kind: "pushed" };
  const leases = updates.flatMap(({ ref, old }) =>
    old === undefined ? [] : [`--force-with-lease=${ref}:${old ?? ""}`],
  );
  const specs = updates.map(({ ref, old, new: to }) => `${old === undefined ? "+" : ""}${to ?? ""}:${ref}`);
  const run = await git.try([
    "push",
    "--porcelain",
    "--atomic",
    "--no-verify",
    "--no-signed",
    ...leases,
    remote,
    ...specs,
  ]);
  if (run.exit === 0) return { kind: "pushed" };
  const said = `${decode(run.out)}\n${run.err}`;
  // The remote's own refusal (a ruleset, a hook) is no race: it would be refused again.
  const refused = /GH013|rule violations|hook declined|protected/i.test(said);
  const raced =
    /stale info|fetch first|already exists|cannot lock ref|failed to update ref|reference already exists|non-fast-forward|failed to lock/i;
  if (!refused && raced.test(said)) return { kind: "rejected", detail: said.trim() };
  throw gitFailed(["push"], said);
}
