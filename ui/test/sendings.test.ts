import { afterEach, describe, expect, test } from 'vitest';

import { about } from '../dev/scenes';
import type { AskedView } from '../src/generated/AskedView';
import type { SendingRow } from '../src/generated/SendingRow';
import type { SendingsView } from '../src/generated/SendingsView';
import type { Language } from '../src/generated/Language';
import type { MailClients } from '../src/generated/MailClients';
import type { ReceiptOutcome } from '../src/generated/ReceiptOutcome';
import type { Rejection } from '../src/generated/Rejection';
import type { ReminderView } from '../src/generated/ReminderView';
import type { SealOutcome } from '../src/generated/SealOutcome';
import type { SendingView } from '../src/generated/SendingView';
import type { StartView } from '../src/generated/StartView';
import type { UnderWayView } from '../src/generated/UnderWayView';
import type { View } from '../src/generated/View';
import type { WithdrawalView } from '../src/generated/WithdrawalView';
import {
  answered, button, closeWindow, element, openWizard, press, said, tick, type, viewOf, type Commands,
} from './window';

afterEach(closeWindow);

const row: SendingRow = {
  id: 'K7M4-Q2XD',
  reference: 'K7M4-Q2XD',
  bank: 'LCL',
  date: '2026-11-23T14:05:00+01:00',
  state: 'confirmed',
  days_left: 12,
  deadline: '2026-12-23T13:05:00Z',
};

const unfinished: SendingRow = { ...row, id: 'unfinished', state: 'unfinished', days_left: null, deadline: null };

const sending: SendingView = {
  row,
  whereabouts: 'confirmed-by-you',
  folder: 'Documents > Pli > K7M4-Q2XD',
  accounts: 'PEA',
  files: [
    { name: 'consentement-K7M4-Q2XD.pdf', present: true },
    { name: 'identifiants-K7M4-Q2XD.age', present: false },
  ],
  withdrawn: null,
  withdrawal_sent: false,
  password: 'later',
  password_changed: false,
  receipt: null,
  next: 'hand-off-again',
  can_withdraw: true,
  record_sha256: '07'.repeat(32),
  sealed_sha256: '09'.repeat(32),
  key_words: 'frère usuel détacher parsemer torche',
};

const kept: SendingsView = {
  unavailable: null,
  cases: [row, unfinished],
  unreadable: [{ id: 'T3ST-0000', reason: 'newer-version' }],
  reminders: [],
  departures: { count: 1, certainty: 'left', last: '2026-11-23T13:09:00Z' },
};

const empty: SendingsView = { unavailable: null, cases: [], unreadable: [], reminders: [], departures: null };

const gmail = { id: 'gmail', name: 'Gmail', installed: false, site: 'mail.google.com' };
const clients: MailClients = { proposed: 'gmail', programs: [], webmails: [gmail] };

/** Each line of the summary list, its cells and their paragraphs and buttons apart. */
const rows = () =>
  [...document.querySelectorAll('.summary > div')].map((row) =>
    [...row.querySelectorAll('dt, dd p, dd button, dd:not(:has(p, button))')].map(said).join(' | '),
  );

async function openList(list: SendingsView, commands = {}) {
  const asked = openWizard(viewOf('accounts'), { sendings: () => list, ...commands });
  await press('Mes demandes');
  return asked;
}

describe('the list', () => {
  test('names each case, where it stands and how long is left', async () => {
    await openList(kept);
    expect(document.activeElement).toBe(element('h1'));
    expect(rows()).toEqual([
      'K7M4-Q2XD | LCL, 23 novembre 2026 | Vous avez confirmé le départ du message | Suppression au plus tard dans 12 jours, le 23 décembre 2026 | Ouvrir : K7M4-Q2XD',
      'K7M4-Q2XD | LCL, 23 novembre 2026 | Pas encore finie | Reprendre : K7M4-Q2XD | Supprimer : K7M4-Q2XD',
      'Une demande | Écrite par une version plus récente de Pli. Mettez Pli à jour. | Supprimer : Une demande',
    ]);
  });

  test('leads back to the page it was opened from', async () => {
    await openList(empty);
    await press('Revenir à ma demande');
    expect(said(element('h1'))).toBe('Quels comptes manquent dans Bankin’ ?');
  });

  test('says what a locked keyring means, and asks again', async () => {
    await openList({ ...empty, unavailable: 'locked' }, { retry_keyring: () => kept });
    expect(said(element('.notice'))).toBe(
      'Le trousseau de mots de passe de cet ordinateur est verrouillé. Pli fonctionne, mais ne se souvient de rien. Réessayez, et donnez le mot de passe que l’ordinateur demande.',
    );
    await press('Réessayer');
    expect(rows()).toHaveLength(3);
  });

  test('says that there may be no keyring, and asks again', async () => {
    await openList({ ...empty, unavailable: 'absent' }, { retry_keyring: () => kept });
    expect(said(element('.notice'))).toBe(
      'Cet ordinateur n’a pas de trousseau (son coffre à mots de passe) ouvert. Pli fonctionne, mais ne se souvient de rien. S’il en a un, il faut l’ouvrir, puis réessayer.',
    );
    await press('Réessayer');
    expect(rows()).toHaveLength(3);
  });

  test('takes an unfinished case up at its step', async () => {
    const asked = await openList(kept, { resume: () => viewOf('review') });
    await press('Reprendre');
    expect(asked.at(-1)).toEqual(['resume', { id: 'unfinished' }]);
    expect(said(element('h1'))).toBe('Vérifiez vos réponses');
  });

  test('begins another request where it has the one at hand', async () => {
    const atHand = { ...unfinished, id: viewOf('accounts').case };
    const asked = await openList({ ...kept, cases: [atHand] }, { begin_another: () => viewOf('welcome') });
    await press('Nouvelle demande');
    expect(asked.map(([command]) => command)).toContain('begin_another');
    expect(said(element('h1'))).toBe('Retrouvez vos comptes dans Bankin’');
    await closeWindow();
    await openList(kept);
    expect(said(document.body)).not.toContain('Nouvelle demande');
  });

  test('says what can be done no more, and is read again after it', async () => {
    const rejection: Rejection = { kind: 'out-of-order' };
    const asked = await openList(kept, { resume: () => { throw rejection; }, delete_sending: () => { throw rejection; } });
    await press('Reprendre');
    const told = 'Cette demande a changé entre-temps. Revenez à « Mes demandes », puis ouvrez-la à nouveau. Code : request-changed';
    expect(said(element('.notice--failure'))).toBe(told);
    await press('Supprimer');
    await press('Supprimer');
    expect(said(element('.notice--failure'))).toBe(told);
    await press('Annuler');
    expect(asked.at(-1)).toEqual(['sendings', {}]);
    expect(document.querySelector('.notice--failure')).toBe(null);
  });

  test('stays closed while the seal window is open, and after it', async () => {
    let sealed: (outcome: SealOutcome) => void = () => undefined;
    const asked = openWizard(viewOf('credentials'), {
      seal: () => new Promise((done) => { sealed = done; }),
      mail_clients: () => clients,
    });
    await press('Ouvrir la fenêtre');
    await press('Mes demandes');
    sealed({ view: viewOf('mail-client'), cancelled: false });
    await answered();
    expect(said(element('h1'))).toBe('Comment lisez-vous vos mails ?');
    expect(asked.map(([command]) => command)).not.toContain('sendings');
  });
});

describe('another case', () => {
  const another: View = { ...viewOf('problem'), case: 'M4RC-2H5Y' };

  async function typeName(commands: Commands) {
    openWizard(viewOf('problem'), { sendings: () => kept, ...commands });
    type('#name', 'Hélène Marchand');
    await press('Mes demandes');
  }
  const name = () => element<HTMLInputElement>('#name').value;

  test('that is taken up has its own answers', async () => {
    await typeName({ resume: () => another });
    await press('Reprendre');
    expect(name()).toBe('');
  });

  test('that is taken up is not the one that is noted as typed', async () => {
    const asked = openWizard(viewOf('problem'), { sendings: () => kept, note: () => null, resume: () => another });
    type('#name', 'Hélène Marchand');
    await press('Mes demandes');
    await press('Reprendre');
    expect(asked.map(([command]) => command)).toEqual(['sendings', 'note', 'resume']);
  });

  test('that was only looked at leaves what is typed', async () => {
    await typeName({ open_sending: () => sending });
    await press('Ouvrir :');
    await press('Retour');
    await press('Revenir à ma demande');
    expect(name()).toBe('Hélène Marchand');
  });

  test('follows on everything that was erased', async () => {
    await typeName({ erase_everything: () => another });
    await press('Tout effacer');
    await press('Tout effacer');
    await press('Retour');
    expect(name()).toBe('');
  });

  test('follows on the one at hand when that is deleted', async () => {
    await typeName({ delete_sending: () => empty, view: () => another });
    await press('Supprimer :');
    await press('Supprimer');
    await press('Revenir à ma demande');
    expect(name()).toBe('');
  });

  test('was not handed over as the one before', async () => {
    const asked = openWizard(viewOf('mail-client'), {
      mail_clients: () => clients,
      hand_off: () => ({ view: viewOf('handed-over'), how: 'webmail', reminder: false, site_opened: false, shortened: false }),
      sendings: () => kept,
      open_sending: () => sending,
      hand_off_again: () => viewOf('mail-client'),
      resume: () => viewOf('handed-over'),
    });
    await answered();
    element('#mail-gmail').click();
    await answered();
    await press('Mes demandes');
    await press('Reprendre');
    expect(said(element('h1'))).toBe('Joignez les deux fichiers à votre message');
    await press('Mes demandes');
    await press('Ouvrir :');
    await press('Envoyer à nouveau');
    await answered();
    expect(asked.at(-1)).toEqual(['mail_clients', { tried: [] }]);
    expect(said(element('.question > .hint'))).toBe('Votre choix s’ouvre aussitôt. Pli prépare le message, vous l’envoyez.');
  });
});

describe('one case', () => {
  async function openOne(commands = {}) {
    const asked = await openList(kept, { open_sending: () => sending, ...commands });
    await press('Ouvrir :');
    return asked;
  }

  test('names its own folder when that does not open', async () => {
    const rejection: Rejection = { kind: 'failed', code: 'folder-not-shown', values: {} };
    await openOne({
      open_folder: () => {
        throw rejection;
      },
    });
    await press('Ouvrir le dossier');
    expect(said(element('.notice--failure'))).toBe('Le dossier ne s’est pas ouvert. Ouvrez-le vous-même : Documents > Pli > K7M4-Q2XD. Code : folder-not-shown');
  });

  test.each(['ready', 'expired'] as const)('promises no deletion of what was never handed over (%s)', async (state) => {
    const never = { ...sending, row: { ...row, state, days_left: null, deadline: null }, can_withdraw: false, next: null };
    const asked = await openOne({ open_sending: () => never, confirm_sending: () => sending });
    expect(rows().filter((one) => one.startsWith('Suppression'))).toEqual([]);
    expect(() => button('Retirer mon accord')).toThrow();
    await press('Supprimer de cet ordinateur');
    expect(said(document.body)).not.toContain('Ce qui est parti');
    await press('Annuler');
    await press('Je l’ai déjà envoyé moi-même');
    expect(asked.at(-1)).toEqual(['confirm_sending', { id: 'K7M4-Q2XD' }]);
    expect(said(document.body)).toContain('Vous avez confirmé le départ du message');
  });

  test('that was said to have left by mistake has not', async () => {
    const asked = await openOne({ deny_sending: () => ({ ...sending, row: { ...row, state: 'handed-over' }, next: 'resume' }) });
    await press('Je me suis trompé : il n’est pas parti');
    expect(asked.at(-1)).toEqual(['deny_sending', { id: 'K7M4-Q2XD' }]);
    expect(said(document.body)).toContain('Vous seul savez si elle est partie');
  });

  test('is kept after all, while the mail that takes it back may not have left', async () => {
    const withdrawn = { ...sending, row: { ...row, state: 'withdrawn' as const }, withdrawn: row.date, next: null };
    const asked = await openOne({ open_sending: () => withdrawn, keep_consent: () => sending });
    await press('Je garde mon accord');
    expect(asked.at(-1)).toEqual(['keep_consent', { id: 'K7M4-Q2XD' }]);
    expect(() => button('Je garde mon accord')).toThrow();
  });

  test.each([
    ['later', 'À faire quand vous avez reçu la preuve de suppression.'],
    ['after-another', 'Un autre envoi sert peut-être encore : ne changez pas le code de votre banque avant d’en recevoir la preuve.'],
    ['now', 'À faire maintenant.'],
  ] as const)('says when the bank’s code is to be changed (%s)', async (password, words) => {
    await openOne({ open_sending: () => ({ ...sending, password }) });
    expect(said(element('#password-changed-hint'))).toBe(words);
  });

  test.each([
    ['ask-for-receipt', 'Demander la preuve au support'],
    ['confirm', 'Oui, il est parti'],
  ] as const)('whose time is over has its proof looked for first, then %s', async (next, words) => {
    await openOne({ open_sending: () => ({ ...sending, row: { ...row, state: 'overdue', days_left: null }, next }) });
    expect(said(document.body)).toContain('vous n’avez ouvert aucune preuve de suppression dans Pli');
    expect(rows()).toContain('Suppression | Le 23 décembre 2026 au plus tard');
    expect(button('Ouvrir la preuve').className).toBe('button');
    expect(button(words).classList).toContain('button--secondary');
  });

  test('offers no folder that is not there any more', async () => {
    await openOne({ open_sending: () => ({ ...sending, files: sending.files.map(({ name }) => ({ name, present: false })) }) });
    expect(() => button('Ouvrir le dossier')).toThrow();
  });

  test('is drawn again with what was put back beside its files', async () => {
    let sendingNow: SendingView = { ...sending, files: sending.files.map(({ name }) => ({ name, present: false })) };
    await openOne({ open_sending: () => sendingNow, export_sending: () => { sendingNow = sending; return null; } });
    await press('Enregistrer une copie');
    expect(said(element('[role=status]'))).toBe('Votre accord signé et l’historique de cette demande sont dans Documents > Pli > K7M4-Q2XD, avec la preuve si vous l’avez reçue.');
    expect(rows()).toContain('Fichiers | consentement-K7M4-Q2XD.pdf | identifiants-K7M4-Q2XD.age n’est plus dans son dossier, ou a changé');
  });

  test('tells which files are still there', async () => {
    await openOne();
    expect(rows()).toContain(
      'Fichiers | consentement-K7M4-Q2XD.pdf | identifiants-K7M4-Q2XD.age n’est plus dans son dossier, ou a changé',
    );
  });

  test('notes that the bank’s code was changed', async () => {
    const asked = await openOne({ tick_password_changed: () => ({ ...sending, password_changed: true }) });
    tick('#password-changed');
    await answered();
    expect(asked.at(-1)).toEqual(['tick_password_changed', { id: 'K7M4-Q2XD', changed: true }]);
    expect(element<HTMLInputElement>('#password-changed').checked).toBe(true);
  });

  test('shows the tick that is kept, also when the one just made was refused', async () => {
    const rejection: Rejection = { kind: 'failed', code: 'history-unavailable', values: { reason: 'locked' } };
    await openOne({
      tick_password_changed: () => {
        throw rejection;
      },
    });
    tick('#password-changed');
    await answered();
    expect(element<HTMLInputElement>('#password-changed').checked).toBe(false);
  });

  const mail = { to: 'support@bankin.com', subject: 'Demande K7M4-Q2XD : la preuve de suppression', body: 'Bonjour,' };
  const overdue: SendingView = { ...sending, next: 'ask-for-receipt' };

  test('has the receipt asked for, in a mail that is only to be sent', async () => {
    await openOne({ open_sending: () => overdue, ask_for_receipt: (): AskedView => ({ mail, shown: 'filled-in' }) });
    await press('Demander la preuve au support');
    expect(said(element('[role=status]'))).toBe('Un message a dû s’ouvrir, déjà écrit. Il vous reste à l’envoyer.');
    expect(element<HTMLDetailsElement>('details:has(.copies)').open).toBe(false);
  });

  test.each([
    ['page-only', 'Le site où vous lisez vos mails a dû s’ouvrir. Il vous reste à y coller ce message et à l’envoyer.'],
    ['nothing', 'Votre messagerie ne s’est pas ouverte. Il vous reste à écrire ce message et à l’envoyer.'],
  ] as const)('has the receipt asked for, in a mail to copy when it is shown %s', async (shown, words) => {
    const asked = await openOne({ open_sending: () => overdue, ask_for_receipt: (): AskedView => ({ mail, shown }) });
    await press('Demander la preuve au support');
    expect(said(element('[role=status]'))).toBe(words);
    expect(document.querySelector('details .copies')).toBeNull();
    await press('Copier : Texte');
    expect(asked.at(-1)).toEqual(['copy_text', { text: 'Bonjour,' }]);
  });

  test('that was taken back is so by the mail only, which can be prepared again', async () => {
    await openOne({
      open_sending: () => ({ ...sending, row: { ...row, state: 'withdrawn' }, withdrawn: row.date, next: null }),
    });
    expect(rows()).toContain('Où elle en est | Retrait préparé. C’est votre mail qui retire l’accord');
    expect(said(document.body)).toContain('C’est votre mail qui retire l’accord.');
    await press('Préparer à nouveau mon retrait');
    await press('Retour');
    expect(said(element('h1'))).toBe('Demande K7M4-Q2XD');
  });

  test('that cannot be read is not named by a number that support does not know', async () => {
    await openList(kept);
    await press('Supprimer : Une demande');
    expect(said(document.body)).not.toContain('T3ST-0000');
    expect(said(document.body)).toContain('avec le numéro écrit dans votre accord signé ou dans votre message.');
    expect(said(document.body)).toContain('Ses fichiers sont peut-être encore dans le dossier « Pli » de vos documents.');
    expect(said(document.body)).not.toContain('Ses fichiers, son historique et sa clé seront effacés');
    expect(said(element('.whereabouts p'))).toBe('Pli ne peut pas lire une de vos demandes : elle est peut-être partie.');
  });

  test('is deleted only when that is asked twice', async () => {
    const asked = await openOne({ delete_sending: () => empty });
    await press('Supprimer de cet ordinateur');
    expect(said(element('h1'))).toBe('Supprimer cette demande de cet ordinateur ?');
    expect(said(document.body)).toContain('Ce qui est parti n’est pas effacé.');
    await press('Annuler');
    expect(said(element('h1'))).toBe('Demande K7M4-Q2XD');
    await press('Supprimer de cet ordinateur');
    await press('Supprimer');
    expect(asked.at(-1)).toEqual(['delete_sending', { id: 'K7M4-Q2XD' }]);
    expect(said(element('.lead'))).toContain('Rien pour l’instant.');
  });

  test('is withdrawn with one button, and shows what will go', async () => {
    const mail = { to: 'support@bankin.com', subject: 'Demande K7M4-Q2XD : je retire mon accord', body: 'Bonjour,' };
    const saved = 'retrait-K7M4-Q2XD.retrait';
    const withdrawal: WithdrawalView = {
      sending: { ...sending, withdrawn: row.date }, signed: true, saved, mail, shown: 'filled-in',
    };
    const asked = await openOne({ withdraw: () => withdrawal, view: () => viewOf('welcome') });
    await press('Retirer mon accord');
    expect(asked.at(-1)?.[0]).toBe('open_sending');
    await press('Préparer mon retrait');
    expect(asked.slice(-2)).toEqual([['withdraw', { id: 'K7M4-Q2XD', unsigned: false }], ['view', {}]]);
    expect(said(element('h1'))).toBe('Votre retrait est prêt à partir');
    expect(said(element('.mail dl'))).toContain('je retire mon accord');
    expect(said(document.body)).toContain('Le fichier retrait-K7M4-Q2XD.retrait, dans le dossier de la demande, en est une copie.');
  });

  test.each([true, false])('is asked whether the withdrawal left, and keeps the answer (%s)', async (left) => {
    const withdrawn = { ...sending, row: { ...row, state: 'withdrawn' as const }, withdrawn: row.date, next: null };
    const mail = { to: 'support@bankin.com', subject: 'Demande', body: 'Bonjour,' };
    const asked = await openOne({
      withdraw: () => ({ sending: withdrawn, signed: true, saved: null, mail, shown: 'filled-in' }) satisfies WithdrawalView,
      confirm_withdrawal: () => ({ ...withdrawn, row: { ...row, state: 'withdrawal-sent' as const }, withdrawal_sent: true }),
      view: () => viewOf('welcome'),
    });
    await press('Retirer mon accord');
    await press('Préparer mon retrait');
    await press(left ? 'Oui, il est parti' : 'Non, plus tard');
    expect(asked.some(([command]) => command === 'confirm_withdrawal')).toBe(left);
    expect(rows()).toContain(`Où elle en est | ${left ? 'Vous avez confirmé le départ de votre retrait' : 'Retrait préparé. C’est votre mail qui retire l’accord'}`);
    expect(said(document.body).includes('S’il n’est pas parti')).toBe(!left);
  });
});

describe('the end of the journey', () => {
  test('leads to the withdrawal of its own case', async () => {
    openWizard(viewOf('done'), { sending_at_hand: () => sending });
    const title = said(element('h1'));
    const quiet = said(element('.whereabouts p'));
    await press('Retirer mon accord');
    expect(said(element('h1'))).toBe('Retirer votre accord');
    expect(said(element('.whereabouts p'))).toBe(quiet);
    await press('Retour');
    expect(said(element('h1'))).toBe(title);
  });
});

describe('a receipt', () => {
  async function drop(outcome: ReceiptOutcome) {
    const asked = await openList(kept, { open_receipt: () => outcome });
    const dropped = new Event('drop', { cancelable: true });
    const file = new File([new Uint8Array(100_000)], 'preuve.receipt');
    Object.assign(dropped, { dataTransfer: { files: [file] } });
    window.dispatchEvent(dropped);
    await answered();
    return asked;
  }

  test('that cannot be read, as a folder, is told of', async () => {
    const asked = await openList(kept, {});
    const folder = new File([], 'Documents');
    const cannot = () => Promise.reject(new DOMException('', 'NotReadableError'));
    Object.assign(folder, { slice: () => ({ arrayBuffer: cannot }) });
    const dropped = new Event('drop', { cancelable: true });
    Object.assign(dropped, { dataTransfer: { files: [folder] } });
    window.dispatchEvent(dropped);
    await answered();
    expect(said(element('.notice--failure'))).toContain('Pli ne peut pas lire ce fichier.');
    expect(asked.map(([command]) => command)).not.toContain('open_receipt');
  });

  test('that is genuine says who deleted what, and when', async () => {
    const receipt = { deleted: '2026-12-01T09:30:00Z', by: 'Bridge' };
    const asked = await drop({ kind: 'genuine', sending: { ...sending, receipt } });
    expect(asked.at(-1)).toEqual(['open_receipt', new Uint8Array(65_537)]);
    expect(said(element('.lead'))).toBe('Bridge a supprimé cet envoi le 1er décembre 2026.');
  });

  test.each([
    ['now', 'Bridge a supprimé vos identifiants', true],
    ['after-another', 'Cet envoi est supprimé', false],
  ] as const)('of one sending does not speak for another (%s)', async (password, title, isDue) => {
    const receipt = { deleted: '2026-12-01T09:30:00Z', by: 'Bridge' };
    await drop({ kind: 'genuine', sending: { ...sending, receipt, password } });
    const text = said(document.body);
    expect(said(element('h1'))).toBe(title);
    expect([text.includes('Changez maintenant le code'), text.includes('J’ai changé le code')]).toEqual([isDue, isDue]);
    expect(text.includes('ne changez pas le code de votre banque')).toBe(!isDue);
  });

  test.each([
    ['malformed', 'Ce fichier n’est pas une preuve de suppression', 'Pli n’y trouve pas de preuve complète.',
      'Choisissez le fichier reçu du support par mail, dont le nom finit par .receipt. Si c’est bien lui, demandez au support de vous l’envoyer encore une fois.'],
    ['not-genuine', 'Pli ne peut pas vérifier cette preuve', 'Pli ne reconnaît pas sa signature.',
      'Demandez la dernière version de Pli à support@bankin.com, puis ouvrez la preuve à nouveau. Si cela recommence, dites-le au support.'],
    ['altered', 'Cette preuve n’est pas valide', 'Elle a été changée après sa signature.',
      'Demandez au support de vous l’envoyer encore une fois.'],
    ['unknown-format', 'Cette version de Pli ne sait pas lire cette preuve', 'Elle est écrite pour une version plus récente.',
      'Gardez ce fichier, mettez Pli à jour, puis ouvrez-le à nouveau.'],
    ['other-case', 'Cette preuve est celle d’une autre demande',
      'Elle est signée par Bridge, pour la demande K7M4-Q2XD. Cette demande n’est pas, ou plus, sur cet ordinateur.',
      'La preuve est valide : gardez son fichier. Vous n’avez rien à redemander.'],
    ['other-sending', 'Cette preuve est celle d’un autre envoi',
      'Elle est signée par Bridge, pour un autre envoi de la demande K7M4-Q2XD.',
      'La preuve est valide : gardez son fichier. Vous n’avez rien à redemander.'],
    ['unreadable', 'Pli ne trouve pas la demande de cette preuve',
      'Elle est signée par Bridge, pour la demande K7M4-Q2XD. C’est peut-être une demande que Pli ne peut pas lire sur cet ordinateur.',
      'La preuve est valide : gardez son fichier. Vous n’avez rien à redemander.'],
  ] as const)('that is %s is refused with the reason and what to do', async (reason, title, words, remedy) => {
    await drop({ kind: 'refused', reason, reference: 'K7M4-Q2XD' });
    expect(said(element('h1'))).toBe(title);
    expect(said(element('.lead'))).toBe(words);
    expect(said(element('.lead + p'))).toBe(remedy);
  });
});

describe('a file from the file manager', () => {
  test.each([
    ['is looked at when Pli was started with it', true],
    ['is not looked for otherwise', false],
  ])('%s', async (_, opens) => {
    const outcome: ReceiptOutcome = { kind: 'refused', reason: 'altered', reference: null };
    const asked = openWizard(viewOf('accounts'), { opened_file: () => ({ kind: 'receipt', outcome }) }, opens);
    await answered();
    expect(asked.map(([command]) => command)).toEqual(opens ? ['opened_file'] : []);
    expect(said(element('h1')) === 'Cette preuve n’est pas valide').toBe(opens);
  });

  test('with keys leads back to the journey', async () => {
    const asked = openWizard(viewOf('accounts'), { opened_file: () => ({ kind: 'keys' }), view: () => viewOf('accounts') }, true);
    await answered();
    expect(asked.map(([command]) => command)).toEqual(['opened_file', 'view']);
  });

  test('that is dropped is what its name says', async () => {
    const asked = openWizard(viewOf('accounts'), { import_bundle: () => viewOf('accounts') });
    const dropped = new Event('drop', { cancelable: true });
    Object.assign(dropped, { dataTransfer: { files: [new File(['keys'], 'Bridge.PLIKEYS')] } });
    window.dispatchEvent(dropped);
    await answered();
    expect(asked).toEqual([['import_bundle', new TextEncoder().encode('keys')]]);
  });
});

describe('what waits', () => {
  const reminder: ReminderView = { reminder: 'try-step', id: 'x', reference: 'K7M4-Q2XD', bank: 'Crédit Mutuel' };

  test('is told at the start, and leads back to its step', async () => {
    openWizard(viewOf('welcome'), { at_start: () => ({ unavailable: false, reminders: [reminder], under_way: [], departures: null }), resume: () => viewOf('step-guide') });
    await answered();
    expect(said(element('.notice'))).toContain('Avez-vous pu essayer ce qui fait souvent revenir vos comptes Crédit Mutuel ?');
    await press('Reprendre');
    expect(document.querySelector('.notice')).toBeNull();
  });

  test('asks whether a message left, and keeps the answer', async () => {
    let reminders: ReminderView[] = [{ ...reminder, reminder: 'confirm' }];
    const asked = openWizard(viewOf('welcome'), {
      at_start: () => ({ unavailable: false, reminders, under_way: [], departures: null }),
      confirm_sending: () => { reminders = []; return sending; },
    });
    await answered();
    expect(said(element('.notice p'))).toBe('Demande K7M4-Q2XD : votre message est-il parti ?');
    expect([...document.querySelectorAll('.notice button')].map(said)).toEqual(['Oui, il est parti', 'Non, reprendre', 'Ne plus me le rappeler']);
    await press('Oui, il est parti');
    expect(asked.filter(([command]) => command === 'confirm_sending')).toEqual([['confirm_sending', { id: 'x' }]]);
    expect(document.querySelector('.notice')).toBeNull();
  });

  test('is not told again when the person does not want it', async () => {
    const asked = openWizard(viewOf('welcome'), { at_start: () => ({ unavailable: false, reminders: [reminder], under_way: [], departures: null }), dismiss: () => [] });
    await answered();
    await press('Ne plus me le rappeler');
    expect(asked.at(-1)).toEqual(['dismiss', { id: 'x', reminder: 'try-step' }]);
    expect(document.querySelector('.notice')).toBeNull();
  });
});

describe('the quiet line', () => {
  const quiet = () => said(element('.whereabouts p'));

  test('says what left this computer, on the list and before a new request', async () => {
    await openList(kept);
    expect(quiet()).toBe('Vous avez confirmé le départ d’une demande, le 23 novembre.');
  });

  test.each(['welcome', 'no-key'])('says so at %s before a new request, where the last one stands', async (scene) => {
    const underWay: UnderWayView = {
      id: 'x', reference: 'K7M4-Q2XD', state: 'confirmed', date: '2026-11-23T13:09:00Z', deadline: '2026-12-23T13:05:00Z',
    };
    openWizard(viewOf(scene), {
      at_start: () => ({ unavailable: false, reminders: [], under_way: [underWay], departures: kept.departures }),
      open_sending: () => sending,
    });
    await answered();
    expect(quiet()).toBe('Vous avez confirmé le départ d’une demande, le 23 novembre.');
    expect(said(element('.under-way p'))).toBe(
      'Demande K7M4-Q2XD : vous avez confirmé son départ le 23 novembre. Suppression au plus tard le 23 décembre. Voir : K7M4-Q2XD',
    );
    await press('Voir');
    expect(quiet()).toBe('Vous avez confirmé le départ du message.');
    expect(document.querySelector('[aria-current=step]')).toBe(null);
  });

  test.each([
    [{ count: 2, certainty: 'left', last: '2026-11-23T13:09:00Z' }, 'Vous avez confirmé le départ de 2 demandes, la dernière le 23 novembre.'],
    [{ count: 1, certainty: 'maybe', last: null }, 'Une demande est préparée. Vous seul savez si elle est partie.'],
    [{ count: 2, certainty: 'maybe', last: null }, '2 demandes sont parties, ou préparées.'],
    [{ count: 1, certainty: 'deleted', last: null }, 'Une demande est partie. Ses identifiants sont supprimés.'],
    [{ count: 1, certainty: 'unknown', last: null }, 'Pli ne peut pas lire une de vos demandes : elle est peut-être partie.'],
    [{ count: 2, certainty: 'unknown', last: null }, 'Pli ne peut pas lire une de vos demandes : elle est peut-être partie.'],
  ] as const)('says no more than is known: %j', async (departures, words) => {
    await openList({ ...kept, departures });
    expect(quiet()).toBe(words);
  });

  test('does not take a history that cannot be read for an empty one', async () => {
    openWizard(viewOf('welcome'), { at_start: () => ({ unavailable: true, reminders: [], under_way: [], departures: null }) });
    await answered();
    expect(quiet()).toBe('Pli ne peut pas lire vos demandes pour le moment.');
  });

  test('knows what left since the start when a proof is refused', async () => {
    let start: StartView = { unavailable: false, reminders: [], under_way: [], departures: null };
    openWizard(viewOf('done'), {
      at_start: () => start,
      opened_file: () => ({ kind: 'receipt', outcome: { kind: 'refused', reason: 'altered', reference: null } }),
    }, true);
    start = { ...start, departures: kept.departures };
    await answered();
    expect(said(element('h1'))).toBe('Cette preuve n’est pas valide');
    expect(quiet()).toBe('Vous avez confirmé le départ d’une demande, le 23 novembre.');
  });

  test('says where the history is, while nothing left', async () => {
    await openList({ ...kept, departures: null });
    expect(quiet()).toBe('Ce que Pli garde de vos demandes n’est que sur cet ordinateur.');
  });

  test('does not speak of a history that is not there', async () => {
    await openList({ ...empty, unavailable: 'absent' });
    expect(quiet()).toBe('Pli ne peut pas lire vos demandes pour le moment.');
  });

  test('says that everything was erased', async () => {
    await openList({ ...empty, cases: [unfinished] }, { erase_everything: () => viewOf('welcome') });
    await press('Tout effacer');
    expect(said(document.body)).not.toContain('Ce qui est parti');
    await press('Tout effacer');
    expect(quiet()).toBe('Pli a effacé vos demandes de cet ordinateur. Ce qui est parti ne l’est pas.');
  });
});

test('everything is erased after one question', async () => {
  const asked = await openList(kept, { erase_everything: () => viewOf('welcome') });
  await press('Tout effacer');
  await press('Tout effacer');
  expect(asked.at(-1)).toEqual(['erase_everything', {}]);
  expect(said(element('h1'))).toBe('Tout est effacé');
});

test('the words of the key are of the language that is spoken', async () => {
  let language: Language = 'fr';
  const words = { fr: 'frère usuel', en: 'crater chief' };
  openWizard(viewOf('welcome'), {
    about: () => ({ ...about, key: { name: '2026-11', words: words[language], digits: '07' } }),
    set_language: () => { language = 'en'; return viewOf('welcome', 'en'); },
  });
  await press('Aide');
  expect(rows()).toContain('En mots | frère usuel');
  await press('English');
  expect(rows()).toContain('In words | crater chief');
});

test('the help shows the version and the digits of the program, and copies both for support', async () => {
  const asked = openWizard(viewOf('welcome'), { about: () => about });
  await press('Aide');
  expect(rows().slice(1, 3)).toEqual(['Version | Pli 0.1.0, 0123456789', `SHA-256 de Pli | ${about.program ?? ''}`]);
  await press('Copier la version');
  expect(asked.at(-1)).toEqual(['copy_text', { text: `Pli 0.1.0, 0123456789, SHA-256 ${about.program ?? ''}` }]);
});
