// Writes the window's fonts: those of the consent PDF, cut to what names and pages need, as WOFF2.
// A character that is not in them is drawn in a face of the system.
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';

import subset from 'subset-font';

/** Latin with every accent of Europe, Greek, Cyrillic, Vietnamese; punctuation, arrows, boxes to tick. */
const LETTERS = [[0x20, 0x7e], [0xa0, 0x17f], [0x18f, 0x18f], [0x192, 0x192], [0x1a0, 0x1a1], [0x1af, 0x1b0], [0x218, 0x21b], [0x259, 0x259],
  [0x2bb, 0x2dd], [0x300, 0x30f], [0x323, 0x323], [0x370, 0x3ff], [0x400, 0x45f], [0x490, 0x491], [0x1e80, 0x1e85], [0x1ea0, 0x1ef9], [0x2009, 0x2027],
  [0x202f, 0x203a], [0x20ac, 0x20ac], [0x2116, 0x2116], [0x2122, 0x2122], [0x2190, 0x2193], [0x2212, 0x2212], [0x2610, 0x2612]];

const text = LETTERS.map(([first, last]) =>
  Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i)).join(''),
).join('');

const folder = new URL('../src/style/fonts/', import.meta.url);
const script = new URL(import.meta.url);

for (const name of ['SourceSans3_400Regular', 'SourceSans3_600SemiBold', 'GreatVibes_400Regular']) {
  const source = new URL(`../../assets/fonts/${name}.ttf`, import.meta.url);
  const target = new URL(`${name}.woff2`, folder);
  const newest = Math.max(...[source, script].map((file) => statSync(file).mtimeMs));
  if (existsSync(target) && statSync(target).mtimeMs > newest) continue;
  mkdirSync(folder, { recursive: true });
  writeFileSync(target, await subset(readFileSync(source), text, { targetFormat: 'woff2' }));
}
