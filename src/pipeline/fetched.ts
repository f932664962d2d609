/** What came of one source; `bytes` is null when the server says that nothing has changed. */
export interface Fetched {
  readonly bytes: Uint8Array | null;
  /** Where from, as it may stand in the lock. */
  readonly origin: string;
  readonly etag: string | null;
  /** To be called when all is written: removes what was kept aside. */
  done(): Promise<void>;
}
