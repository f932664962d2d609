import { badInput } from "../../../core/errors.ts";

export interface Emulator {
  readonly url: string;
  close(): Promise<void>;
}

interface Emulate {
  createEmulator(options: {
    service: "github";
    port: number;
    seed: Readonly<Record<string, unknown>>;
  }): Promise<Emulator>;
}

/** Imported by a name that is put together here, so that no bundle takes in a server that only the demo needs. */
const PACKAGE = ["emulate"].join("");

export async function startEmulator(seed: Readonly<Record<string, unknown>>): Promise<Emulator> {
  let emulate: Emulate;
  try {
    emulate = (await import(PACKAGE)) as Emulate;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw badInput({
      code: "demo-needs-checkout",
      found: "no package `emulate`, which plays GitHub's API in the demo",
      expected: "a checkout of Trunkline, with what it is developed with",
      next: "Clone the repository of Trunkline and run `npm run demo` in it.",
    });
  }
  return emulate.createEmulator({ service: "github", port: 0, seed });
}
