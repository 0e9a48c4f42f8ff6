import '../style/tokens.css';
import '../style/pli.css';

import { mount } from 'svelte';

import { sealPage } from '../generated/seal-commands';
import Seal from './Seal.svelte';

void sealPage().then((page) => mount(Seal, { target: document.body, props: { page } }));
