import type { ZoomStep } from './generated/ZoomStep';

/** What Ctrl and these keys ask for, on every keyboard: "+" is "=" on some, and "à" is the key of the 0. */
const steps: Partial<Record<string, ZoomStep>> = {
  '+': 'in', '=': 'in', Add: 'in', NumpadAdd: 'in', '-': 'out', _: 'out', NumpadSubtract: 'out', '0': 'reset', à: 'reset', Numpad0: 'reset',
};

/** Ctrl (or ⌘) with +, −, 0 or the wheel: the text's size. A reload is nothing that a person means here. */
export function zooming(event: KeyboardEvent | WheelEvent, zoom: (step: ZoomStep) => Promise<null>): void {
  if (event instanceof KeyboardEvent && isReload(event)) event.preventDefault();
  if (!event.ctrlKey && !event.metaKey) return;
  const step = event instanceof KeyboardEvent ? (steps[event.key] ?? steps[event.code]) : ofWheel(event);
  if (!step) return;
  event.preventDefault();
  void zoom(step).catch(() => undefined);
}

const isReload = ({ key, ctrlKey, metaKey }: KeyboardEvent) =>
  key === 'F5' || ((ctrlKey || metaKey) && key.toLowerCase() === 'r');

let lastTurn = 0;

/** One step a turn: a touch pad sends many events for one gesture. */
function ofWheel(event: WheelEvent): ZoomStep | undefined {
  event.preventDefault();
  if (event.timeStamp - lastTurn < 120 || event.deltaY === 0) return undefined;
  lastTurn = event.timeStamp;
  return event.deltaY < 0 ? 'in' : 'out';
}

/** Alt and the left arrow; on a Mac, where these move by a word, ⌘ and the opening bracket. */
export const goesBack = ({ key, altKey, metaKey, ctrlKey }: KeyboardEvent) =>
  (altKey && !ctrlKey && key === 'ArrowLeft' && !navigator.userAgent.includes('Macintosh')) ||
  (metaKey && key === '[') || key === 'BrowserBack';

/** Whether a dialog is to be answered first. */
export const isAsked = () => document.querySelector('dialog[open]') !== null;

export const leaves = ({ key, defaultPrevented }: KeyboardEvent) => key === 'Escape' && !defaultPrevented && !isAsked();

/** A field's menu cuts, copies and pastes; a page's would reload it. */
export function withinFields(event: MouseEvent): void {
  const at = event.target instanceof Element ? event.target.closest('input, textarea') : null;
  if (!(at instanceof HTMLTextAreaElement) && !(at instanceof HTMLInputElement && ['text', 'password'].includes(at.type))) {
    event.preventDefault();
  }
}
