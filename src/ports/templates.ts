/** What `init` writes from: the files that come with Trunkline, and the release that workflows should pin. */
export interface Templates {
  workflow(name: "pull-request" | "release" | "collect" | "profile"): Promise<string>;
  /** The version of this release of Trunkline, and its commit; null when that cannot be told. */
  release(): Promise<{ readonly commit: string | null; readonly version: string }>;
}
