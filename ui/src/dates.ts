import type { Language } from './generated/Language';
import { tags } from './words';

const days: Record<Language, Intl.DateTimeFormat> = {
  fr: new Intl.DateTimeFormat(tags.fr, { dateStyle: 'long' }),
  en: new Intl.DateTimeFormat(tags.en, { dateStyle: 'long' }),
};

/** The day of an instant (RFC 3339), in the person's language and on their clock. */
export function dateIn(language: Language, instant: string): string {
  const day = days[language].format(new Date(instant));
  // French has an ordinal for the first day of a month, and Intl does not.
  return language === 'fr' ? day.replace(/^1 /, '1er ') : day;
}
