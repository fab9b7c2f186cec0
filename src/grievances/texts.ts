import { type Locale, showDate, showDay, showMoment } from '../locales/index.ts';
import { localeWith } from '../locales/wording.ts';
import { type Area, type Language, type Names, nameIn, type Programme } from '../routing/programme.ts';

/** What a text about a grievance is written with: the words of a language, and how it shows names and moments. */
export interface Voice {
  readonly locale: Locale;
  readonly language: Language;
  name(names: Names): string;
  moment(at: Date): string;
  /** The local day, without year: `19 Nov`. */
  day(at: Date): string;
  /** The local day, with its year: `19 Nov 2029`. */
  date(at: Date): string;
}

/**
 * A place told apart from others of its name: a smallest place by where it lies (`Likoni (Likoni)`), a larger one by what it
 * is (`Likoni (Constituency)`).
 */
export function placeLabel(programme: Programme, voice: Voice, area: Area): string {
  const name = voice.name(area.names);
  const parent = area.parent === programme.root ? undefined : area.parent?.names;
  // A place inside one of the same name is told by what it is as well: `Prizren (Municipality)`.
  const isNamesake = parent !== undefined && voice.name(parent) === name;
  const level = area.children.length > 0 || isNamesake ? programme.levelNames.get(area.level) : undefined;
  const beside = level ?? parent;
  return beside ? `${name} (${voice.name(beside)})` : name;
}

/** The voice of a programme in one of its languages. */
export function voiceOf(programme: Programme, language: Language): Voice {
  const locale = localeWith(language, programme.wording[language]);
  return {
    locale,
    language,
    name: (names) => nameIn(names, language),
    moment: (at) => showMoment(locale, at, programme.calendar.timeZone),
    day: (at) => showDay(locale, at, programme.calendar.timeZone),
    date: (at) => showDate(locale, at, programme.calendar.timeZone),
  };
}
