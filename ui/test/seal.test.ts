import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import type { Rejection } from '../src/generated/Rejection';
import { sealPages } from '../dev/scenes';
import { closeWindow, element, openSeal, press, said, submit, type } from './window';

// Not a credential of anybody: digits that only count.
const TYPED = { identifiant: '0123456789', code: '012345' };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(async () => {
  await closeWindow();
  vi.useRealTimers();
});

const page = () => sealPages.fr;

function fill() {
  type('#identifiant', TYPED.identifiant);
  type('#code', TYPED.code);
}

test('the first field has the focus, the code is hidden until it is asked for', async () => {
  openSeal(page());
  expect(document.activeElement).toBe(element('#identifiant'));
  expect(element('#identifiant').getAttribute('type')).toBe('text');
  expect(element('#code').getAttribute('type')).toBe('password');
  await press('Afficher : Code personnel');
  expect(element('#code').getAttribute('type')).toBe('text');
});

test('locked capitals are said where letters count, until the field is left', async () => {
  const lettered = page();
  openSeal({ ...lettered, fields: lettered.fields.map((field) => ({ ...field, numeric: field.id === 'identifiant' })) });
  const hint = (id: string) => element(`#${id}`).closest('.field')?.querySelector('[role="status"]')?.textContent;
  for (const id of ['identifiant', 'code']) {
    const key = new KeyboardEvent('keyup', { bubbles: true });
    key.getModifierState = (modifier) => modifier === 'CapsLock';
    element(`#${id}`).dispatchEvent(key);
  }
  await tick();
  expect([hint('identifiant'), hint('code')]).toEqual(['', 'Votre clavier écrit en majuscules.']);
  element('#code').dispatchEvent(new FocusEvent('blur'));
  await tick();
  expect(hint('code')).toBe('');
});

test('a password may be pasted, and nothing offers to save it', () => {
  openSeal(page());
  const pasted = new Event('paste', { bubbles: true, cancelable: true });
  element('#code').dispatchEvent(pasted);
  expect(pasted.defaultPrevented).toBe(false);
  for (const field of document.querySelectorAll('form, input')) expect(field.getAttribute('autocomplete')).toBe('off');
});

test('nothing learns what is typed, or changes it, hidden or shown', async () => {
  openSeal(page());
  for (const button of ['Afficher ce que j’écris', 'Masquer ce que j’écris']) {
    await press(button);
    for (const id of ['identifiant', 'code']) {
      for (const off of ['autocomplete', 'autocapitalize', 'autocorrect']) expect(element(`#${id}`).getAttribute(off)).toBe('off');
      expect(element(`#${id}`).getAttribute('spellcheck')).toBe('false');
    }
  }
});

test('what is typed goes as raw bytes, and stays nowhere', async () => {
  let read = '';
  let sent = new Uint8Array();
  openSeal(page(), {
    seal_credentials: (bytes: never) => {
      sent = bytes;
      read = new TextDecoder().decode(sent);
      return null;
    },
  });
  fill();
  await submit();
  expect(JSON.parse(read)).toEqual(TYPED);
  expect(sent.every((byte) => byte === 0)).toBe(true);
  expect(element<HTMLInputElement>('#identifiant').value).toBe('');
  expect(element<HTMLInputElement>('#code').value).toBe('');
});

test('a refused value keeps what was typed', async () => {
  const rejection: Rejection = { kind: 'correct', problems: [{ field: 'code', code: 'credential-too-long', values: { max: '256' } }] };
  openSeal(page(), {
    seal_credentials: () => {
      throw rejection;
    },
  });
  fill();
  await submit();
  expect(document.activeElement).toBe(element('#code'));
  expect(element<HTMLInputElement>('#code').value).toBe(TYPED.code);
});

test('an unusual value can be confirmed, until something else is typed', async () => {
  const unusual = ['code', 'identifiant', 'code'] as const;
  const told: string[] = [];
  openSeal(page(), {
    answer_questions: ({ said }: { said: string }) => told.push(said),
    seal_credentials: () => {
      const field = unusual[told.length - 1] ?? 'code';
      throw { kind: 'correct', problems: [{ field, code: 'credential-unusual', values: {} }] } satisfies Rejection;
    },
  });
  fill();
  await submit();
  const seal = element('.button--seal');
  expect(said(seal)).toBe('C’est exact, sceller');
  await submit();
  type('#code', '543210');
  await submit();
  expect(told).toEqual(['', 'code=unusual', 'identifiant=unusual']);
  type('#code', '482915');
  expect(said(seal)).toBe('Sceller mes identifiants');
});

test('a space at an end is kept or removed by name, and what else was said is not forgotten', async () => {
  const codes = ['credential-unseen', 'credential-space', undefined] as const;
  const told: string[] = [];
  openSeal(page(), {
    answer_questions: ({ said }: { said: string }) => told.push(said),
    seal_credentials: () => {
      const code = codes[told.length - 1];
      if (code === undefined) return null;
      throw { kind: 'correct', problems: [{ field: 'code', code, values: { place: 'end' } }] } satisfies Rejection;
    },
  });
  fill();
  await submit();
  expect(said(element('.button--seal'))).toBe('C’est exact, sceller');
  await submit();
  expect(said(element('#code-error'))).toContain('une espace à la fin');
  await press('Enlever l’espace');
  expect(told).toEqual(['', 'code=unseen', 'code=unseen code=space-removed']);
});

test('a Tab goes from field to field, and the keyboard shows what is written after them', async () => {
  openSeal(page());
  const reached = [...document.querySelectorAll<HTMLElement>('form input, form button')].filter((it) => it.tabIndex >= 0);
  expect(reached.slice(0, 3).map((it) => it.id || said(it))).toEqual(['identifiant', 'code', 'Afficher ce que j’écris']);
  await press('Afficher ce que j’écris');
  expect(element('#code').getAttribute('type')).toBe('text');
  await press('Masquer ce que j’écris');
  expect(element('#code').getAttribute('type')).toBe('password');
  expect(element('#identifiant').getAttribute('type')).toBe('text');
});

test('a clock that is set changes nothing', async () => {
  openSeal(page());
  fill();
  vi.setSystemTime(Date.now() + 3_600_000);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(document.querySelector('.notice--idle')).toBe(null);
  vi.setSystemTime(Date.now() - 7_200_000);
  await vi.advanceTimersByTimeAsync(298_000);
  expect(element<HTMLInputElement>('#code').value).toBe('');
});

test('cancelling forgets what was typed', async () => {
  const asked = openSeal(page());
  fill();
  await press('Annuler');
  expect(element<HTMLInputElement>('#code').value).toBe('');
  expect(asked).toEqual([['cancel_seal', {}]]);
});

test('the last minute without a sign of life is announced, and a word stops it', async () => {
  const asked = openSeal(page());
  await vi.advanceTimersByTimeAsync(239_000);
  expect(document.querySelector('.notice--idle')).toBe(null);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(said(element('.notice--idle'))).toBe(
    'Vous êtes toujours là ? Sans réponse, cette fenêtre se ferme dans 60 secondes et oublie tout. Continuer',
  );
  await press('Continuer');
  expect(document.querySelector('.notice--idle')).toBe(null);
  expect(asked).toEqual([['stay', {}]]);
});

test('what was typed is forgotten when nobody answers', async () => {
  openSeal(page());
  fill();
  await vi.advanceTimersByTimeAsync(300_000);
  expect(element<HTMLInputElement>('#code').value).toBe('');
});

test('typing tells the process at most every ten seconds that somebody is there', async () => {
  const asked = openSeal(page());
  for (let second = 0; second < 25; second += 1) {
    await vi.advanceTimersByTimeAsync(1_000);
    window.dispatchEvent(new KeyboardEvent('keydown'));
  }
  expect(asked).toEqual([['stay', {}], ['stay', {}]]);
});

test('what is dictated or pasted is a sign of life, without a key or a pointer', async () => {
  const asked = openSeal(page());
  await vi.advanceTimersByTimeAsync(240_000);
  type('#code', TYPED.code);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(document.querySelector('.notice--idle')).toBe(null);
  expect(asked).toEqual([['stay', {}]]);
});

describe('what is hidden and has no form to be checked by', () => {
  const lettered = () => ({ ...page(), fields: page().fields.map((field) => ({ ...field, numeric: field.id === 'identifiant' })) });

  test('is looked at, or confirmed, before it is sealed', async () => {
    const asked = openSeal(lettered());
    fill();
    await submit();
    expect(asked).toEqual([]);
    expect(document.activeElement).toBe(element('#code'));
    expect(said(element('#code-error'))).toContain('Pli ne peut pas le vérifier.');
    expect(said(element('.button--seal'))).toBe('C’est exact, sceller');
    await submit();
    expect(asked.map(([command]) => command)).toEqual(['answer_questions', 'seal_credentials']);
  });

  test('is sealed at once when it was shown', async () => {
    const asked = openSeal(lettered());
    fill();
    await press('Afficher : Code personnel');
    await submit();
    expect(asked.map(([command]) => command)).toEqual(['answer_questions', 'seal_credentials']);
  });
});
