import { createContext } from 'svelte';

import * as commands from './generated/commands';
import type { Answer } from './generated/Answer';
import type { HandOffOutcome } from './generated/HandOffOutcome';
import type { How } from './generated/How';
import type { Language } from './generated/Language';
import type { PageView } from './generated/PageView';
import type { Problem } from './generated/Problem';
import type { ReviewRow } from './generated/ReviewRow';
import type { Signing } from './generated/Signing';
import type { View } from './generated/View';
import { shown, withoutThoseOf, type ShownProblem } from './problems';
import { rejectionOf, type Failure } from './rejection';
import { learn } from './words';

/** Which button is at work. */
export type Act =
  | `sendings-${string}`
  | 'answer'
  | 'another-way'
  | 'back'
  | 'close'
  | 'confirm'
  | 'copy'
  | 'drag'
  | 'erase'
  | 'hand-off'
  | 'import'
  | 'language'
  | 'modify'
  | 'opened'
  | 'plain-mail'
  | 'preview'
  | 'retype'
  | 'reveal'
  | 'seal'
  | 'sign'
  | 'webmail';

/** How the draft was last handed over, and to which client. */
export type HandOff = Pick<HandOffOutcome, 'reminder' | 'shortened' | 'site_opened'> & { client: string; how: Exclude<How, 'cancelled'> };

/** Commands that take less are not worth changing a button's words for, in milliseconds. */
const BUSY_AFTER = 150;

/** How long a person pauses before what they typed is kept, in milliseconds. */
const KEEP_AFTER = 600;

/** One byte more than the longest file that Bridge signs. */
const FILE_MAX = 65_537;

/** What the window shows: the wizard's view, and what became of the last command. */
export class Journey {
  view: View;
  /** What is to be corrected on this page; a new list each time an answer is refused. */
  problems: readonly ShownProblem[] = $state.raw([]);
  failure: Failure | null = $state.raw(null);
  /** The button whose words say that it is at work. */
  busy: Act | null = $state.raw(null);
  handOff: HandOff | null = $state.raw(null);
  /** The person closed what the last act had opened: nothing was done. */
  cancelled = $state.raw(false);
  /** The clients that the draft was given to, in their order. */
  tried: readonly string[] = $state.raw([]);
  /** The field that takes the focus on the next page, instead of its heading. */
  wantedField = '';
  /** How far the page was scrolled when one beside it took its place. */
  scrolled = 0;

  #underWay: { act: Act; ended: Promise<void> } | null = null;
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- the drafts are reactive, which there are is not
  readonly #drafts = new Map<PageView['kind'], { about: string; draft: unknown }>();
  /** What stands on the page and is not kept yet. */
  #unkept: { answer: Answer; timer: ReturnType<typeof setTimeout> } | null = null;

  constructor(view: View) {
    this.view = $state.raw(view);
  }

  async answer(answer: Answer): Promise<boolean> {
    const { kind } = this.view.page;
    // What is answered is kept as an answer; a late note would be out of order.
    if (this.#unkept) clearTimeout(this.#unkept.timer);
    this.#unkept = null;
    return this.#step('answer', () => commands.answer(answer), () => this.#drafts.delete(kind));
  }

  back = async () => {
    await this.keepDrafts();
    return this.#step('back', commands.back);
  };

  async modify({ page, field }: ReviewRow): Promise<boolean> {
    this.wantedField = field;
    const moved = await this.#step('modify', () => commands.modify(page));
    if (!moved) this.wantedField = '';
    return moved;
  }

  setLanguage = (language: Language) => this.#step('language', () => commands.setLanguage(language));

  sign = (signing: Signing) => this.#step('sign', () => commands.sign(signing));

  /** Takes a key file of Bridge's. */
  async importBundle(file: Blob): Promise<boolean> {
    const bytes = await this.read(file);
    return !!bytes && this.#step('import', () => commands.importBundle(bytes));
  }

  /** A file, cut before it is read: what is longer is refused as it is. Null, and said, when it cannot be read, as a folder. */
  async read(file: Blob): Promise<Uint8Array | null> {
    const bytes = await file.slice(0, FILE_MAX).arrayBuffer().catch(() => null);
    if (bytes) return new Uint8Array(bytes);
    this.failure = { kind: 'failed', code: 'file-unreadable', values: {} };
    return null;
  }

  /** Opens the seal window. */
  seal = async () => {
    const outcome = await this.run('seal', commands.seal);
    if (outcome) this.#draw(outcome.view);
    // What failed may have moved the case.
    else await this.redraw();
    this.cancelled = outcome?.cancelled ?? false;
  };

  /** Gives the draft to a mail client. */
  async handOver(client: string): Promise<void> {
    const outcome = await this.run('hand-off', () => commands.handOff(client));
    if (!outcome) return;
    const { how, view } = outcome;
    if (how !== 'cancelled') {
      this.handOff = { ...outcome, client, how };
      this.tried = [...this.tried, client];
    }
    this.#draw(view);
    this.cancelled = how === 'cancelled';
  }

  confirmHandedOver = () => this.#step('confirm', commands.confirmHandedOver);

  sentByHand = () => this.#step('confirm', commands.sentByHand);

  anotherWay = () => this.#step('another-way', commands.anotherWay);

  /** "Je me suis trompé": the same consent, other credentials. */
  retype = () => this.#step('retype', commands.retype);

  eraseFiles = () => this.#step('erase', commands.eraseFiles);

  /** Does something beside the case. True when it worked. */
  async aside(act: Act, command: () => Promise<null>): Promise<boolean> {
    return (await this.run(act, command)) === null;
  }

  refuse(problems: readonly Problem[]): void {
    this.failure = null;
    this.problems = shown(problems);
  }

  /** A field is another than it was when its answer was refused: what was said of it may be wrong by now. */
  changed(control: EventTarget | null): void {
    this.problems = withoutThoseOf(control, this.problems);
  }

  /** Whether something is still to be corrected. */
  get isWrong(): boolean {
    return this.problems.some(({ corrected }) => !corrected);
  }

  problemOf = (field: string) => this.problems.find((problem) => problem.field === field);

  /**
   * What is typed on the page and not answered yet. It outlives the page, so that "Retour" and
   * a change of language lose nothing, and ends with the page's answer.
   */
  draft<Draft extends object>(kind: PageView['kind'], answered: () => Draft, about = () => ''): Draft {
    const kept = this.#drafts.get(kind);
    if (kept?.about === about()) return kept.draft as Draft;
    const draft = $state(answered());
    this.#drafts.set(kind, { about: about(), draft });
    return draft;
  }

  /** Has what stands on the page kept with the case, soon: it is found again when the window is opened again. */
  note(answer: Answer): void {
    if (this.#unkept) clearTimeout(this.#unkept.timer);
    this.#unkept = { answer, timer: setTimeout(() => void this.keepDrafts(), KEEP_AFTER) };
  }

  /** Has it kept now. A page that was left meanwhile has been answered. */
  async keepDrafts(): Promise<void> {
    const unkept = this.#unkept;
    this.#unkept = null;
    if (!unkept) return;
    clearTimeout(unkept.timer);
    await commands.note(unkept.answer).catch(() => undefined);
  }

  /** Where the package's files are, as a person finds them. */
  get folder(): string {
    return this.view.folder ?? '';
  }

  async #step(act: Act, command: () => Promise<View>, done?: () => void): Promise<boolean> {
    const view = await this.run(act, command);
    if (!view) return false;
    done?.();
    this.#draw(view);
    return true;
  }

  /** Waits for the command that is under way after the sending. Those of the journey are not waited for. */
  settled = () => (this.#underWay && isBeside(this.#underWay.act) ? this.#underWay.ended : Promise.resolve());

  /** Waits until no command is under way. */
  async idle(): Promise<void> {
    while (this.#underWay) await this.#underWay.ended;
  }

  /** Runs one command at a time. Undefined when it was refused, or another one is under way. */
  async run<Outcome>(act: Act, command: () => Promise<Outcome>): Promise<Outcome | undefined> {
    if (this.#underWay) return undefined;
    let ended: () => void = () => undefined;
    this.cancelled = false;
    this.#underWay = { act, ended: new Promise((resolve) => { ended = resolve; }) };
    const late = setTimeout(() => (this.busy = act), BUSY_AFTER);
    try {
      const outcome = await command();
      await understand(outcome);
      this.failure = null;
      return outcome;
    } catch (reason) {
      await this.#rejected(reason, act);
      return undefined;
    } finally {
      clearTimeout(late);
      this.busy = null;
      this.#underWay = null;
      ended();
    }
  }

  async #rejected(reason: unknown, act: Act): Promise<void> {
    const rejection = rejectionOf(reason);
    switch (rejection.kind) {
      case 'correct':
        this.refuse(rejection.problems);
        break;
      case 'failed':
        this.problems = [];
        this.failure = rejection;
        break;
      case 'out-of-order':
        // The wizard is elsewhere: what it shows is right. A page beside the journey shows nothing of it.
        await this.redraw();
        if (isBeside(act)) this.failure = { kind: 'failed', code: 'request-changed', values: {} };
        break;
    }
  }

  /** Shows where the wizard is now, which may be at another case. */
  async redraw(): Promise<void> {
    const view = await commands.view();
    await learn(view.language);
    if (view.case === this.view.case) this.#draw(view);
    else this.restart(view);
  }

  /** Begins at a case that was taken up: nothing that was typed or tried before is about it. */
  restart(view: View): void {
    this.#drafts.clear();
    this.scrolled = 0;
    this.handOff = null;
    this.tried = [];
    this.problems = [];
    this.view = view;
  }

  #draw(view: View): void {
    if (view.page.kind !== this.view.page.kind) {
      this.problems = [];
      this.scrolled = 0;
      // A consent that is left is given anew.
      this.#drafts.delete('consent');
    }
    this.view = view;
  }
}

/** What scrolls: one of them, as the window is large or small. */
export const scrollers = () => [...document.querySelectorAll('.page, .main')];

const isBeside = (act: Act) => act.startsWith('sendings-');

/** A view may speak another language than the one before. */
async function understand(outcome: unknown): Promise<void> {
  if (typeof outcome !== 'object' || outcome === null) return;
  const view = ('view' in outcome ? outcome.view : outcome) as Partial<View>;
  if (view.language) await learn(view.language);
}

const [useJourney, provideJourney] = createContext<Journey>();
export { provideJourney, useJourney };
