import './style/tokens.css';
import './style/pli.css';

import { mount } from 'svelte';

import App from './App.svelte';
import * as commands from './generated/commands';
import { Journey } from './journey.svelte';

mount(App, { target: document.body, props: { journey: new Journey(await commands.view()) } });
