import '../style/tokens.css';
import '../style/ground.css';
import '../style/page.css';
import '../style/question.css';

import { mount } from 'svelte';

import { sealPage } from '../generated/seal-commands';
import Seal from './Seal.svelte';
import { learn } from '../words';

const page = await sealPage();
await learn(page.language);
mount(Seal, { target: document.body, props: { page } });
