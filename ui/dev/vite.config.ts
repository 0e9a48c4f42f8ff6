import { fileURLToPath } from 'node:url';

import { defineConfig } from 'vite';

import app from '../vite.config.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const { build, plugins = [], server = {} } = app({ command: 'build', mode: 'development' });

/** The interface before a backend of fixtures; it is built apart and never shipped. */
export default defineConfig({
  plugins,
  server,
  root: at('.'),
  build: {
    ...build,
    outDir: at('dist'),
    emptyOutDir: true,
    rolldownOptions: { input: { index: at('index.html'), seal: at('seal.html') } },
  },
});
