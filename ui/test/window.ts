import { clearMocks, mockIPC } from '@tauri-apps/api/mocks';
import { flushSync, mount, unmount } from 'svelte';

import App from '../src/App.svelte';
import type { Language } from '../src/generated/Language';
import type { SealPage } from '../src/generated/SealPage';
import type { View } from '../src/generated/View';
import { Journey } from '../src/journey.svelte';
import Seal from '../src/seal/Seal.svelte';
import { scenes } from '../dev/scenes';

/** What a command does in a test: the arguments in, the outcome or a thrown rejection out. */
export type Commands = Record<string, (args: never, headers?: Headers) => unknown>;

let mounted: object | null = null;

export function viewOf(scene: string, language: Language = 'fr'): View {
  const view = scenes[scene]?.[language];
  if (!view) throw new Error(`no scene ${scene}`);
  return view;
}

/** Opens the wizard at a view, with these commands behind it; the returned list tells what was asked. */
export function openWizard(view: View, commands: Commands = {}, opens = false): [command: string, args: unknown][] {
  const asked = answerWith(commands, { view: () => view, at_start: () => ({ unavailable: false, reminders: [], under_way: [], departures: null }), note: () => null });
  mounted = mount(App, { target: document.body, props: { journey: new Journey(view), opens } });
  flushSync();
  return asked;
}

/** Opens the seal window. */
export function openSeal(page: SealPage, commands: Commands = {}): [command: string, args: unknown][] {
  const asked = answerWith(commands);
  mounted = mount(Seal, { target: document.body, props: { page } });
  flushSync();
  return asked;
}

export async function closeWindow(): Promise<void> {
  if (mounted) await unmount(mounted);
  mounted = null;
  document.body.replaceChildren();
  clearMocks();
}

/** What the window asks of its own accord, `unasked`, is not told: most tests are about something else. */
function answerWith(commands: Commands, unasked: Commands = {}): [string, unknown][] {
  const asked: [string, unknown][] = [];
  mockIPC(
    (command, args) => {
      const answer = commands[command] ?? unasked[command];
      if (answer === unasked[command] && answer) return answer(args as never);
      asked.push([command, args]);
      return answer?.(args as never) ?? null;
    },
    { shouldMockEvents: true },
  );
  return asked;
}

/** The first element that a selector matches, which is one of this kind. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- as querySelector has it
export function element<Kind extends HTMLElement = HTMLElement>(selector: string): Kind {
  const found = document.querySelector<Kind>(selector);
  if (!found) throw new Error(`nothing matches ${selector}`);
  return found;
}

export function button(words: string): HTMLButtonElement {
  const found = [...document.querySelectorAll('button')].find((one) => said(one).startsWith(words));
  if (!found) throw new Error(`no button says ${words}`);
  return found;
}

/** Words as people read or hear them: a no-break space is a space. */
export const said = (one: Element) => (one.getAttribute('aria-label') ?? one.textContent).replace(/\s+/gu, ' ').trim();

export function type(selector: string, text: string): void {
  const field = element<HTMLInputElement | HTMLTextAreaElement>(selector);
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  flushSync();
}

export function tick(selector: string): void {
  element<HTMLInputElement>(selector).click();
  flushSync();
}

/** Submits the page's form, as Enter and the primary button do, and lets the command answer. */
export async function submit(): Promise<void> {
  element<HTMLFormElement>('form').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  await answered();
}

export async function press(words: string): Promise<void> {
  button(words).click();
  await answered();
}

/** Commands answer in a few microtasks; nothing here waits for time to pass. */
export async function answered(): Promise<void> {
  for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
  flushSync();
}
