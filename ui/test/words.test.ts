import { expect, test } from 'vitest';

import { problemSummary, problemText } from '../src/rejection';
import { say, type Say } from '../src/words';

const french: Say = (id, values) => say('fr', id, values);
const english: Say = (id, values) => say('en', id, values);

test('a message is said in its language, with its values', () => {
  expect(french('seal-title', { bank: 'LCL' })).toBe('Vos identifiants LCL');
  expect(english('seal-title', { bank: 'LCL' })).toBe('Your LCL credentials');
});

test('an attribute is said by the name of its message', () => {
  expect(french('failure-disk-full.remedy')).toBe('Libérez un peu de place, puis réessayez.');
});

test('a count is said in words as far as they go', () => {
  const titles = [1, 2, 4, 5].map((count) => french('errors-title', { count }));
  expect(titles).toEqual([
    'Il y a une chose à corriger',
    'Il y a deux choses à corriger',
    'Il y a quatre choses à corriger',
    'Il y a 5\u00a0choses à corriger',
  ]);
});

test('a limit is grouped the way the language does', () => {
  const problem = { field: 'description', code: 'description-too-long', values: { max: '4000' } } as const;
  expect(problemText(french, problem)).toBe('Ce texte est trop long\u00a0: 4\u202f000\u00a0caractères au plus.');
  expect(problemText(english, problem)).toBe('This text is too long: 4,000 characters at most.');
  expect(problemSummary(english, problem)).toBe('Shorten your description');
});
