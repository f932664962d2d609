import { badInput } from "../../core/errors.ts";
import type { Git, Oid } from "../../ports/git.ts";
import { toPattern } from "./command-tags.ts";
import { isomorphicFailed, type Repository } from "./isomorphic-repository.ts";
import type { Access } from "./run-git.ts";

type Remote = Pick<Git, "remoteRefs" | "hasRemote" | "fetch" | "fetchCommit" | "push">;

/** Talking to remotes, by HTTP alone. */
export function isomorphicRemote(repository: Repository, { token }: Access): Remote {
  const load = async () => {
    const [git, http] = await Promise.all([import("isomorphic-git"), import("isomorphic-git/http/node")]);
    return { git, http: http.default ?? http };
  };
  const onAuth = () => (token ? { username: "x-access-token", password: token } : { cancel: true });

  const urlOf = async (remote: string): Promise<string> => {
    const { git } = await load();
    const url: unknown = await git.getConfig({ ...repository, path: `remote.${remote}.url` });
    if (typeof url === "string" && /^https?:\/\//.test(url)) return url;
    throw badInput({
      code: url ? "git-remote-not-http" : "git-no-remote",
      found: url ? `the remote ${remote} at ${String(url)}` : `no remote ${remote}`,
      expected: "a remote by http:// or https://, or the `git` command on this machine",
      next: "Install Git, or set another address with `git remote set-url`.",
    });
  };

  const advertised = async (remote: string): Promise<Map<string, Oid>> => {
    const { git, http } = await load();
    const url = await urlOf(remote);
    try {
      const refs = await git.listServerRefs({ http, url, onAuth, protocolVersion: 1 });
      return new Map(refs.filter(({ ref }) => !ref.endsWith("^{}")).map(({ ref, oid }) => [ref, oid]));
    } catch (error) {
      throw isomorphicFailed(`listing the refs of ${remote}`, error, token);
    }
  };

  const remoteRefs: Remote["remoteRefs"] = async (remote, patterns) => {
    const matchers = patterns.map(toPattern);
    return new Map(
      [...(await advertised(remote))].filter(([ref]) => matchers.some((matcher) => matcher.test(ref))),
    );
  };

  const fetchOne = async (remote: string, ref: string): Promise<void> => {
    const { git, http } = await load();
    const url = await urlOf(remote);
    const shallow = await repository.fs.promises.stat(`${repository.gitdir}/shallow`).then(
      () => ({ depth: 1 }),
      () => ({}),
    );
    try {
      await git.fetch({
        ...repository,
        http,
        url,
        remote,
        remoteRef: ref,
        ref,
        singleBranch: true,
        tags: false,
        onAuth,
        ...shallow,
      });
    } catch (error) {
      throw isomorphicFailed(`fetching ${ref}`, error, token);
    }
  };

  return {
    remoteRefs,
    hasRemote: async (remote) => {
      const { git } = await load();
      return Boolean(await git.getConfig({ ...repository, path: `remote.${remote}.url` }));
    },
    fetch: async (remote, refs) => {
      const { git } = await load();
      // A refspec with a star fetches nothing here, so each ref is brought by its name.
      for (const [ref, oid] of await remoteRefs(remote, refs)) {
        await fetchOne(remote, ref);
        await git.writeRef({ ...repository, ref, value: oid, force: true });
      }
    },
    fetchCommit: async (remote, commit) => {
      const named = [...(await advertised(remote))].find(([, oid]) => oid === commit);
      if (!named) return false;
      await fetchOne(remote, named[0]);
      return true;
    },
    push: async (remote, updates) => {
      const { git, http } = await load();
      const url = await urlOf(remote);
      for (const { ref, old, new: to } of updates) {
        if (old !== undefined) {
          const present = (await advertised(remote)).get(ref) ?? null;
          if (present !== old) return { kind: "rejected", detail: `${ref} is at ${present ?? "nothing"}` };
        }
        // Pushed by a ref of its own, since only refs can be pushed; it is gone afterwards.
        const temporary = `refs/trunkline/outgoing/${to ?? "none"}`;
        if (to !== null) await git.writeRef({ ...repository, ref: temporary, value: to, force: true });
        try {
          const target = { ...repository, http, url, remote, remoteRef: ref, onAuth };
          const done =
            to === null
              ? await git.push({ ...target, ref: "HEAD", delete: true })
              : await git.push({ ...target, ref: temporary, force: old !== null });
          if (done.error || !done.ok)
            return { kind: "rejected", detail: done.error ?? `${ref} was not taken` };
        } catch (error) {
          const { code } = error as { code?: string };
          if (code === "PushRejectedError" || code === "GitPushError")
            return { kind: "rejected", detail: String(error) };
          throw isomorphicFailed(`pushing ${ref}`, error, token);
        } finally {
          if (to !== null) await git.deleteRef({ ...repository, ref: temporary });
        }
      }
      return { kind: "pushed" };
    },
  };
}
