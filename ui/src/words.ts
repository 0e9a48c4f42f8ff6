import type { Language } from './generated/Language';
import type { MessageId } from './generated/MessageId';

/** What a message's variables stand for, by name. */
export type Values = Readonly<Record<string, string | number>>;

/** The words of a message, or of an attribute as `message.attribute`, in one language. */
export type Say = (id: MessageId, values?: Values) => string;

/** The words of a language, as `scripts/fluent.ts` compiles them. */
export type Catalogue = Record<string, string | ((said: Said) => string)>;

/** BCP 47 tags, as dates and numbers are written. */
export const tags: Record<Language, string> = { fr: 'fr-FR', en: 'en-GB' };

const sources: Record<Language, () => Promise<{ default: Catalogue }>> = {
  fr: () => import('./catalogues/fr'),
  en: () => import('./catalogues/en'),
};

const catalogues: Partial<Record<Language, Catalogue>> = {};

/** Has the words of a language ready. Only those that are spoken are loaded. */
export async function learn(language: Language): Promise<void> {
  catalogues[language] ??= (await sources[language]()).default;
}

/** The words of `id` in a language that was learnt. A variable without a value stands in them by its name. */
export function say(language: Language, id: MessageId, values: Values = {}): string {
  const message = catalogues[language]?.[id] ?? id;
  return typeof message === 'string' ? message : message(new Said(language, values));
}

/** What is said of a message's variables, as Fluent says it. */
class Said {
  constructor(
    private readonly language: Language,
    private readonly values: Values,
  ) {}

  value(name: string): string {
    const value = this.values[name] ?? `{$${name}}`;
    return typeof value === 'number' ? new Intl.NumberFormat(tags[this.language]).format(value) : value;
  }

  /** The variant of this very value, of its plural category, or the one that is marked. */
  variant(name: string, variants: Record<string, string>, marked: string): string {
    const value = this.values[name] ?? '';
    const category = typeof value === 'number' ? new Intl.PluralRules(tags[this.language]).select(value) : '';
    return variants[value] ?? variants[category] ?? variants[marked] ?? '';
  }
}
