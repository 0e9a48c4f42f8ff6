import { expect, test } from 'vitest';

import { dateIn, dayIn } from '../src/dates';

test('a day that was signed is the one that is written, wherever its hour falls now', () => {
  for (const offset of ['+14:00', '+02:00', '+00:00', '-11:00']) {
    expect(dateIn('fr', `2026-11-09T00:30:00${offset}`)).toBe('9 novembre 2026');
    expect(dateIn('en', `2026-11-09T23:30:00${offset}`)).toBe('9 November 2026');
  }
});

test('the first of a month is an ordinal in French alone, and a year is said where it is another', () => {
  expect(dateIn('fr', '2026-12-01T12:00:00+01:00')).toBe('1er décembre 2026');
  expect(dateIn('en', '2026-12-01T12:00:00+00:00')).toBe('1 December 2026');
  expect(dayIn('fr', '1999-05-01T12:00:00+02:00')).toBe('1er mai 1999');
});
