import { join } from "node:path";
import { badInput } from "../../core/errors.ts";
import { globPattern } from "../../core/glob-pattern.ts";
import type { Git } from "../../ports/git.ts";
import { ended } from "./command-objects.ts";
import type { Repository } from "./isomorphic-repository.ts";

type WorkTree = Pick<
  Git,
  "listFiles" | "changedPaths" | "switchToNewBranch" | "commitPaths" | "pushLargeFiles"
>;

export function isomorphicWorkTree(repository: Repository): WorkTree {
  const load = () => import("isomorphic-git");
  return {
    listFiles: async (globs) => {
      const git = await load();
      const matchers = globs.map(globPattern);
      // Columns: path, in HEAD, in the work tree (0: gone), in the index.
      const matrix = await git.statusMatrix({
        ...repository,
        filter: (path) => matchers.some((matcher) => matcher.test(path)),
      });
      return matrix
        .filter(([, , workTree]) => workTree !== 0)
        .map(([path]) => path)
        .sort();
    },
    changedPaths: async (commit, paths) => {
      const git = await load();
      const changed = await Promise.all(
        paths.map(async (path) => {
          const here = await repository.fs.promises.readFile(join(repository.dir, path)).catch(() => null);
          const there = await git.readBlob({ ...repository, oid: commit, filepath: path }).then(
            ({ blob }) => Buffer.from(blob),
            () => null,
          );
          const same = here === null ? there === null : there !== null && here.equals(there);
          return same ? [] : [path];
        }),
      );
      return changed.flat().sort();
    },
    switchToNewBranch: async (name) => {
      const git = await load();
      await git.branch({ ...repository, ref: name, checkout: true });
    },
    commitPaths: async (paths, message) => {
      const git = await load();
      const [name, email] = await Promise.all(
        ["user.name", "user.email"].map((path) => git.getConfig({ ...repository, path })),
      );
      if (!name || !email) throw noIdentity();
      for (const filepath of paths) {
        const present = await repository.fs.promises.stat(join(repository.dir, filepath)).catch(() => null);
        if (present) await git.add({ ...repository, filepath });
        else await git.remove({ ...repository, filepath });
      }
      return git.commit({ ...repository, message: ended(message), author: { name, email } });
    },
    // Without the command there are no filters: what is committed here is never a pointer.
    pushLargeFiles: async () => {},
  };
}

function noIdentity() {
  return badInput({
    code: "git-no-identity",
    found: "Git knows no user here",
    expected: "a name and an address to sign commits with",
    next: 'Run `git config user.name "…"` and `git config user.email "…"`.',
  });
}
