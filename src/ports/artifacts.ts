/** Files that one job of a workflow run leaves for another. */
export interface Artifacts {
  /** `files` are absolute paths below `folder`, kept for some days (7 where none are named). Returns the server's number for them. */
  upload(name: string, folder: string, files: readonly string[], days?: number): Promise<number | null>;
  /** False when the run has no artifact of that name. */
  download(name: string, into: string): Promise<boolean>;
}
