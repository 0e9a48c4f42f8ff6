import { createContext } from 'svelte';

import * as commands from './generated/commands';
import type { DeparturesView } from './generated/DeparturesView';
import type { SendingsView } from './generated/SendingsView';
import type { ReceiptOutcome } from './generated/ReceiptOutcome';
import type { ReminderView } from './generated/ReminderView';
import type { SendingView } from './generated/SendingView';
import type { UnderWayView } from './generated/UnderWayView';
import type { Whereabouts } from './generated/Whereabouts';
import type { WithdrawalView } from './generated/WithdrawalView';
import { scrollers, type Act, type Journey } from './journey.svelte';

/** The pages after the sending, which are beside the journey. */
export type SendingsPageView =
  | { kind: 'sendings'; list: SendingsView }
  | { kind: 'sending'; sending: SendingView }
  | { kind: 'withdraw'; sending: SendingView; back: SendingsPageView | null }
  | { kind: 'withdrawn'; withdrawal: WithdrawalView }
  | { kind: 'receipt'; outcome: ReceiptOutcome }
  /** `reference`: none of a request that cannot be read. */
  | { kind: 'delete'; id: string; reference: string | null; consent: boolean; back: SendingsPageView }
  | { kind: 'erase'; consent: boolean; back: SendingsPageView }
  | { kind: 'erased' }
  | { kind: 'help'; back: SendingsPageView | null };

/** What the window shows instead of the journey, if anything. */
export class Sendings {
  #page: SendingsPageView | null = $state.raw(null);
  reminders: readonly ReminderView[] = $state.raw([]);
  /** The request that support works on, the newest if there are more. */
  underWay: UnderWayView | null = $state.raw(null);
  #left: DeparturesView | 'no-history' | null = $state.raw(null);

  constructor(private readonly journey: Journey) {}

  get page(): SendingsPageView | null {
    return this.#page;
  }

  set page(page) {
    if (page && !this.#page) this.journey.scrolled = Math.max(...scrollers().map(({ scrollTop }) => scrollTop));
    this.#page = page;
  }

  /** What makes it another page: a sending that changed is drawn again where it stands. */
  get key(): unknown {
    return this.page?.kind === 'sending' ? this.page.sending.row.id : this.page;
  }

  /** The request that the page is about, where the heading does not name it. */
  get reference(): string | null {
    const { page } = this;
    switch (page?.kind) {
      case 'withdraw':
        return page.sending.row.reference;
      case 'withdrawn':
        return page.withdrawal.sending.row.reference;
      case 'delete':
        return page.reference;
      default:
        return null;
    }
  }

  /** Where the files of the request are that the page is about. */
  get folder(): string {
    return this.page?.kind === 'sending' ? this.page.sending.folder : this.journey.folder;
  }

  /** Where what the window shows is: one request, the whole list, or what the journey works on. */
  get whereabouts(): Whereabouts | DeparturesView | 'history' | 'no-history' | 'unreadable' | 'erased' {
    return this.#whereaboutsOf(this.page);
  }

  #whereaboutsOf(page: SendingsPageView | null): typeof this.whereabouts {
    switch (page?.kind) {
      case 'sendings':
        return page.list.unavailable ? 'no-history' : (page.list.departures ?? 'history');
      case 'sending':
      case 'withdraw':
        return page.sending.whereabouts;
      case 'withdrawn':
        return page.withdrawal.sending.whereabouts;
      case 'receipt':
        return page.outcome.kind === 'genuine' ? page.outcome.sending.whereabouts : (this.#left ?? 'history');
      case 'delete':
        return page.reference === null ? 'unreadable' : this.#whereaboutsOf(page.back);
      case 'erase':
      case 'help':
        return this.#whereaboutsOf(page.back);
      case 'erased':
        return 'erased';
      case undefined: {
        const { view } = this.journey;
        // Before a request there is only what left before it.
        return (view.begun ? null : this.#left) ?? view.whereabouts;
      }
    }
  }

  /** Looks for what waits for the person and what left. */
  look = async () => {
    const start = await commands.atStart().catch(() => null);
    this.reminders = start?.reminders ?? [];
    this.underWay = start?.under_way[0] ?? null;
    this.#left = start?.unavailable ? 'no-history' : (start?.departures ?? null);
  };

  list = () => this.#listed('sendings-list', commands.sendings);

  retry = async () => {
    await this.#listed('sendings-retry', commands.retryKeyring);
    // The case at hand may be kept by now.
    await this.journey.redraw();
  };

  delete = async (id: string) => {
    await this.#listed('sendings-delete', () => commands.deleteSending(id));
    // The case at hand may be gone, even when some of its files are not.
    await this.journey.redraw();
  };

  open = (id: string) => this.#opened('sendings-open', () => commands.openSending(id));

  /** Notes what became of a request, which may be the one at hand. */
  note = async (act: Act, command: () => Promise<SendingView>) => {
    await this.#opened(act, command);
    await this.journey.redraw();
  };

  tickPassword = (id: string, changed: boolean) =>
    this.#opened('sendings-tick', () => commands.tickPasswordChanged(id, changed));

  /** From the end of the journey, with the case that it was about. */
  withdrawAtHand = async () => {
    const sending = await this.journey.run('sendings-withdraw', commands.sendingAtHand);
    if (!sending) return;
    this.page = { kind: 'withdraw', sending, back: null };
  };

  withdraw = async (id: string, unsigned: boolean) => {
    const withdrawal = await this.journey.run('sendings-withdraw', () => commands.withdraw(id, unsigned));
    if (!withdrawal) return;
    this.page = { kind: 'withdrawn', withdrawal };
    // What is taken back is not at hand any more.
    await this.journey.redraw();
  };

  /** A file that was dropped on the window: what its name says that it is. */
  drop = async (file: File) => {
    if (!file.name.toLowerCase().endsWith('.plikeys')) return this.openReceipt(file);
    if (await this.journey.importBundle(file)) this.page = null;
  };

  /** A file that was opened from the file manager, if there is one. */
  takeOpened = async () => {
    // The seal window may be open, and what follows it comes first.
    await this.journey.idle();
    const opened = await this.journey.run('opened', commands.openedFile);
    if (opened?.kind === 'receipt') await this.#received(opened.outcome);
    if (opened?.kind !== 'keys') return;
    this.page = null;
    await this.journey.redraw();
  };

  openReceipt = async (file: Blob) => {
    const bytes = await this.journey.read(file);
    const outcome = bytes && (await this.journey.run('sendings-receipt', () => commands.openReceipt(bytes)));
    if (outcome) await this.#received(outcome);
  };

  /** The request that a receipt closes may be the one at hand. */
  async #received(outcome: ReceiptOutcome): Promise<void> {
    await this.look();
    await this.journey.redraw();
    this.page = { kind: 'receipt', outcome };
  }

  /** Back into the journey, with this case. */
  resume = (id: string) => this.#resumed('sendings-resume', () => commands.resume(id));

  again = (id: string) => this.#resumed('sendings-hand-off-again', () => commands.handOffAgain(id));

  another = () => this.#resumed('sendings-another', commands.beginAnother);

  startAgain = (id: string) => this.#resumed('sendings-start-again', () => commands.startAgain(id));

  help = () => {
    if (this.page?.kind !== 'help') this.page = { kind: 'help', back: this.page };
  };

  /** "C’est fait", "Oui, il est parti" */
  done = async ({ id, reminder }: ReminderView) => {
    const note = () => (reminder === 'confirm' ? commands.confirmSending(id) : commands.tickPasswordChanged(id, true));
    if (await this.journey.run('sendings-done', note)) await this.look();
  };

  dismiss = async ({ id, reminder }: ReminderView) => {
    const left = await this.journey.run('sendings-dismiss', () => commands.dismiss(id, reminder));
    if (left) this.reminders = left;
  };

  eraseEverything = async () => {
    const view = await this.journey.run('sendings-erase', commands.eraseEverything);
    if (!view) return;
    this.reminders = [];
    this.underWay = null;
    this.#left = null;
    this.journey.restart(view);
    this.page = { kind: 'erased' };
  };

  /** To the page before: the list, from the list to the journey. */
  back = () => {
    const { page } = this;
    this.journey.failure = null;
    switch (page?.kind) {
      case 'delete':
      case 'erase':
        // What failed may have gone in part.
        if (page.back.kind === 'sendings') void this.list();
        else this.page = page.back;
        break;
      case 'help':
      case 'withdraw':
        if (page.back) this.page = page.back;
        else this.leave();
        break;
      case 'sending':
      case 'withdrawn':
      case 'receipt':
        void this.list();
        break;
      default:
        this.leave();
    }
  };

  leave = () => {
    this.page = null;
    this.journey.failure = null;
    void this.look();
  };

  async #listed(act: Act, command: () => Promise<SendingsView>): Promise<void> {
    // A tick that is still being kept does not cost the person the way back; a seal window that is open
    // is not waited for, to take them away from what follows.
    await this.journey.settled();
    const list = await this.journey.run(act, command);
    if (!list) return;
    this.#left = list.unavailable ? 'no-history' : list.departures;
    this.page = { kind: 'sendings', list };
  }

  async #opened(act: Act, command: () => Promise<SendingView>): Promise<void> {
    const sending = await this.journey.run(act, command);
    if (!sending) return;
    this.page = { kind: 'sending', sending };
  }

  async #resumed(act: Act, command: () => ReturnType<typeof commands.view>): Promise<void> {
    // What was typed a moment ago is of the case that is left.
    await this.journey.keepDrafts();
    const view = await this.journey.run(act, command);
    if (!view) return;
    this.journey.restart(view);
    this.leave();
  }
}

const [useSendings, provideSendings] = createContext<Sendings>();
export { provideSendings, useSendings };
