import { cpus, totalmem } from "node:os";
import type { Machine } from "../ports/machine.ts";

export function thisMachine(): Machine {
  return {
    elapsed: () => performance.now(),
    // Node has kilobytes here on every platform.
    peakMemory: () => process.resourceUsage().maxRSS * 1024,
    describe: () => ({
      cpu: cpus()[0]?.model.trim() || "unknown",
      cores: Math.max(1, cpus().length),
      memory: totalmem(),
    }),
  };
}
