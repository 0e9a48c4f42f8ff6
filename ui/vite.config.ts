import { fileURLToPath } from 'node:url';

import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

import { withoutEventNames } from './scripts/event-names.ts';
import { fluent, unsaidByTheMainWindow } from './scripts/fluent.ts';
import { withoutHydration } from './scripts/hydration.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig(({ mode }) => ({
  plugins: [svelte(), fluent(mode === 'production' ? unsaidByTheMainWindow : undefined), withoutEventNames(), withoutHydration()],
  // The browser build of Svelte also under test; vitest would take the server's.
  resolve: process.env.VITEST ? { conditions: ['browser'] } : {},
  build: {
    // WebKitGTK 2.40 and macOS 13.3; WebView2 is always newer.
    target: ['safari16.4', 'chrome111'],
    // The content security policy knows no data: URI and no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // A window is built alone, and loads nothing of the other.
    emptyOutDir: mode !== 'seal',
    rolldownOptions: { input: at(mode === 'seal' ? 'seal.html' : 'index.html') },
  },
  // The catalogues, fonts and icons lie beside the interface.
  server: { fs: { allow: ['..'] } },
  // A busy machine is slow to start a process for each file.
  test: { environment: 'happy-dom', include: ['test/**/*.test.ts'], pool: 'threads', setupFiles: ['test/setup.ts'], testTimeout: 30_000 },
}));
