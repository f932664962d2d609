import type { Path } from "./yaml-places.ts";

/** One contradiction: its code, the path to where it shows, what was found, what is expected, what to do. */
export type Contradiction = readonly [string, Path, string, string, string];
