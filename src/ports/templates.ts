/** What `init` writes from: the files that come with Trunkline, and the release that workflows should pin. */
export interface Templates {
  workflow(name: "pull-request" | "release"): Promise<string>;
  /** The commit of this release of Trunkline, with its version; null when it cannot be told. */
  release(): Promise<{ readonly commit: string; readonly version: string } | null>;
}
