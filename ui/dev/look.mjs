// Opens every page in Chromium: axe on each, and a picture of each under dev/screens.
// `npm run look` for all of it, `npm run look -- consent` for the pages whose name has "consent" in it.
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import { mkdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { chromium } from 'playwright-core';
import { build } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));
const wanted = process.argv[2] ?? '';
/** `npm run look -- consent fr-dark` for one setting alone. */
const only = process.argv[3] ?? '';

/** The app's own policy; a page that breaks it is reported. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'";

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2' };

/** name, address, and what is clicked before the picture. */
const pages = [
  ...['welcome', 'who-asked', 'fraud-stop', 'accounts', 'step', 'step-guide', 'solved', 'not-eligible',
    'problem', 'review', 'consent', 'consent-again', 'consent-signed', 'credentials', 'credentials-sealed',
    'mail-client', 'done', 'done-erased', 'done-unkept'].map((scene) => ({ name: scene, scene })),
  { name: 'accounts-refused', scene: 'accounts', reject: 'account', click: ['.actions .button'] },
  { name: 'problem-refused', scene: 'problem', reject: 'problem', click: ['.actions .button'] },
  { name: 'consent-refused', scene: 'consent', reject: 'consent', type: ['#signature', 'Hélène Marchand'], click: ['.actions .button'] },
  { name: 'welcome-already', scene: 'welcome', click: ['summary'] },
  { name: 'not-eligible-failed', scene: 'not-eligible', reject: 'no-mail-client', click: ['.actions .button'] },
  { name: 'credentials-busy', scene: 'credentials', click: ['.actions .button'] },
  { name: 'credentials-failed', scene: 'credentials', reject: 'seal-ended-early', click: ['.actions .button'] },
  { name: 'mail-client-preview', scene: 'mail-client', click: ['summary'] },
  { name: 'handed-over-opened', scene: 'mail-client', how: 'opened', click: ['#mail-thunderbird'] },
  { name: 'handed-over-webmail', scene: 'mail-client', how: 'webmail', click: ['#mail-orange', '.copies .button'] },
  { name: 'handed-over-compose', scene: 'mail-client', how: 'compose', click: ['#mail-gmail'] },
  { name: 'welcome-sent', scene: 'welcome', sent: true },
  { name: 'help', scene: 'welcome', click: ['.rail__foot .link:nth-child(2)'] },
  { name: 'problem-article', scene: 'problem-article' },
  { name: 'handed-over-folder', scene: 'handed-over' },
  { name: 'closing', scene: 'problem', event: 'ask-before-closing' },
  { name: 'no-key', scene: 'no-key' },
  { name: 'seal', seal: true },
  { name: 'seal-empty', seal: true, reject: 'empty', click: ['.actions .button'] },
  { name: 'seal-unusual', seal: true, reject: 'unusual', type: ['#identifiant', '12'], click: ['.actions .button'] },
  { name: 'seal-idle', seal: true, idle: 61, until: '.notice--idle' },
].filter(({ name }) => name.includes(wanted));

/** Every page in French by day; the others where they can go wrong. */
const settings = [
  { name: 'fr-light', language: 'fr', scheme: 'light', size: [960, 720] },
  { name: 'en-light', language: 'en', scheme: 'light', size: [960, 720] },
  { name: 'fr-dark', language: 'fr', scheme: 'dark', size: [960, 720] },
  { name: 'fr-small', language: 'fr', scheme: 'light', size: [640, 560] },
  { name: 'fr-laptop150', language: 'fr', scheme: 'light', size: [910, 485] },
  { name: 'fr-zoom200', language: 'fr', scheme: 'light', size: [480, 360], zoomed: true },
  { name: 'en-800', language: 'en', scheme: 'light', size: [800, 600] },
  { name: 'fr-1024', language: 'fr', scheme: 'dark', size: [1024, 700] },
  { name: 'fr-text200', language: 'fr', scheme: 'light', size: [960, 720], text: 200 },
];

await build({ configFile: join(here, 'vite.config.ts'), logLevel: 'warn' });
mkdirSync(join(here, 'screens'), { recursive: true });

const server = createServer((request, response) => {
  const path = new URL(request.url, 'http://localhost').pathname;
  try {
    const body = readFileSync(join(here, 'dist', path === '/' ? 'index.html' : path));
    response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'text/html', 'content-security-policy': POLICY });
    response.end(body);
  } catch {
    response.writeHead(404).end();
  }
}).listen(0, '127.0.0.1');
await new Promise((listening) => server.once('listening', listening));
const origin = `http://127.0.0.1:${server.address().port}`;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? execFileSync('which', ['chromium'], { encoding: 'utf8' }).trim(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const complaints = [];
for (const setting of settings.filter(({ name }) => name.includes(only))) {
  const context = await browser.newContext({ colorScheme: setting.scheme, bypassCSP: false, reducedMotion: 'reduce' });
  for (const page of pages) complaints.push(...(await look(context, page, setting)));
  await context.close();
}
await browser.close();
server.close();

for (const complaint of complaints) console.error(complaint);
console.log(`${pages.length} pages, ${settings.length} settings, ${complaints.length} complaints`);
process.exitCode = complaints.length > 0 ? 1 : 0;

async function look(context, page, setting) {
  const where = `${page.name} ${setting.name}`;
  const found = [];
  const tab = await context.newPage();
  tab.on('console', (message) => message.type() === 'error' && found.push(`${where}: ${message.text()}`));
  tab.on('pageerror', (error) => found.push(`${where}: ${error.message}`));
  const [width, height] = page.seal ? [520, 640] : setting.size;
  await tab.setViewportSize({ width, height });
  const query = new URLSearchParams({ language: setting.language });
  for (const name of ['scene', 'reject', 'how', 'idle', 'sent']) if (page[name]) query.set(name, String(page[name]));
  await tab.goto(`${origin}/${page.seal ? 'seal.html' : ''}?${query}`);
  if (setting.text) await tab.evaluate((percent) => (document.documentElement.style.fontSize = `${percent}%`), setting.text);
  await tab.waitForSelector('h1');
  if (page.type) await tab.fill(...page.type);
  for (const selector of page.click ?? []) {
    await tab.click(selector);
    await tab.waitForTimeout(250);
  }
  if (page.event) await tab.evaluate((event) => window.__TAURI_INTERNALS__.invoke('plugin:event|emit', { event, payload: { case: true, consent: false } }), page.event);
  if (page.until) await tab.waitForSelector(page.until);
  await tab.evaluate(() => document.fonts.ready);

  await tab.evaluate(axe);
  // In so short a window what scrolls below the act is no smaller for it.
  const rules = { 'target-size': { enabled: !setting.zoomed } };
  const { violations } = await tab.evaluate((rules) =>
    window.axe.run({ rules, runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }), rules,
  );
  for (const { id, nodes } of violations) found.push(`${where}: axe ${id}: ${nodes.map((node) => node.html).join(' | ')}`);
  const sideways = await tab.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  if (sideways) found.push(`${where}: scrolls sideways`);

  // In a window of a few lines the answers come after what they answer.
  const acts = setting.zoomed ? '.actions > .button:first-child:not(.button--secondary)' : '.question > .actions .button, .choice--answer';
  const hidden = await tab.evaluate((acts) => {
    const primary = document.querySelector(acts);
    if (!primary || document.querySelector('dialog[open]')) return '';
    const { top, bottom } = primary.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight ? '' : `${Math.round(bottom)} of ${innerHeight} px`;
  }, acts);
  if (hidden !== '' && !setting.text) found.push(`${where}: its act is out of sight: ${hidden}`);

  // The whole page, where it is longer than the window: only main scrolls.
  const rest = await tab.evaluate(() => {
    const scrollers = [...document.querySelectorAll('.page, .main')];
    return Math.max(...scrollers.map((scroller) => scroller.scrollHeight - scroller.clientHeight), 0);
  });
  if (['seal', 'seal-empty', 'seal-unusual'].includes(page.name) && !setting.text && rest > 0) found.push(`${where}: does not fit, ${rest} px`);
  await tab.screenshot({ path: join(here, 'screens', `${page.name}-${setting.name}.png`) });
  if (rest > 0) await tab.setViewportSize({ width, height: height + rest });
  if (rest > 0) await tab.screenshot({ path: join(here, 'screens', `${page.name}-${setting.name}-whole.png`) });

  await tab.close();
  return found;
}
