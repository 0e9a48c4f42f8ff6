import { mockIPC } from '@tauri-apps/api/mocks';

import type { Language } from '../src/generated/Language';
import { rejections, sealPages } from './scenes';

const asked = new URLSearchParams(location.search);

mockIPC((command) => {
  if (command === 'seal_page') {
    return { ...sealPages[(asked.get('language') ?? 'fr') as Language], idle_seconds: Number(asked.get('idle') ?? 300) };
  }
  const rejection = rejections[asked.get('reject') ?? ''];
  if (!rejection) return new Promise(() => undefined);
  throw rejection;
});
await import('../src/seal/main');
