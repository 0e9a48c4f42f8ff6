import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';

import en from '../../assets/locales/en.ftl?raw';
import fr from '../../assets/locales/fr.ftl?raw';
import type { Language } from './generated/Language';
import type { MessageId } from './generated/MessageId';

/** What a message's variables stand for, by name. */
export type Values = Readonly<Record<string, FluentVariable>>;

/** The words of a message, or of an attribute as `message.attribute`, in one language. */
export type Say = (id: MessageId, values?: Values) => string;

/** BCP 47 tags, as dates and numbers are written. */
export const tags: Record<Language, string> = { fr: 'fr-FR', en: 'en-GB' };

const catalogues: Record<Language, FluentBundle> = { fr: catalogue('fr', fr), en: catalogue('en', en) };

function catalogue(language: Language, source: string): FluentBundle {
  const bundle = new FluentBundle(tags[language], { useIsolating: false });
  bundle.addResource(new FluentResource(source));
  return bundle;
}

/** @throws when a value is missing that the message needs */
export function say(language: Language, id: MessageId, values: Values = {}): string {
  const bundle = catalogues[language];
  const [name = id, attribute] = id.split('.');
  const message = bundle.getMessage(name);
  const pattern = attribute === undefined ? message?.value : message?.attributes[attribute];
  if (pattern == null) throw new Error(`no words for ${id}`);
  return bundle.formatPattern(pattern, values);
}
