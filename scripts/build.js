// Writes the committed bundle anew: `npm run build`.
import { rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { buildBundle, root } from "./bundle.js";

const dist = join(root, "dist");
rmSync(dist, { recursive: true, force: true });
const names = await buildBundle(dist);
const bytes = names.reduce((sum, name) => sum + statSync(join(dist, name)).size, 0);
console.log(`dist: ${names.length} files, ${Math.round(bytes / 1024)} KB`);
