import { type ChildProcess, spawn } from "node:child_process";
import type { Process } from "../ports/process.ts";

/** Lines of standard error that are kept for the report of a failure. */
const TAIL_CHARACTERS = 2000;
/** Between asking a command to stop and stopping it. */
const GRACE_MILLISECONDS = 5000;

/**
 * What the team's code must not see: credentials, and the files through which a step speaks to its runner (a training command
 * could otherwise put a program on the path of the steps after it).
 */
const WITHHELD =
  /TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL|PRIVATE_KEY|^INPUT_|^GIT_CONFIG_|^GIT_ASKPASS|^SSH_AUTH_SOCK|^ACTIONS_(ID|RUNTIME|CACHE|RESULTS)|^GITHUB_(ENV|PATH|OUTPUT|STATE|STEP_SUMMARY)$/i;

export function withoutCredentials(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !WITHHELD.test(name)));
}

/** Runs commands by the shell, each in a process group of its own, so that what it started ends with it. */
export function shellProcess(): Process {
  return {
    run: ({ command, cwd, env, timeoutSeconds }) =>
      new Promise((resolve, reject) => {
        const child = spawn(command, {
          cwd,
          env: { ...withoutCredentials(process.env), ...env },
          shell: true,
          detached: process.platform !== "win32",
          stdio: ["ignore", "pipe", "pipe"],
        });
        let errorTail = "";
        let timedOut = false;
        child.stdout.on("data", (text) => process.stderr.write(text));
        child.stderr.on("data", (text) => {
          process.stderr.write(text);
          errorTail = `${errorTail}${text}`.slice(-TAIL_CHARACTERS);
        });
        const timer = setTimeout(() => {
          timedOut = true;
          stop(child, "SIGTERM");
          setTimeout(() => stop(child, "SIGKILL"), GRACE_MILLISECONDS).unref();
        }, timeoutSeconds * 1000);
        const interrupted = () => stop(child, "SIGKILL");
        process.once("exit", interrupted);
        child.on("error", reject);
        child.on("close", (exit) => {
          clearTimeout(timer);
          process.removeListener("exit", interrupted);
          resolve({ exit, timedOut, errorTail });
        });
      }),
  };
}

function stop(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32") child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // It has ended by itself in the meantime.
  }
}
