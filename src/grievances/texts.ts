import { type Locale, localeOf, showMoment } from '../locales/index.ts';
import { type Language, type Names, nameIn, type Programme } from '../routing/programme.ts';

/** What a text about a grievance is written with: the words of a language, and how it shows names and moments. */
export interface Voice {
  readonly locale: Locale;
  readonly language: Language;
  name(names: Names): string;
  moment(at: Date): string;
}

/** The voice of a programme in one of its languages. */
export function voiceOf(programme: Programme, language: Language): Voice {
  const locale = localeOf(language);
  return {
    locale,
    language,
    name: (names) => nameIn(names, language),
    moment: (at) => showMoment(locale, at, programme.calendar.timeZone),
  };
}
