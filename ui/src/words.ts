import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';

import sendingsEn from '../../assets/locales/sendings.en.ftl?raw';
import sendingsFr from '../../assets/locales/sendings.fr.ftl?raw';
import caseEn from '../../assets/locales/case.en.ftl?raw';
import caseFr from '../../assets/locales/case.fr.ftl?raw';
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

const catalogues: Record<Language, FluentBundle> = {
  fr: catalogue('fr', caseFr, fr, sendingsFr),
  en: catalogue('en', caseEn, en, sendingsEn),
};

function catalogue(language: Language, ...sources: string[]): FluentBundle {
  const bundle = new FluentBundle(tags[language], { useIsolating: false });
  for (const source of sources) bundle.addResource(new FluentResource(source));
  return bundle;
}

/** The words of `id`. A variable without a value stands in them by its name. */
export function say(language: Language, id: MessageId, values: Values = {}): string {
  const bundle = catalogues[language];
  const [name = id, attribute] = id.split('.');
  const message = bundle.getMessage(name);
  const pattern = attribute === undefined ? message?.value : message?.attributes[attribute];
  return pattern == null ? id : bundle.formatPattern(pattern, values, []);
}
