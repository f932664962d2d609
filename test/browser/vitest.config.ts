import { defineConfig } from "vitest/config";

// The HTML report in a real browser. It needs Chromium (CHROMIUM names it where it is not /usr/bin/chromium), so it is run by its own
// command; it writes the pictures of the documentation anew.
export default defineConfig({
  test: {
    root: new URL("../..", import.meta.url).pathname,
    include: ["test/browser/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});
