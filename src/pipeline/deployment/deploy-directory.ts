import { type Problem, refused } from "../../core/errors.ts";
import type { World } from "../../ports/world.ts";
import type { Bundle } from "../../records/bundle.ts";
import { openBundle } from "../../records/bundle-files.ts";
import type { DirectoryTarget } from "../../records/spec.ts";
import {
  CURRENT,
  isHalfMadeLink,
  isReleaseName,
  releaseFolder,
  releasesToRemove,
} from "../../stages/deployment/releases.ts";
import { fromRoot, type Project } from "../project.ts";
import { askSmokeTest } from "./ask-smoke-test.ts";

export interface DirectoryOutcome {
  /** `kept`: the release was there and current. `repaired`: it was current, but not whole. */
  readonly outcome: "switched" | "kept" | "repaired";
  readonly path: string;
  readonly previous: string | null;
  /** Whether the model was asked; a model that a command trained cannot be asked here. */
  readonly smoke: "passed" | "not-possible";
}

interface Request {
  readonly target: DirectoryTarget;
  readonly version: string;
  readonly bundle: Bundle;
}

/**
 * Releases lie side by side under `releases/`; `current` is a link to one of them and is switched in one step. The release is checked
 * before the switch and, through the link, after it; when the second check fails the link goes back to where it was.
 */
export async function deployToDirectory(
  world: World,
  project: Project,
  request: Request,
): Promise<DirectoryOutcome> {
  const { files } = world;
  const base = basePath(world, project, request.target.path);
  const link = `${base}/${CURRENT}`;
  const folder = releaseFolder(request.version);
  const previous = await currentRelease(world, base);
  const { smoke, placed } = await placeRelease(world, `${base}/${folder}`, request.bundle);
  if (previous === folder) {
    await removeOldReleases(world, base, folder, previous, request.target.keep);
    return { outcome: placed ? "repaired" : "kept", path: base, previous, smoke };
  }
  await files.switchLink(link, folder);
  try {
    await verifyRelease(world, link, request.bundle);
  } catch (error) {
    if (previous !== null) await files.switchLink(link, previous);
    else await files.remove(link);
    throw switchedBack(error, request.version, previous);
  }
  await removeOldReleases(world, base, folder, previous, request.target.keep);
  return { outcome: "switched", path: base, previous, smoke };
}

function basePath(world: World, project: Project, path: string): string {
  // An absolute path is a mount outside of the repository, which the team named on purpose.
  return path.startsWith("/") ? path.replace(/\/+$/, "") : `${world.git.root}/${fromRoot(project, path)}`;
}

async function currentRelease(world: World, base: string): Promise<string | null> {
  const link = `${base}/${CURRENT}`;
  const target = await world.files.readLink(link);
  if (target !== null) return isReleaseName(target) ? target : null;
  if ((await world.files.real(link)) === null) return null;
  throw refused({
    code: "deploy-current-not-a-link",
    found: `${link} is there, but is no link`,
    expected: "a link that Trunkline switches from release to release",
    next: "Move it away, then run this again.",
  });
}

/** Puts the release there under its final name in one step; one that is there and whole stays, a damaged one is made anew. */
async function placeRelease(
  world: World,
  folder: string,
  bundle: Bundle,
): Promise<{ readonly smoke: DirectoryOutcome["smoke"]; readonly placed: boolean }> {
  try {
    if ((await world.files.names(folder)) !== null)
      return { smoke: await verifyRelease(world, folder, bundle), placed: false };
    world.console.say(`Placing ${bundle.manifest.model} in ${folder} …`);
  } catch (error) {
    world.console.say(
      `The release in ${folder} is damaged (${(error as Error).message.split("\n")[0]}); placing it anew.`,
    );
  }
  const building = `${folder}.new`;
  await world.files.remove(building);
  for (const [path, bytes] of bundle.files) await world.files.write(`${building}/${path}`, bytes);
  const smoke = await verifyRelease(world, building, bundle);
  await world.files.remove(folder);
  await world.files.rename(building, folder);
  return { smoke, placed: true };
}

/** What lies there is the bundle, byte for byte, and it answers as it did when it was made. */
async function verifyRelease(
  world: World,
  folder: string,
  bundle: Bundle,
): Promise<DirectoryOutcome["smoke"]> {
  const paths = (await world.files.list(folder)) ?? [];
  const files = new Map<string, Uint8Array>();
  for (const path of paths) {
    const bytes = await world.files.read(`${folder}/${path}`);
    if (bytes !== null) files.set(path, bytes);
  }
  return askSmokeTest(openBundle(files, folder, bundle.digest));
}

async function removeOldReleases(
  world: World,
  base: string,
  current: string,
  previous: string | null,
  keep: number,
) {
  const halfMade = ((await world.files.names(base)) ?? []).filter(isHalfMadeLink);
  for (const name of halfMade) await world.files.remove(`${base}/${name}`);
  const names = (await world.files.names(`${base}/releases`)) ?? [];
  for (const name of releasesToRemove(names, [current, previous], keep))
    await world.files.remove(`${base}/releases/${name}`);
}

function switchedBack(error: unknown, version: string, previous: string | null): Error {
  const problem: Problem = {
    code: "deploy-check-failed",
    found: `${version} failed its check after the switch: ${(error as Error).message}`,
    expected: "the deployed model to be whole and to answer as it did when it was made",
    next: previous
      ? `Nothing was lost: the target is back on ${previous}. Look into the release, then deploy again.`
      : "Nothing is deployed. Look into the release, then deploy again.",
  };
  return refused(problem);
}
