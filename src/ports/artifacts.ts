/** Files that one job of a workflow run leaves for another. */
export interface Artifacts {
  /** `files` are absolute paths below `folder`. */
  upload(name: string, folder: string, files: readonly string[]): Promise<void>;
  /** False when the run has no artifact of that name. */
  download(name: string, into: string): Promise<boolean>;
}
