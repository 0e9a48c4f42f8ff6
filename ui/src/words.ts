import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';

import type { Language } from './generated/Language';
import type { MessageId } from './generated/MessageId';

/** What a message's variables stand for, by name. */
export type Values = Readonly<Record<string, FluentVariable>>;

/** The words of a message, or of an attribute as `message.attribute`, in one language. */
export type Say = (id: MessageId, values?: Values) => string;

/** BCP 47 tags, as dates and numbers are written. */
export const tags: Record<Language, string> = { fr: 'fr-FR', en: 'en-GB' };

const sources: Record<Language, () => Promise<{ default: string[] }>> = {
  fr: () => import('./catalogues/fr'),
  en: () => import('./catalogues/en'),
};

const catalogues: Partial<Record<Language, FluentBundle>> = {};

/** Has the words of a language ready. Only those that are spoken are loaded. */
export async function learn(language: Language): Promise<void> {
  if (catalogues[language]) return;
  const { default: texts } = await sources[language]();
  const bundle = new FluentBundle(tags[language], { useIsolating: false });
  for (const text of texts) bundle.addResource(new FluentResource(text));
  catalogues[language] = bundle;
}

/** The words of `id` in a language that was learnt. A variable without a value stands in them by its name. */
export function say(language: Language, id: MessageId, values: Values = {}): string {
  const bundle = catalogues[language];
  const [name = id, attribute] = id.split('.');
  const message = bundle?.getMessage(name);
  const pattern = attribute === undefined ? message?.value : message?.attributes[attribute];
  return bundle && pattern != null ? bundle.formatPattern(pattern, values, []) : id;
}
