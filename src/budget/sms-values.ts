import { LONGEST_LINE, longestLike } from '../forums/limits.ts';
import { placeLabel } from '../grievances/texts.ts';
import { localeOf } from '../locales/index.ts';
import type { Names, Programme } from '../routing/programme.ts';
import { levelName } from '../sms/level-name.ts';
import { MOST_OPTIONS, numbered } from '../sms/numbered.ts';
import { otherLanguages } from '../sms/reading.ts';
import { PIN, REFERENCE } from './sample.ts';
import { longestFew, longestText, type Worst } from './worst.ts';

/** Everything a text may be given, each at its longest. */
export interface SmsValues {
  readonly reference: string;
  readonly pin: string;
  readonly code: string;
  readonly office: string;
  readonly due: string;
  readonly category: string;
  readonly status: string;
  readonly area: string;
  /** A place with parts. */
  readonly around: string;
  readonly level: string;
  readonly unit: string;
  readonly title: string;
  readonly operator: string;
  readonly categories: string;
  readonly places: string;
  readonly units: string;
  readonly reports: string;
  readonly languages: string;
  /** What a meeting is about, as long as the console takes it. */
  readonly line: string;
  /** A day without its year. */
  readonly day: string;
  /** How to be written to in the other languages. */
  readonly hint: string;
}

/** The longest real values of a programme in one of its languages. */
export function smsValuesOf(programme: Programme, worst: Worst): SmsValues {
  const { voice } = worst;
  const name = (named: { readonly names: Names } | null) => (named ? voice.name(named.names) : '');
  const category = name(worst.category);
  const places = longestFew(programme.areas.values(), voice, MOST_OPTIONS);
  return {
    reference: REFERENCE,
    pin: PIN,
    code: programme.ussdCode,
    office: name(worst.office),
    due: voice.moment(worst.moment),
    category,
    status: longestText(Object.values(voice.locale.status), voice),
    area: name(worst.area),
    around: name(worst.around),
    level: levelName(programme, voice),
    unit: name(worst.unit),
    title: voice.name(programme.titles),
    operator: voice.name(programme.operators),
    categories: numbered(programme.topCategories.map(name)),
    places: numbered(places.map((area) => placeLabel(programme, voice, area))),
    units: numbered(longestFew(programme.units.values(), voice, MOST_OPTIONS).map(name)),
    reports: numbered([...[1, 2, 3].map(() => `${REFERENCE} ${category}`), voice.locale.sms.newReport]),
    languages: numbered(programme.languages.map((language) => localeOf(language).self)),
    line: longestLike(name(worst.area), LONGEST_LINE),
    day: voice.date(worst.moment),
    hint: otherLanguages(programme, voice),
  };
}
