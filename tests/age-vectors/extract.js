// Writes each vector of the cctv-age package to a file of its name.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import * as vectors from "cctv-age";

const folder = new URL("vectors/", import.meta.url);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
for (const [name, bytes] of Object.entries(vectors)) writeFileSync(new URL(name, folder), bytes);
