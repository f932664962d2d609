/** What came of one source; `bytes` is null when the server says that nothing has changed. */
export interface Fetched {
  readonly bytes: Uint8Array | null;
  /** Where from, as it may stand in the lock. */
  readonly origin: string;
  /** What the server says that this state of the file is known by. */
  readonly etag?: string | null;
  readonly modified?: string | null;
  /** To be called when all is written: removes what was kept aside. */
  done(): Promise<void>;
}
