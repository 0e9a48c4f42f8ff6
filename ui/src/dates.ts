import type { Language } from './generated/Language';
import { tags } from './words';

const days: Record<Language, Intl.DateTimeFormat> = {
  fr: new Intl.DateTimeFormat(tags.fr, { dateStyle: 'long' }),
  en: new Intl.DateTimeFormat(tags.en, { dateStyle: 'long' }),
};
const daysOfThisYear: Record<Language, Intl.DateTimeFormat> = {
  fr: new Intl.DateTimeFormat(tags.fr, { day: 'numeric', month: 'long' }),
  en: new Intl.DateTimeFormat(tags.en, { day: 'numeric', month: 'long' }),
};

/** The day of an instant (RFC 3339), in the person's language: as it is written there, of one in UTC on their clock. */
export function dateIn(language: Language, instant: string): string {
  return ordinals[language](days[language].format(dayOf(instant)));
}

/** The same, shorter: without its year while that is the present one. */
export function dayIn(language: Language, instant: string): string {
  const date = dayOf(instant);
  if (date.getFullYear() !== new Date().getFullYear()) return dateIn(language, instant);
  return ordinals[language](daysOfThisYear[language].format(date));
}

/** What is signed names a day on the clock of its time: in another season, ours may show the one before. */
function dayOf(instant: string): Date {
  return new Date(instant.replace(/[+-]..:..$/, ''));
}

/** French has an ordinal for the first day of a month, and Intl does not. */
const ordinals: Record<Language, (day: string) => string> = {
  fr: (day) => day.replace(/^1 /, '1er '),
  en: (day) => day,
};
