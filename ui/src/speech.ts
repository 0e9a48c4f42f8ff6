import { createContext } from 'svelte';

import type { Language } from './generated/Language';
import { say, type Say } from './words';

const [useSpeech, setSpeech] = createContext<{ say: Say; language: () => Language }>();

/** The words and the language of the window that an element stands in. */
export { useSpeech };

/** Lets every element below speak the language that `language` reads; a change redraws their words. */
export function speak(language: () => Language): void {
  setSpeech({ say: (id, values) => say(language(), id, values), language });
}
