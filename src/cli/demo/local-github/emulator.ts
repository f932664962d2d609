import { badInput } from "../../../core/errors.ts";

export interface Emulator {
  readonly url: string;
  close(): Promise<void>;
}

/** The package is left out of the bundle: a server that only the demo needs. */
export async function startEmulator(seed: Readonly<Record<string, unknown>>): Promise<Emulator> {
  try {
    const { createEmulator } = await import("emulate");
    return await createEmulator({ service: "github", port: 0, seed });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw badInput({
      code: "demo-needs-checkout",
      found: "no package `emulate`, which plays GitHub's API in the demo",
      expected: "a checkout of Trunkline, with what it is developed with",
      next: "Clone the repository of Trunkline and run `npm run demo` in it.",
    });
  }
}
