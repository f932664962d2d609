// Writes the committed bundle anew: `npm run build`.
import { join } from "node:path";
import { bundle, root, writeBundle } from "./bundle.js";

const files = await bundle();
writeBundle(join(root, "dist"), files);
const bytes = [...files.values()].reduce((sum, { length }) => sum + length, 0);
console.log(`dist: ${files.size} files, ${Math.round(bytes / 1024)} KB`);
