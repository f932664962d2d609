import type { Command } from "./command.ts";

/** Every command with one line on it; the code is loaded when the command is called. */
export interface Entry {
  readonly about: string;
  load(): Promise<Command>;
}

export const CATALOGUE: Readonly<Record<string, Entry>> = {
  init: {
    about: "write a spec and the workflows for this repository",
    load: async () => (await import("./init.ts")).init,
  },
  explain: {
    about: "print the spec with every default filled in",
    load: async () => (await import("./explain.ts")).explain,
  },
  run: {
    about: "validate, train, evaluate and gate; print the report",
    load: async () => (await import("./run.ts")).run,
  },
  collect: {
    about: "fetch data into snapshots, and lock what was fetched",
    load: async () => (await import("./collect.ts")).collect,
  },
  validate: {
    about: "check the data against the spec's expectations",
    load: async () => (await import("./validate.ts")).validate,
  },
  profile: {
    about: "describe the columns of data files; merge profiles",
    load: async () => (await import("./profile.ts")).profile,
  },
  drift: {
    about: "compare two data files: has the distribution moved?",
    load: async () => (await import("./drift.ts")).drift,
  },
  expect: {
    about: "print the expectations that the data suggest, or the difference",
    load: async () => (await import("./expect.ts")).expect,
  },
  train: {
    about: "find the model of this commit's recipe, or train it",
    load: async () => (await import("./train.ts")).train,
  },
  evaluate: {
    about: "compare the model with the champion; the gate decides",
    load: async () => (await import("./evaluate.ts")).evaluate,
  },
  compare: {
    about: "compare two versions, or two files of predictions",
    load: async () => (await import("./compare.ts")).compare,
  },
  metrics: {
    about: "every metric of a file of predictions",
    load: async () => (await import("./metrics.ts")).metrics,
  },
  report: {
    about: "print the pull request's comment",
    load: async () => (await import("./report.ts")).report,
  },
  register: {
    about: "give this commit's model its version",
    load: async () => (await import("./register.ts")).register,
  },
  deploy: {
    about: "put this commit's version on a stage",
    load: async () => (await import("./deploy.ts")).deploy,
  },
  rollback: {
    about: "prepare the commit that takes a stage back",
    load: async () => (await import("./rollback.ts")).rollback,
  },
  registry: {
    about: "show versions and stages, or their history",
    load: async () => (await import("./registry.ts")).registry,
  },
  doctor: {
    about: "check that this repository is ready for Trunkline",
    load: async () => (await import("./doctor.ts")).doctor,
  },
  demo: {
    about: "play the whole loop in a temporary folder",
    load: async () => (await import("./demo.ts")).demo,
  },
};
