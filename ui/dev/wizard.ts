import { mockIPC } from '@tauri-apps/api/mocks';

import type { Language } from '../src/generated/Language';
import { about, clients, rejections, scenes, sent } from './scenes';

const asked = new URLSearchParams(location.search);
const scene = scenes[asked.get('scene') ?? ''];

if (scene) {
  let language = (asked.get('language') ?? 'fr') as Language;
  const view = () => scene[language];
  const rejection = rejections[asked.get('reject') ?? ''];

  mockIPC(
    (command, args) => {
      switch (command) {
        case 'view':
          return view();
        case 'mail_clients':
          return clients;
        case 'set_language':
          language = (args as { language: Language }).language;
          return view();
        case 'hand_off':
          return { view: { ...view(), page: scenes['handed-over']?.[language].page }, how: asked.get('how'), reminder: false, site_opened: true, shortened: false };
        case 'at_start':
          return asked.has('sent') ? sent : { unavailable: false, reminders: [], under_way: [], departures: null };
        case 'opened_file':
          return { kind: 'nothing' };
        case 'about':
          return about;
        case 'copy':
          return null;
        default:
          // Without a rejection, the answer never comes: the button stays busy.
          if (!rejection) return new Promise(() => undefined);
          throw rejection;
      }
    },
    { shouldMockEvents: true },
  );
  await import('../src/main');
} else {
  for (const name of Object.keys(scenes)) {
    const link = Object.assign(document.createElement('a'), { href: `?scene=${name}`, textContent: name });
    document.body.append(link, document.createElement('br'));
  }
}
