import { defineConfig } from "vitest/config";

// The comment and the HTML report in a real browser. They need Chromium (CHROMIUM names it where it is not /usr/bin/chromium), so they are
// run by a command of their own; `npm run pictures` also writes the pictures of the documentation anew.
export default defineConfig({
  test: {
    root: new URL("../..", import.meta.url).pathname,
    include: ["test/browser/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});
