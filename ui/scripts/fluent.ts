import { parse, type Expression, type Pattern, type Variant } from '@fluent/syntax';
import type { Plugin } from 'vite';

/**
 * Catalogues are compiled when the interface is built: a window loads words, and neither a parser nor
 * comments. What a catalogue becomes is a `Catalogue` of src/words.ts, without the messages that are `unsaid`.
 */
export function fluent(unsaid?: RegExp): Plugin {
  return {
    name: 'fluent',
    transform: {
      filter: { id: /\.ftl$/ },
      handler: (catalogue) => ({ code: compiled(catalogue, unsaid), map: null }),
    },
  };
}

/** What the seal window says alone, or the core: the main window does not load it. */
export const unsaidByTheMainWindow = /^(seal|problem-credential)-|^(whereabouts-seal|action-(show|hide)|answer-(and|own-reference|step-tried))$/;

function compiled(catalogue: string, unsaid?: RegExp): string {
  const entries = parse(catalogue, { withSpans: false }).body;
  const messages = entries.flatMap((entry) => {
    if (entry.type === 'Junk') throw new Error(`no Fluent: ${entry.content}`);
    if (entry.type !== 'Message' || unsaid?.test(entry.id.name)) return [];
    const { id, value, attributes } = entry;
    return [
      ...(value ? [member(id.name, value)] : []),
      ...attributes.map((attribute) => member(`${id.name}.${attribute.id.name}`, attribute.value)),
    ];
  });
  return `export default {${messages.join(',')}};`;
}

/** A message that is the same whatever its values is a text, any other a function of them. */
function member(id: string, pattern: Pattern): string {
  const fixed = pattern.elements.every(({ type }) => type === 'TextElement');
  return `${JSON.stringify(id)}:${fixed ? text(pattern) : `(said) => ${text(pattern)}`}`;
}

function text({ elements }: Pattern): string {
  return elements.map((element) => (element.type === 'TextElement' ? JSON.stringify(element.value) : filled(element.expression))).join('+');
}

function filled(expression: Expression): string {
  if (expression.type !== 'SelectExpression') return `said.value(${nameOf(expression)})`;
  const key = (variant?: Variant) => JSON.stringify(variant?.key.type === 'Identifier' ? variant.key.name : variant?.key.value);
  const variants = expression.variants.map((variant) => `${key(variant)}:${text(variant.value)}`);
  const marked = expression.variants.find((variant) => variant.default);
  return `said.variant(${nameOf(expression.selector)},{${variants.join(',')}},${key(marked)})`;
}

function nameOf(expression: Expression): string {
  if (expression.type !== 'VariableReference') throw new Error(`the catalogues know variables and choices, not ${expression.type}`);
  return JSON.stringify(expression.id.name);
}
