import { spawn } from "node:child_process";

/** An opener that fails does so at once; one that is still there after this has found its program. */
const PATIENCE_MILLISECONDS = 3000;

/** Shows a file with the program that the system has for it. False where there is none, or no screen. */
export function openInBrowser(path: string): Promise<boolean> {
  const [command, ...words] = openerOf(process.platform, path);
  return new Promise((resolve) => {
    const child = spawn(command, words, { stdio: "ignore", detached: true });
    const timer = setTimeout(() => done(true), PATIENCE_MILLISECONDS);
    const done = (opened: boolean): void => {
      clearTimeout(timer);
      child.unref();
      resolve(opened);
    };
    child.once("error", () => done(false));
    child.once("exit", (code) => done(code === 0));
  });
}

/** Without a shell: a path is never a part of a command line. */
function openerOf(platform: NodeJS.Platform, path: string): [string, ...string[]] {
  if (platform === "darwin") return ["open", path];
  if (platform === "win32") return ["rundll32", "url.dll,FileProtocolHandler", path];
  return ["xdg-open", path];
}
