// Opens the download page in Chromium as people have it: axe, what it loads, where its links lead, and a picture of each.
// node tests/site/look.mjs SITE PICTURES
import { createServer } from 'node:http';
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname, join, resolve } from 'node:path';

const require = createRequire(new URL('../../ui/package.json', import.meta.url));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const [site, pictures] = process.argv.slice(2).map((path) => resolve(path));
const TYPES = { '.html': 'text/html', '.css': 'text/css', '.svg': 'image/svg+xml', '.png': 'image/png', '.ttf': 'font/ttf', '.woff2': 'font/woff2' };

const server = createServer((request, response) => {
  const file = join(site, decodeURIComponent(new URL(request.url, 'http://localhost').pathname));
  const found = existsSync(file) && statSync(file).isFile();
  response.writeHead(found ? 200 : 404, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
  response.end(found ? readFileSync(file) : '');
});
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const origin = `http://127.0.0.1:${server.address().port}`;

const SETTINGS = [
  { name: 'wide', viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
  { name: 'dark', viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
  { name: 'narrow', viewport: { width: 320, height: 640 }, colorScheme: 'light' },
];
const PAGES = ['index.html', 'en.html'];

mkdirSync(pictures, { recursive: true });
const faults = [];
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });

for (const { name, ...setting } of SETTINGS) {
  for (const address of PAGES) {
    const fault = (what) => faults.push(`${address}, ${name}: ${what}`);
    const page = await browser.newPage({ ...setting, bypassCSP: true });
    page.on('request', (request) => request.url().startsWith(`${origin}/`) || fault(`asks for ${request.url()}`));
    page.on('response', (response) => response.ok() || fault(`${response.status()} for ${response.url()}`));
    await page.goto(`${origin}/${address}`, { waitUntil: 'networkidle' });
    await page.screenshot({ path: join(pictures, `${address.replace('.html', '')}-${name}.png`), fullPage: true });
    if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) fault('is wider than the window');
    if (await page.locator('script, [style], iframe').count()) fault('holds a script, a frame or an inline style');
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => axe.run());
    violations.forEach(({ id, nodes }) => fault(`axe: ${id}: ${nodes.map(({ target }) => target).join(', ')}`));
    await page.close();
  }
}

// Links lead somewhere: to a file beside the page, to a place on it, or to a mail.
for (const address of PAGES) {
  const page = await browser.newPage({ javaScriptEnabled: false });
  const violations = [];
  page.on('console', (message) => message.type() === 'error' && violations.push(message.text()));
  await page.goto(`${origin}/${address}`);
  violations.forEach((text) => faults.push(`${address}: ${text}`));
  for (const link of await page.locator('a').all()) {
    const href = await link.getAttribute('href');
    const leads = href.startsWith('#')
      ? (await page.locator(href).count()) === 1
      : /^mailto:[^@?]+@[^@?]+$/.test(href) || (await page.request.head(`${origin}/${href}`)).ok();
    if (!leads) faults.push(`${address}: ${href} leads nowhere`);
  }
}

await browser.close();
server.close();
faults.forEach((fault) => console.error(fault));
console.log(`${PAGES.length * SETTINGS.length} looks at the page, ${faults.length} faults; pictures in ${pictures}`);
process.exitCode = faults.length === 0 ? 0 : 1;
