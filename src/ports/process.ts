export interface CommandRun {
  /** Run by the shell: it is the team's own line from the spec. */
  readonly command: string;
  readonly cwd: string;
  /** Added to a clean environment: the caller's, less everything that looks like a credential. */
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
}

export interface CommandResult {
  /** Null when a signal ended it. */
  readonly exit: number | null;
  readonly timedOut: boolean;
  /** The last lines of what it printed to standard error. */
  readonly errorTail: string;
}

/** Runs the team's own commands. Output goes to this process's standard error as it comes. */
export interface Process {
  run(command: CommandRun): Promise<CommandResult>;
}
