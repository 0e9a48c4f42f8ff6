// @vitest-environment node
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { unsaidByTheMainWindow } from '../scripts/fluent';

const ui = join(import.meta.dirname, '..');
const dist = mkdtempSync(join(tmpdir(), 'pli-size-'));

beforeAll(() => {
  const env = { ...process.env, NODE_ENV: 'production', VITEST: '' };
  execFileSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error', '--outDir', dist], { cwd: ui, env });
}, 120_000);

afterAll(() => { rmSync(dist, { recursive: true }); });

/** What the window loads as script and sheet, and the words of a language, in bytes after gzip. */
function loaded(language: string): number {
  const page = readFileSync(join(dist, 'index.html'), 'utf8');
  const own = [...page.matchAll(/assets\/[^"]+\.(?:js|css)/g)].map(([file]) => file);
  const words = readdirSync(join(dist, 'assets')).filter((file) => file.startsWith(`${language}-`)).map((file) => `assets/${file}`);
  expect([own.length, words.length]).toEqual([2, 1]);
  return [...own, ...words].reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file)), { level: 9 }).length, 0);
}

test('what the window does not load it does not say', () => {
  const own = readdirSync(join(dist, 'assets')).filter((file) => /^index-.*\.js$/.test(file));
  const texts = own.flatMap((file) => [...readFileSync(join(dist, 'assets', file), 'utf8').matchAll(/`([a-z][a-z.-]*)`/g)]);
  expect(texts.length).toBeGreaterThan(0);
  expect(texts.map(([, text]) => text).filter((text = '') => unsaidByTheMainWindow.test(text))).toEqual([]);
});

test.each(['fr', 'en'])('the window loads at most 60 kB in %s', (language) => {
  expect(loaded(language)).toBeLessThanOrEqual(60_000);
});
