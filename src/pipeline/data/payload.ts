import { digestBytes, digestChunks, digestJson } from "../../core/digest.ts";
import { badInput, type Problem } from "../../core/errors.ts";
import { showPath } from "../../core/show-text.ts";
import type { World } from "../../ports/world.ts";
import { type DvcPointer, isPayload, parseDvcPointer } from "../../stages/data/pointers/dvc-pointer.ts";
import { type LfsPointer, parseLfsPointer } from "../../stages/data/pointers/lfs-pointer.ts";
import { fromRoot } from "../project.ts";
import type { Payload, Source } from "./source.ts";

/**
 * What stands behind a file of the work tree: itself; behind a pointer of Git LFS or DVC its payload, where that has been
 * fetched. Null when there is no such file. Files of more than `most` bytes, other than payloads of DVC, are not held: only
 * their digest is told, and where they are.
 */
export async function payloadAt(world: World, path: string, most = Infinity): Promise<Payload | null> {
  const large = most < Infinity && !path.endsWith(".dvc") ? await notHeld(world, path, most) : null;
  if (large !== null) return large;
  const bytes = await world.files.read(`${world.git.root}/${path}`);
  if (path.endsWith(".dvc")) return bytes && dvcPayload(world, path, bytes);
  const pointerPath = `${path}.dvc`;
  const beside = await world.files.read(`${world.git.root}/${pointerPath}`);
  if (beside !== null) {
    const payload = await dvcPayload(world, pointerPath, beside);
    if (payload.missing) throw badInput(payload.missing);
    // Named by itself it counts by its bytes, as if DVC were not there.
    return { bytes: payload.bytes, committedAs: pointerPath };
  }
  if (bytes === null) return null;
  const pointer = parseLfsPointer(bytes);
  if (pointer === null) return { bytes };
  const stored = await lfsObject(world, pointer);
  return {
    bytes: stored ?? new Uint8Array(),
    digest: pointer.oid,
    ...(!stored && { missing: lfsMissing(path, pointer) }),
  };
}

async function notHeld(world: World, path: string, most: number): Promise<Payload | null> {
  const place = `${world.git.root}/${path}`;
  const file = await world.files.open(place);
  if (file === null) return null;
  try {
    if (file.size <= most || (await world.files.read(`${place}.dvc`)) !== null) return null;
    return { bytes: new Uint8Array(), digest: await digestChunks(file.chunks()), file: place };
  } finally {
    await file.close();
  }
}

/** The same for a file of a commit; null when it is not to be had. */
export async function payloadOf(world: World, path: string, commit: string): Promise<Source | null> {
  const bytes = await world.git.readFile(commit, path);
  const dvc =
    path.endsWith(".dvc") || bytes !== null ? null : await world.git.readFile(commit, `${path}.dvc`);
  if (path.endsWith(".dvc") && bytes !== null) return behindDvc(world, path, path, bytes);
  if (dvc !== null) return behindDvc(world, path, `${path}.dvc`, dvc);
  const pointer = bytes && parseLfsPointer(bytes);
  const content = pointer ? await lfsObject(world, pointer, path) : bytes;
  return content && { path, bytes: content };
}

async function behindDvc(world: World, path: string, pointerPath: string, pointerBytes: Uint8Array) {
  const pointer = await parseDvcPointer(pointerPath, pointerBytes);
  const readAs = payloadPath(pointerPath, pointer);
  const bytes = await firstThat((each) => isPayload(pointer, each), world, [readAs, ...dvcCache(pointer)]);
  return bytes && { path, readAs, bytes };
}

/** The payload of a pointer; one that is there and is another is refused: the commit would not say what was trained on. */
async function dvcPayload(world: World, pointerPath: string, pointerBytes: Uint8Array): Promise<Payload> {
  const pointer = await parseDvcPointer(pointerPath, pointerBytes);
  const readAs = payloadPath(pointerPath, pointer);
  const { md5, size } = pointer;
  const digest = digestJson({ md5, size });
  const here = await world.files.read(`${world.git.root}/${readAs}`);
  if (here !== null && !isPayload(pointer, here)) throw dvcDiffers(readAs, pointerPath);
  const bytes = here ?? (await firstThat((each) => isPayload(pointer, each), world, dvcCache(pointer)));
  if (bytes !== null) return { bytes, digest, readAs };
  return { bytes: new Uint8Array(), digest, readAs, missing: dvcMissing(readAs, pointerPath) };
}

function payloadPath(pointerPath: string, { path }: DvcPointer): string {
  const folder = pointerPath.slice(0, Math.max(0, pointerPath.lastIndexOf("/")));
  return fromRoot({ folder, path: pointerPath }, path);
}

/** Where DVC keeps what it has fetched, since version 3 and before. */
function dvcCache({ md5 }: DvcPointer): string[] {
  const place = `${md5.slice(0, 2)}/${md5.slice(2)}`;
  return [`.dvc/cache/files/md5/${place}`, `.dvc/cache/${place}`];
}

/** A file of Git LFS that has been fetched, here or under the name it had. */
async function lfsObject(world: World, { oid }: LfsPointer, path?: string): Promise<Uint8Array | null> {
  const stored = `.git/lfs/objects/${oid.slice(0, 2)}/${oid.slice(2, 4)}/${oid}`;
  return firstThat((each) => digestBytes(each) === oid, world, path ? [path, stored] : [stored]);
}

async function firstThat(
  fits: (bytes: Uint8Array) => boolean,
  world: World,
  paths: readonly string[],
): Promise<Uint8Array | null> {
  for (const path of paths) {
    const bytes = await world.files.read(`${world.git.root}/${path}`);
    if (bytes !== null && fits(bytes)) return bytes;
  }
  return null;
}

function lfsMissing(file: string, { size }: LfsPointer): Problem {
  return {
    code: "data-lfs-missing",
    found: `a pointer of Git LFS in the place of the file (${size} bytes)`,
    where: { file },
    expected: "the file itself",
    next: `Run \`git lfs pull --include ${JSON.stringify(file)}\`; in a workflow give actions/checkout \`lfs: true\`.`,
  };
}

function dvcMissing(file: string, pointerPath: string): Problem {
  return {
    code: "data-dvc-missing",
    found: `no file ${showPath(file)}, which ${showPath(pointerPath)} stands for`,
    where: { file: pointerPath },
    expected: "the file that DVC keeps",
    next: `Run \`dvc pull ${JSON.stringify(pointerPath)}\`.`,
  };
}

function dvcDiffers(file: string, pointerPath: string) {
  return badInput({
    code: "data-dvc-differs",
    found: `${showPath(file)} with another content than ${showPath(pointerPath)} says`,
    where: { file },
    expected: "the file that the commit stands for",
    next: `Run \`dvc checkout ${JSON.stringify(pointerPath)}\` to have that one, or \`dvc add ${JSON.stringify(file)}\` and commit to keep this one.`,
  });
}
