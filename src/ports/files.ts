/** A file that is read piece by piece. Close it. */
export interface OpenFile {
  readonly size: number;
  /** The bytes from `start` up to `end`, in a buffer of their own. */
  part(start: number, end: number): Promise<ArrayBuffer>;
  /** All bytes in order. A chunk is valid until the next one is asked for. */
  chunks(): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

/** The disk. Paths are absolute. Missing is an answer; everything else that goes wrong is a TrunklineError with exit code 3. */
export interface Files {
  /** Null when there is no such file. */
  read(path: string): Promise<Uint8Array | null>;
  /** For files that may not fit into memory. Null when there is no such file. */
  open(path: string): Promise<OpenFile | null>;
  /** Writes to a temporary name beside it, flushes, renames: never half a file under the final name. Makes the folders. */
  write(path: string, bytes: Uint8Array | string): Promise<void>;
  /** Paths of all files below a folder, relative, with `/`, sorted. Null when there is no such folder. Links are not followed. */
  list(folder: string): Promise<string[] | null>;
  /** Names in a folder, sorted. Null when there is no such folder. */
  names(folder: string): Promise<string[] | null>;
  /** Renames a folder or file; replaces no folder. */
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** Where a link points, as written; null when there is no link. */
  readLink(path: string): Promise<string | null>;
  /** Makes `path` a link to `to` (relative), replacing an earlier link atomically. */
  switchLink(path: string, to: string): Promise<void>;
  makeFolder(path: string): Promise<void>;
  /** A new empty folder for the work of this process. */
  temporary(label: string): Promise<string>;
  /** The path with all links resolved; null when it does not exist. */
  real(path: string): Promise<string | null>;
}
