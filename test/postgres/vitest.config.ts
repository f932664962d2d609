import { defineConfig } from "vitest/config";

// A real PostgreSQL: not every machine has one, so these tests are run by their own command.
export default defineConfig({
  test: {
    root: new URL("../..", import.meta.url).pathname,
    include: ["test/postgres/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
});
