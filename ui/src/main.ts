import './style/tokens.css';
import './style/pli.css';

import { mount } from 'svelte';

import App from './App.svelte';
import * as commands from './commands';
import { Journey } from './journey.svelte';
import NotStarted from './NotStarted.svelte';
import { rejectionOf } from './rejection';

commands.view().then(
  (view) => mount(App, { target: document.body, props: { journey: new Journey(view) } }),
  (reason: unknown) => mount(NotStarted, { target: document.body, props: { rejection: rejectionOf(reason) } }),
);
