import { defineConfig } from "vitest/config";

// The workflows under act: slower than the rest and in need of a runner, so they are run by their own command.
export default defineConfig({
  test: {
    root: new URL("../..", import.meta.url).pathname,
    include: ["test/act/**/*.test.ts"],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    fileParallelism: false,
  },
});
