import { emit } from '@tauri-apps/api/event';
import { afterEach, describe, expect, test, vi } from 'vitest';

import type { Problem } from '../src/generated/Problem';
import type { Rejection } from '../src/generated/Rejection';
import { about } from '../dev/scenes';
import { answered, button, closeWindow, element, openWizard, press, said, submit, tick, type, viewOf } from './window';

afterEach(closeWindow);

function refuse(...problems: Problem[]): never {
  const rejection: Rejection = { kind: 'correct', problems };
  throw rejection;
}

const noEnding: Problem = { field: 'email', code: 'email-no-ending', values: {} };
const noDescription: Problem = { field: 'description', code: 'description-empty', values: {} };

describe('a page', () => {
  test('gives its heading the focus and its name to the window', () => {
    openWizard(viewOf('accounts'));
    expect(document.activeElement).toBe(element('h1'));
    expect(said(element('title'))).toBe('Quels comptes manquent dans Bankin’ ? — Pli');
    expect(document.documentElement.lang).toBe('fr-FR');
  });

  test('follows the one the wizard answers with', async () => {
    const asked = openWizard(viewOf('welcome'), { answer: () => viewOf('who-asked') });
    await press('Commencer');
    expect(asked).toEqual([['answer', { answer: { kind: 'start' } }]]);
    expect(document.activeElement).toBe(element('h1'));
    expect(said(element('h1'))).toBe('Qui vous a demandé ce partage ?');
  });

  test('is the wizard’s own when an answer came out of order', async () => {
    const rejection: Rejection = { kind: 'out-of-order' };
    openWizard(viewOf('welcome'), {
      answer: () => {
        throw rejection;
      },
      view: () => viewOf('review'),
    });
    await press('Commencer');
    expect(said(element('h1'))).toBe('Vérifiez vos réponses');
  });
});

describe('a refused answer', () => {
  test('is told in a summary that takes the focus, and beside each field', async () => {
    openWizard(viewOf('problem'), { answer: () => refuse(noEnding, noDescription) });
    await submit();
    const summary = element('.errors');
    expect(document.activeElement).toBe(summary);
    expect(said(summary)).toBe('Il y a deux choses à corriger Complétez votre adresse mailRacontez ce qui se passe');
    expect(document.querySelectorAll('.field__error')).toHaveLength(2);
  });

  test('for one thing is told beside its field, which takes the focus', async () => {
    openWizard(viewOf('problem'), { answer: () => refuse(noEnding) });
    type('#email', 'helene.marchand@exemple');
    await submit();

    expect(document.querySelector('.errors')).toBe(null);
    expect(document.activeElement).toBe(element('#email'));
    expect(said(element('#email-error'))).toBe(
      'Erreur : Il manque la fin de l’adresse, par exemple « .fr » ou « .com ».',
    );
    expect(element('#email').getAttribute('aria-invalid')).toBe('true');
    expect(element('#email').getAttribute('aria-describedby')).toBe('email-hint email-error');
    expect(said(element('title'))).toBe('Erreur : Vos coordonnées et le problème — Pli');
  });

  test('loses nothing that was typed', async () => {
    openWizard(viewOf('problem'), { answer: () => refuse(noEnding) });
    type('#email', 'helene.marchand@exemple');
    type('#description', 'Mon PEA a disparu.');
    await submit();
    expect(element<HTMLInputElement>('#email').value).toBe('helene.marchand@exemple');
    expect(element<HTMLTextAreaElement>('#description').value).toBe('Mon PEA a disparu.');
  });

  test('leads from its summary to the field', async () => {
    openWizard(viewOf('problem'), { answer: () => refuse(noEnding, noDescription) });
    await submit();
    element('.errors a').click();
    expect(document.activeElement).toBe(element('#email'));
  });

  test('to one question is told beside it, and takes the focus to its first choice', async () => {
    openWizard(viewOf('accounts'), { answer: () => refuse({ field: 'account', code: 'choose-accounts', values: {} }) });
    await submit();
    expect(document.querySelector('.errors')).toBe(null);
    expect(document.activeElement).toBe(element('#account-lcl_pea'));
    expect(said(element('#account-error'))).toBe('Erreur : Cochez au moins un compte.');
  });

  test('is not said any more of a field that changed, and moves nothing', async () => {
    openWizard(viewOf('problem'), {
      answer: () => refuse(noEnding, noDescription),
    });
    await submit();
    element('#email').focus();
    type('#email', 'helene.marchand@exemple.fr');
    expect(element('#email').getAttribute('aria-invalid')).toBe(null);
    expect(element('#email').getAttribute('aria-describedby')).toBe('email-hint');
    expect(element('#email-error').closest('.field')?.classList).toContain('field--corrected');
    expect(element('#description').getAttribute('aria-invalid')).toBe('true');
    expect(said(element('.errors h2'))).toBe('Il y a une chose à corriger');
    expect(document.activeElement).toBe(element('#email'));
    type('#description', 'Mon PEA a disparu.');
    expect(element('.errors').classList).toContain('errors--corrected');
    expect(said(element('title'))).toBe('Vos coordonnées et le problème — Pli');
  });

  test('takes the focus each time', async () => {
    for (const [problems, focused] of [[[noEnding, noDescription], '.errors'], [[noEnding], '#email']] as const) {
      openWizard(viewOf('problem'), { answer: () => refuse(...problems) });
      await submit();
      element('#name').focus();
      await submit();
      expect(document.activeElement).toBe(element(focused));
      await closeWindow();
    }
  });

  test('takes things in the same words for one', async () => {
    const missing = (act: string): Problem => ({ field: `act-${act}`, code: 'act-missing', values: {} });
    openWizard(viewOf('consent'), { sign: () => refuse(missing('sharing'), missing('risks'), missing('free')) });
    await submit();
    expect(document.querySelector('.errors')).toBe(null);
    expect(document.activeElement).toBe(element('#act-sharing'));
    expect(document.querySelectorAll('.field__error')).toHaveLength(3);
  });
});

describe('what is typed', () => {
  test('stays when the language changes', async () => {
    openWizard(viewOf('problem'), { set_language: () => viewOf('problem', 'en') });
    type('#name', 'Hélène Marchand');
    await press('English');
    expect(said(element('h1'))).toBe('Your details and the problem');
    expect(element<HTMLInputElement>('#name').value).toBe('Hélène Marchand');
    expect(document.documentElement.lang).toBe('en-GB');
  });

  test('is there again after "Retour"', async () => {
    openWizard(viewOf('problem'), { back: () => viewOf('accounts'), answer: () => viewOf('problem') });
    type('#name', 'Hélène Marchand');
    await press('Retour');
    await press('Continuer');
    expect(element<HTMLInputElement>('#name').value).toBe('Hélène Marchand');
  });

  test('goes to the wizard as it is', async () => {
    const asked = openWizard(viewOf('problem'), { answer: () => viewOf('review') });
    for (const id of ['name', 'email', 'reference', 'description']) type(`#${id}`, ` ${id} `);
    await submit();
    expect(asked).toEqual([
      [
        'answer',
        {
          answer: {
            kind: 'problem', name: ' name ', email: ' email ', reference: ' reference ', description: ' description ',
          },
        },
      ],
    ]);
  });

  test('is counted as the wizard counts it', () => {
    openWizard(viewOf('problem'));
    type('#description', '𝔸'.repeat(4001));
    expect(said(element('#description-left'))).toBe('Il y a 1 caractère de trop.');
  });
});

test('"Modifier" leads to the field of the answer', async () => {
  const asked = openWizard(viewOf('review'), { modify: () => viewOf('problem') });
  element('.summary > div:nth-of-type(6) button').click();
  await answered();
  expect(asked).toEqual([['modify', { page: 'problem' }]]);
  expect(document.activeElement).toBe(element('#name'));
});

test('the accounts that are ticked name their bank, and are kept before they are answered', async () => {
  const asked = openWizard(viewOf('accounts'), { answer: () => viewOf('problem'), note: () => null });
  tick('#account-lcl_pea');
  await emit('ask-before-closing', { case: true, consent: false });
  await answered();
  expect(asked.at(-1)).toEqual(['note', { answer: { kind: 'accounts', accounts: ['lcl_assurance-vie'] } }]);
  tick('#account-credit-mutuel_epargne');
  await submit();
  const accounts = ['lcl_assurance-vie', 'credit-mutuel_epargne'];
  expect(asked.at(-1)).toEqual(['answer', { answer: { kind: 'accounts', accounts } }]);
});

test('an answer that goes on at once is a button, and says which was given before', async () => {
  const view = viewOf('who-asked');
  const asked = openWizard({ ...view, page: { kind: 'who-asked', chosen: 'article' } }, { answer: () => viewOf('accounts') });
  expect([...document.querySelectorAll('[aria-current=true]')].map(({ id }) => id)).toEqual(['who-article']);
  element('#who-support').click();
  await answered();
  expect(asked).toEqual([['answer', { answer: { kind: 'who-asked', by: 'support' } }]]);
});

describe('the consent', () => {
  test('begins unticked and unsigned', () => {
    openWizard(viewOf('consent'));
    expect([...document.querySelectorAll<HTMLInputElement>('.acts input')].map((act) => act.checked)).toEqual([false, false, false]);
    expect(element<HTMLInputElement>('#signature').value).toBe('');
  });

  test('draws the signature as it is typed, for the eye alone', () => {
    openWizard(viewOf('consent'));
    type('#signature', 'Hélène');
    expect(said(element('.signature__name'))).toBe('Hélène');
    expect(element('.signature').getAttribute('aria-hidden')).toBe('true');
  });

  test('is signed with what was ticked and typed, and opens the seal window', async () => {
    const asked = openWizard(viewOf('consent'), {
      sign: () => viewOf('credentials'),
      seal: () => ({ view: viewOf('credentials'), cancelled: true }),
    });
    for (const act of ['free', 'sharing', 'risks']) tick(`#act-${act}`);
    type('#signature', 'Hélène Marchand');
    await submit();
    await answered();
    const signing = { acts: ['sharing', 'risks', 'free'], name: 'Hélène Marchand' };
    expect(asked).toEqual([['sign', { signing }], ['seal', {}]]);
    expect(said(element('[role=status]'))).toBe('La fenêtre s’est fermée sans rien garder. Vous pouvez l’ouvrir à nouveau.');
  });

  test('that is refused opens nothing', async () => {
    const asked = openWizard(viewOf('consent'), { sign: () => refuse({ field: 'signature', code: 'signature-empty', values: {} }) });
    await submit();
    expect(asked.map(([command]) => command)).toEqual(['sign']);
  });

  test('in another language is another text: its acts are not ticked, the signature stays', async () => {
    openWizard(viewOf('consent'), { set_language: () => viewOf('consent', 'en') });
    tick('#act-sharing');
    type('#signature', 'Hélène Marchand');
    await press('English');
    expect(element<HTMLInputElement>('#act-sharing').checked).toBe(false);
    expect(element<HTMLInputElement>('#signature').value).toBe('Hélène Marchand');
  });

  const scrolledTo = (top: number) => {
    for (const one of document.querySelectorAll('.page, .main')) one.scrollTop = top;
  };

  test('that gave its place to the help is as it was', async () => {
    openWizard(viewOf('consent'), { about: () => about });
    tick('#act-sharing');
    type('#signature', 'Hélène');
    scrolledTo(700);
    await press('Aide');
    expect(element('.main').scrollTop).toBe(0);
    await press('Retour');
    expect(element<HTMLInputElement>('#act-sharing').checked).toBe(true);
    expect(element<HTMLInputElement>('#signature').value).toBe('Hélène');
    expect(element('.main').scrollTop).toBe(700);
  });

  test('that was left for another page is given anew', async () => {
    openWizard(viewOf('consent'), { back: () => viewOf('review'), answer: () => viewOf('consent') });
    tick('#act-sharing');
    type('#signature', 'Hélène');
    await press('Retour');
    await press('Tout est juste');
    expect(element<HTMLInputElement>('#act-sharing').checked).toBe(false);
    expect(element<HTMLInputElement>('#signature').value).toBe('');
  });

  test('that is signed already only goes on', async () => {
    const asked = openWizard(viewOf('consent-signed'), {
      answer: () => viewOf('credentials'),
      seal: () => ({ view: viewOf('credentials'), cancelled: true }),
    });
    expect(document.querySelector('#signature')).toBe(null);
    await submit();
    await answered();
    expect(asked).toEqual([['answer', { answer: { kind: 'continue' } }], ['seal', {}]]);
  });
});

describe('a button at work', () => {
  test('says so, keeps the focus and does nothing more', async () => {
    vi.useFakeTimers();
    const asked = openWizard(viewOf('credentials'), { seal: () => new Promise(() => undefined) });
    const open = button('Ouvrir');
    open.focus();
    open.click();
    await vi.advanceTimersByTimeAsync(150);
    expect(said(open)).toBe('La fenêtre protégée est ouverte…');
    expect(open.getAttribute('aria-disabled')).toBe('true');
    expect(document.activeElement).toBe(open);
    open.click();
    expect(asked).toEqual([['seal', {}]]);
    vi.useRealTimers();
  });
});

test('a failure says what happened and what to do', async () => {
  const rejection: Rejection = { kind: 'failed', code: 'disk-full', values: {} };
  openWizard(viewOf('credentials'), {
    seal: () => {
      throw rejection;
    },
    view: () => viewOf('credentials'),
  });
  await press('Ouvrir');
  const notice = element('.notice--failure');
  expect(document.activeElement).toBe(notice);
  expect(said(notice)).toBe('Il n’y a plus de place sur cet ordinateur. Libérez un peu de place, puis réessayez. Code : disk-full');
});

test.each(['files-missing', 'files-changed', 'folder-not-shown'] as const)('%s says which folder it is about', async (code) => {
  const rejection: Rejection = { kind: 'failed', code, values: {} };
  openWizard({ ...viewOf('handed-over'), folder: 'Documents > Pli > K7M4-Q2XD-2' }, {
    reveal_folder: () => {
      throw rejection;
    },
  });
  await press('Ouvrir leur dossier');
  expect(said(element('.notice--failure'))).toContain('Documents > Pli > K7M4-Q2XD-2');
});

test('a consent that is void by now is shown again, with the reason', async () => {
  const rejection: Rejection = { kind: 'failed', code: 'seal-other-key', values: {} };
  openWizard(viewOf('credentials'), {
    seal: () => {
      throw rejection;
    },
    view: () => viewOf('consent'),
  });
  await press('Ouvrir');
  expect(said(element('.notice--failure'))).toContain('La clé de Bridge a changé depuis votre signature.');
  expect(said(element('h1'))).toBe('Votre accord');
});

test('a seal window that was closed leaves a word', async () => {
  openWizard(viewOf('credentials'), { seal: () => ({ view: viewOf('credentials'), cancelled: true }) });
  await press('Ouvrir');
  expect(said(element('[role=status]'))).toBe('La fenêtre s’est fermée sans rien garder. Vous pouvez l’ouvrir à nouveau.');
});

test('a consent is dated as French writes the first of a month', () => {
  vi.useFakeTimers({ now: new Date(2026, 11, 1, 9, 5) });
  openWizard(viewOf('consent'));
  expect(said(element('.signature__date'))).toBe('Le 1er décembre 2026,à 09 h 05');
  vi.useRealTimers();
});

describe('the message', () => {
  const clients = { proposed: 'gmail', programs: [], webmails: [{ id: 'gmail', name: 'Gmail', installed: false, site: 'mail.google.com' }] };

  test('is proposed to the client that was chosen last time', async () => {
    openWizard(viewOf('mail-client'), { mail_clients: () => clients });
    await answered();
    expect(element('#mail-gmail').getAttribute('aria-current')).toBe('true');
    expect(said(element('#mail-gmail .hint'))).toBe('Comme la dernière fois');
  });

  test.each([
    [true, 'Gmail doit être ouvert dans votre navigateur. Votre texte, trop long pour ce site, y est coupé'],
    [false, 'Gmail doit être ouvert dans votre navigateur. Tout est déjà écrit.'],
  ])('says whether its page has the whole text (shortened: %s)', async (shortened, words) => {
    const view = viewOf('handed-over');
    const page = { ...view.page, via: 'Gmail' } as typeof view.page;
    openWizard(viewOf('mail-client'), {
      mail_clients: () => clients,
      hand_off: () => ({ view: { ...view, page }, how: 'compose', reminder: false, site_opened: true, shortened }),
    });
    await answered();
    await press('Gmail');
    expect(said(element('.gestures p')).startsWith(words)).toBe(true);
  });

  test.each([[true, 'Gmail doit être ouvert'], [false, 'Le message est vide']])('opens its site with the choice, and again (%s)', async (opened, words) => {
    const view = viewOf('handed-over');
    const page = { ...view.page, via: 'Gmail' } as typeof view.page;
    const asked = openWizard(viewOf('mail-client'), {
      mail_clients: () => clients,
      hand_off: () => ({ view: { ...view, page }, how: 'compose', reminder: false, site_opened: opened, shortened: false }),
    });
    await answered();
    await press('Gmail');
    expect(asked.at(-1)).toEqual(['hand_off', { client: 'gmail' }]);
    expect(said(element('.gestures :is(p, details[open] summary)')).startsWith(words)).toBe(true);
    await press('Ouvrir Gmail');
    expect(asked.at(-1)).toEqual(['open_webmail', { client: 'gmail' }]);
    expect(said(element('.gestures > .done h2'))).toBe('Ouvrez le message dans Gmail : fait');
  });

  test('can be called off', async () => {
    openWizard(viewOf('mail-client'), {
      mail_clients: () => clients,
      hand_off: () => ({ view: viewOf('mail-client'), how: 'cancelled', reminder: false, site_opened: false, shortened: false }),
    });
    await answered();
    await press('Gmail');
    expect(said(element('[role=status]'))).toBe('Rien n’a été préparé. Vous pouvez choisir à nouveau.');
  });

  test('asks unasked whether anything opened, after ten seconds, where that is not certain', async () => {
    vi.useFakeTimers();
    openWizard(viewOf('mail-client'), {
      mail_clients: () => clients,
      hand_off: () => ({ view: viewOf('handed-over'), how: 'opened', reminder: true, site_opened: false, shortened: false }),
    });
    await answered();
    await press('Gmail');
    await vi.advanceTimersByTimeAsync(9_999);
    expect(element<HTMLDetailsElement>('details').open).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(element<HTMLDetailsElement>('details').open).toBe(true);
    expect(said(element('p[role=status]'))).toBe('Rien ne s’est ouvert ?');
    expect(said(element('.actions + details'))).toContain('Rien ne s’est ouvert ?');
    vi.useRealTimers();
  });

  test('goes to the next best way when the first did not work', async () => {
    const asked = openWizard(viewOf('mail-client'), {
      mail_clients: () => clients,
      hand_off: () => ({ view: viewOf('handed-over'), how: 'webmail', reminder: false, site_opened: false, shortened: false }),
      another_way: () => viewOf('mail-client'),
    });
    await answered();
    await press('Gmail');
    await press('Non, essayer autrement');
    await answered();
    expect(asked.at(-1)).toEqual(['mail_clients', { tried: ['gmail'] }]);
    expect(said(element('.question > .hint'))).toBe('Essayons un autre moyen. Pli a enregistré vos deux fichiers dans Documents > Pli > K7M4-Q2XD.');
  });

  test('has two cards that begin to drag both files, and no text', async () => {
    const asked = openWizard(viewOf('handed-over'));
    const cards = [...document.querySelectorAll<HTMLElement>('.file')];
    const press = new MouseEvent('mousedown', { buttons: 1, cancelable: true });
    for (const card of cards) {
      card.dispatchEvent(press);
      window.dispatchEvent(new MouseEvent('mousemove', { buttons: 1, clientX: 3 }));
      window.dispatchEvent(new MouseEvent('mousemove', { buttons: 1, clientX: 4 }));
      await answered();
    }
    expect(press.defaultPrevented).toBe(true);
    expect(asked).toEqual([['drag_files', {}], ['drag_files', {}]]);
  });

  test('tells what else can be done when the clipboard takes nothing', async () => {
    const rejection: Rejection = { kind: 'failed', code: 'clipboard-failed', values: {} };
    openWizard(viewOf('handed-over'), {
      copy: () => {
        throw rejection;
      },
    });
    await press('Copier les fichiers');
    expect(said(element('.notice'))).toBe(
      'La copie n’a pas marché. Sélectionnez le texte à la souris, ou écrivez-le à la main. Pour les fichiers, ouvrez leur dossier. Code : clipboard-failed',
    );
    expect(said(button('Copier les fichiers'))).toBe('Copier les fichiers');
  });

  test('is copied line by line, and says so', async () => {
    const asked = openWizard(viewOf('handed-over'));
    await press('Copier : Objet');
    expect(asked).toEqual([['copy', { what: 'subject' }]]);
    expect(said(button('Copié'))).toBe('Copié : Objet');
    expect(said(element('[role=status]'))).toBe('Copié : Objet');
  });
});

test('closing is asked once, in the page, and what is typed is kept first', async () => {
  const asked = openWizard(viewOf('problem'), { note: () => null });
  await answered();
  type('#name', 'Hélène');
  await emit('ask-before-closing', { case: true, consent: false });
  await answered();
  expect(element<HTMLDialogElement>('dialog').open).toBe(true);
  expect(said(element('#closing-text'))).toBe('Vos réponses sont gardées sur cet ordinateur, dans « Mes demandes ».');
  expect(asked.at(-1)).toEqual([
    'note',
    { answer: { kind: 'problem', name: 'Hélène', email: '', reference: '', description: '' } },
  ]);
  await press('Fermer Pli');
  expect(asked.at(-1)).toEqual(['close', {}]);
});

test('a signed consent is said to be kept only with its key', async () => {
  const signed = 'Vos réponses et votre accord signé sont gardés sur cet ordinateur, dans « Mes demandes ».';
  const unsigned = 'Vos réponses sont gardées sur cet ordinateur, dans « Mes demandes ». Vous aurez à cocher et à signer quand vous reviendrez.';
  openWizard(viewOf('credentials'));
  await answered();
  for (const [consent, words] of [[true, signed], [false, unsigned]] as const) {
    await emit('ask-before-closing', { case: true, consent });
    await answered();
    expect(said(element('#closing-text'))).toBe(words);
  }
});

test('the text of a signed consent is in the language it was read in', () => {
  const [en, fr] = [viewOf('consent', 'en'), viewOf('consent')];
  openWizard({ ...en, page: fr.page });
  expect([document.documentElement.lang, element('.sheet').lang]).toEqual(['en-GB', 'fr-FR']);
});

describe('the way back', () => {
  const keydown = (options: KeyboardEventInit) => {
    const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...options });
    element('#name').dispatchEvent(event);
    return event.defaultPrevented;
  };

  test.each([
    ['Windows NT 10.0', { key: 'ArrowLeft', altKey: true }, true],
    ['Macintosh; Intel Mac OS X 10_15_7', { key: 'ArrowLeft', altKey: true }, false],
    ['Macintosh; Intel Mac OS X 10_15_7', { key: '[', metaKey: true }, true],
  ])('on %s with %o', async (userAgent, key, goes) => {
    vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(userAgent);
    const asked = openWizard(viewOf('problem'), { back: () => viewOf('accounts') });
    expect(keydown(key)).toBe(goes);
    await answered();
    expect(asked.map(([command]) => command)).toEqual(goes ? ['back'] : []);
    vi.restoreAllMocks();
  });

  test('waits until a dialog is answered', async () => {
    const asked = openWizard(viewOf('problem'), { back: () => viewOf('accounts') });
    await answered();
    await emit('ask-before-closing', { case: true, consent: false });
    await answered();
    expect(keydown({ key: 'ArrowLeft', altKey: true })).toBe(true);
    document.body.dispatchEvent(new MouseEvent('mouseup', { bubbles: true, button: 3 }));
    await answered();
    expect(asked.map(([command]) => command)).not.toContain('back');
  });
});

test('without a key it is looked for again when the person comes back to the window', async () => {
  openWizard(viewOf('no-key'), { view: () => viewOf('welcome') });
  window.dispatchEvent(new Event('focus'));
  await answered();
  expect(button('Commencer')).toBeTruthy();
});

test('the end of a request that is not kept says so, on the page and before it closes', async () => {
  const words = 'Pli n’a pas pu garder cette demande : voyez « Mes demandes ». Une fois Pli fermé, vous ne pourrez retirer votre accord qu’en écrivant à support@bankin.com. Gardez le fichier de preuve que vous recevrez.';
  openWizard(viewOf('done-unkept'));
  await answered();
  expect(said(element('.notice'))).toBe(words);
  await emit('ask-before-closing', { case: false, consent: false });
  await answered();
  expect(said(element('#closing-text'))).toBe(words);
  await closeWindow();
  openWizard(viewOf('done'));
  expect(document.querySelector('.notice')).toBe(null);
});
