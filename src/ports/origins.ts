/** A file on a server, or one answer of an API. */
export interface WebRequest {
  readonly url: string;
  /** Values may be secrets: they are sent to the address's own host only, and told to nobody. */
  readonly headers: Readonly<Record<string, string>>;
  /** Of the snapshot that is there: the server may answer that nothing has changed. */
  readonly etag?: string;
  /** When that snapshot was last changed, as the server said: for servers that give no ETag. */
  readonly modified?: string;
  /** The most bytes of the whole source, and how many of them have come already. */
  readonly mostBytes: number;
  readonly spentBytes?: number;
  /** Whether 404 is an answer. */
  readonly mayBeMissing?: boolean;
}

export type WebAnswer =
  | { readonly kind: "unchanged" }
  | { readonly kind: "missing" }
  | {
      readonly kind: "content";
      readonly bytes: Uint8Array;
      readonly etag: string | null;
      /** The header Last-Modified. */
      readonly modified: string | null;
      /** The media type, without parameters; empty when the server says none. */
      readonly type: string;
    };

export interface DatabaseRequest {
  readonly query: string;
  readonly mostBytes: number;
}

/**
 * Where data come from besides the repository. What goes wrong out there is a TrunklineError with exit code 3 whose text holds
 * no credential; a request that can never be answered (no such variable, a refused query) has exit code 2.
 */
export interface Origins {
  /** The value of an environment variable; undefined when it is not set, or empty. */
  variable(name: string): string | undefined;
  get(request: WebRequest): Promise<WebAnswer>;
  /** The rows of a query that only reads, each a JSON object. `address` is a secret as a whole. */
  postgres(address: string, request: DatabaseRequest): Promise<string[]>;
  sqlite(path: string, request: DatabaseRequest): Promise<string[]>;
}
