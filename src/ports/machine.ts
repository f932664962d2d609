/** The machine that this process runs on. */
export interface Machine {
  /** Milliseconds since some moment, with fractions; never goes back. */
  elapsed(): number;
  /** The most memory that this process has held so far, in bytes. */
  peakMemory(): number;
  describe(): { readonly cpu: string; readonly cores: number; readonly memory: number };
}
