import { mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** Pictures differ with the machine's fonts, so that only `npm run pictures` writes those of the documentation. */
const KEPT = process.env.TRUNKLINE_PICTURES === "keep";

/** Where a picture of the documentation goes: into the checkout when it is asked for, else where nobody minds. */
export function picturePath(path: string): `${string}.png` {
  const file = join(KEPT ? ROOT : mkdtempSync(join(tmpdir(), "trunkline-pictures-")), path);
  mkdirSync(dirname(file), { recursive: true });
  return file as `${string}.png`;
}
