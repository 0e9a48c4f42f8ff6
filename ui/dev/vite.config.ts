import { fileURLToPath } from 'node:url';

import { mergeConfig } from 'vite';

import app from '../vite.config.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The interface before a backend of fixtures; it is built apart and never shipped. */
export default mergeConfig(app, {
  root: at('.'),
  build: {
    outDir: at('dist'),
    emptyOutDir: true,
    rolldownOptions: { input: { index: at('index.html'), seal: at('seal.html') } },
  },
});
