import './style/tokens.css';
import './style/pli.css';

import { mount, unmount } from 'svelte';

import App from './App.svelte';
import * as commands from './commands';
import type { Language } from './generated/Language';
import type { Rejection } from './generated/Rejection';
import type { View } from './generated/View';
import { Journey } from './journey.svelte';
import NotStarted from './NotStarted.svelte';
import { rejectionOf } from './rejection';

const target = document.body;
const start = (view: View) => mount(App, { target, props: { journey: new Journey(view) } });

function cannotStart(rejection: Rejection, language: Language): void {
  const page = mount(NotStarted, { target, props: { rejection, language, start: startInstead } });

  function startInstead(view: View): void {
    void unmount(page);
    start(view);
  }
}

commands.view().then(start, async (reason: unknown) => {
  cannotStart(rejectionOf(reason), await commands.language().catch(() => 'fr'));
});
