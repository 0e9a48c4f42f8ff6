import { mockIPC } from '@tauri-apps/api/mocks';

import type { Language } from '../src/generated/Language';
import { rejections, sealPage } from './scenes';

const asked = new URLSearchParams(location.search);

mockIPC((command) => {
  if (command === 'seal_page') {
    return sealPage((asked.get('language') ?? 'fr') as Language, Number(asked.get('idle') ?? 300));
  }
  const rejection = rejections[asked.get('reject') ?? ''];
  if (!rejection) return new Promise(() => undefined);
  throw rejection;
});
await import('../src/seal/main');
