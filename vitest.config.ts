import { readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";
import { SlowFirst } from "./test/support/slow-first.ts";

// GitHub's own parser of workflows imports JSON in a way that Node no longer accepts, but vitest's loader does; and its
// source maps point at files that it does not ship, which would be a warning each.
const workflowParser = /@actions[\\/](workflow-parser|expressions)[\\/].*\.js$/;

export default defineConfig({
  plugins: [
    {
      name: "workflow-parser",
      enforce: "pre",
      load: (path) =>
        workflowParser.test(path)
          ? readFileSync(path, "utf8").replace(/^\/\/# sourceMappingURL=.*$/m, "")
          : null,
    },
  ],
  test: {
    include: ["test/**/*.test.ts"],
    // Tests under act need the runner, those in the browser need Chromium, those of databases PostgreSQL; commands of their own name them.
    exclude: ["test/act/**", "test/browser/**", "test/postgres/**", "**/node_modules/**"],
    server: { deps: { inline: [workflowParser] } },
    // All cores: left alone, vitest keeps one back, which on two is half of them.
    maxWorkers: "100%",
    sequence: { sequencer: SlowFirst },
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
