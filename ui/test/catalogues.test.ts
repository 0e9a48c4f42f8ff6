import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse, Visitor, type Entry, type Pattern, type TextElement, type VariableReference } from '@fluent/syntax';
import { describe, expect, test } from 'vitest';

import { tags } from '../src/words';

const folder = join(import.meta.dirname, '../../assets/locales');
const french = readdirSync(folder).filter((name) => /(^|\.)fr\.ftl$/.test(name));
const others = Object.keys(tags).filter((language) => language !== 'fr');
const inLanguage = (name: string, language: string) => name.replace(/fr\.ftl$/, `${language}.ftl`);

const NARROW = '\u202f';
const NO_BREAK = '\u00a0';

function entriesOf(name: string): Entry[] {
  return parse(readFileSync(join(folder, name), 'utf8'), { withSpans: false }).body;
}

/** Every message, and every attribute as `message.attribute`, with the variables it names. */
function variablesOf(name: string): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const entry of entriesOf(name)) {
    if (entry.type !== 'Message') continue;
    const { id, value, attributes } = entry;
    if (value) found[id.name] = variablesIn(value);
    for (const attribute of attributes) found[`${id.name}.${attribute.id.name}`] = variablesIn(attribute.value);
  }
  return found;
}

function variablesIn(pattern: Pattern): string[] {
  const names = new Set<string>();
  class Variables extends Visitor {
    override visitVariableReference(reference: VariableReference) {
      names.add(reference.id.name);
    }
  }
  new Variables().visit(pattern);
  return [...names].sort();
}

function textsOf(name: string): string[] {
  const texts: string[] = [];
  class Texts extends Visitor {
    override visitTextElement(text: TextElement) {
      texts.push(text.value);
    }
  }
  for (const entry of entriesOf(name)) if (entry.type === 'Message') new Texts().visit(entry);
  return texts;
}

describe.each(french)('%s', (name) => {
  test('is Fluent, whole', () => {
    expect(entriesOf(name).filter(({ type }) => type === 'Junk')).toEqual([]);
  });

  test.each(others)('has exactly the messages and variables of its %s', (language) => {
    const other = inLanguage(name, language);
    expect(entriesOf(other).filter(({ type }) => type === 'Junk')).toEqual([]);
    // The English help is the comments of the command line, which a test of the desk compares: only its frame is here.
    const common = name === 'desk-help.fr.ftl' ? variablesOf(name) : {};
    expect({ ...common, ...variablesOf(other) }).toEqual(variablesOf(name));
  });

  test.each([
    ['a narrow no-break space before ; ! ?', new RegExp(`[^${NARROW}.…;!?][;!?]`)],
    ['a narrow no-break space inside « »', new RegExp(`«(?!${NARROW})|(?<!${NARROW})»`)],
    ['a no-break space before :', new RegExp(`(?<!${NO_BREAK})(?<!^):(?!//)`)],
    ['no straight apostrophe', /'/],
    ['no straight quotation mark', /"/],
    ['no three dots', /\.\.\./],
    ['no common space before a sign that must not begin a line', / [;:!?»]/],
  ])('%s', (_, wrong) => {
    expect(textsOf(name).filter((text) => wrong.test(text))).toEqual([]);
  });
});

// What a terminal says of paths and commands is quoted in ASCII, to be copied.
const ofTerminals = /^desk-(failures|findings|help)\./;

test('English has curly apostrophes and quotation marks', () => {
  expect(french.filter((name) => !ofTerminals.test(name)).map((name) => inLanguage(name, 'en')).flatMap(textsOf).filter((text) => /['"]/.test(text))).toEqual([]);
});
