import { spawn } from "node:child_process";
import { outsideFailed, type TrunklineError } from "../../core/errors.ts";

export interface GitRun {
  readonly exit: number;
  readonly out: Uint8Array;
  readonly err: string;
}

export interface GitRunner {
  readonly root: string;
  /** Runs git and returns what it said, whatever that was. */
  try(words: readonly string[], input?: Uint8Array | string): Promise<GitRun>;
  /** Runs git, which must end well; returns its output as text. */
  text(words: readonly string[], input?: Uint8Array | string): Promise<string>;
}

export interface Access {
  readonly token?: string;
  /** Where the token is good for. */
  readonly serverUrl?: string;
}

/** Runs the `git` command in a folder. Asks nobody anything, speaks English, and shows no credential. */
export function gitRunner(root: string, access: Access): GitRunner {
  const env = { ...process.env, ...QUIET, ...credentials(access) };
  const attempt = (words: readonly string[], input?: Uint8Array | string) =>
    spawnGit(root, env, words, input);
  return {
    root,
    try: attempt,
    text: async (words, input) => {
      const run = await attempt(words, input);
      if (run.exit !== 0) throw gitFailed(words, run.err, access.token);
      return decode(run.out);
    },
  };
}

const QUIET = { GIT_TERMINAL_PROMPT: "0", LC_ALL: "C", GIT_OPTIONAL_LOCKS: "0" };

/** By the environment, never on the command line. The empty value first drops a header that `checkout` left: two are refused. */
function credentials({ token, serverUrl }: Access): Record<string, string> {
  if (!token || !serverUrl) return {};
  const given = Number(process.env.GIT_CONFIG_COUNT ?? 0);
  const key = `http.${serverUrl.replace(/\/+$/, "")}/.extraheader`;
  const basic = Buffer.from(`x-access-token:${token}`).toString("base64");
  return {
    GIT_CONFIG_COUNT: String(given + 2),
    [`GIT_CONFIG_KEY_${given}`]: key,
    [`GIT_CONFIG_VALUE_${given}`]: "",
    [`GIT_CONFIG_KEY_${given + 1}`]: key,
    [`GIT_CONFIG_VALUE_${given + 1}`]: `AUTHORIZATION: basic ${basic}`,
  };
}

function spawnGit(
  cwd: string,
  env: NodeJS.ProcessEnv,
  words: readonly string[],
  input?: Uint8Array | string,
): Promise<GitRun> {
  return new Promise((resolve, reject) => {
    const child = spawn("git", words, {
      cwd,
      env,
      stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout!.on("data", (chunk: Buffer) => out.push(chunk));
    child.stderr!.on("data", (chunk: Buffer) => err.push(chunk));
    child.on("error", (error) => reject(gitFailed(words, error.message)));
    child.on("close", (exit) =>
      resolve({ exit: exit ?? 1, out: Buffer.concat(out), err: Buffer.concat(err).toString() }),
    );
    // Git may end before it has read all; what it says is told by its exit.
    child.stdin?.on("error", () => {});
    child.stdin?.end(input);
  });
}

export function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

const CAUSES: readonly (readonly [RegExp, string, string])[] = [
  [
    /GH013|protected tag|repository rule violations|pre-receive hook declined/i,
    "git-refused-by-rule",
    "A ruleset of the repository protects these refs. Pass an App's token that may bypass it as the `token` input, or change the ruleset.",
  ],
  [
    /authentication failed|could not read (username|password)|permission to .* denied|http basic: access denied|403|401|write access to repository not granted/i,
    "git-unauthorized",
    "Give the job `contents: write` (or `read`), or pass a token that may do this.",
  ],
  [
    /could not resolve host|unable to access|connection (refused|timed out|reset)|early eof|remote end hung up|could not connect/i,
    "git-unreachable",
    "Look at the network and the remote's address, then run again; nothing was half done.",
  ],
  [
    /does not appear to be a git repository|repository .* not found|no such remote/i,
    "git-no-remote",
    "Correct it with `git remote set-url origin URL`.",
  ],
];

/** Git's own words, made into an error for people, without the credential that they may quote. */
export function gitFailed(words: readonly string[], err: string, token?: string): TrunklineError {
  const said = (token ? err.replaceAll(token, "***") : err)
    .replace(/(https?:\/\/)[^/@\s]+@/g, "$1***@")
    .trim();
  const [, code, next] = CAUSES.find(([pattern]) => pattern.test(said)) ?? [
    null,
    "git-failed",
    "Look at what Git says, then run again.",
  ];
  const command = words.find((word) => /^[a-z]/.test(word)) ?? "";
  return outsideFailed({
    code,
    found: `git ${command}: ${said.split("\n").slice(0, 6).join("; ") || "no word"}`,
    next,
  });
}
