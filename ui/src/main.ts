import './style/tokens.css';
import './style/ground.css';
import './style/page.css';
import './style/question.css';

import { mount } from 'svelte';

import App from './App.svelte';
import * as commands from './generated/commands';
import { Journey } from './journey.svelte';
import { learn } from './words';

const view = await commands.view();
await learn(view.language);
mount(App, { target: document.body, props: { journey: new Journey(view), opens: true } });
