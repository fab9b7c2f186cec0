import { foldForAir, measure } from '../encoding.ts';
import { type Voice, voiceOf } from '../grievances/texts.ts';
import { localeOf } from '../locales/index.ts';
import type { Area, Category, Indicator, Language, Names, Office, Programme, Unit } from '../routing/programme.ts';

/** The names of a programme that take most room in one language. */
export interface Worst {
  readonly voice: Voice;
  /** Of the ordinary stream, what a report can really be about. */
  readonly category: Category;
  /** Of the sealed streams; null: the programme has none. */
  readonly sealed: Category | null;
  /** With children: the heading of a list. */
  readonly heading: Category;
  /** A smallest place. */
  readonly area: Area;
  readonly office: Office;
  readonly unit: Unit | null;
  readonly indicators: readonly Indicator[];
  /** The moment of a year that is longest to say. */
  readonly moment: Date;
}

interface Named {
  readonly names: Names;
}

/** What a text takes on the air, in units of its own encoding. */
export function unitsOf(text: string): number {
  return measure(foldForAir(text)).units;
}

/** Of several things the one whose name takes most room in `language`; the first of equals. */
export function longestOf<T extends Named>(items: Iterable<T>, voice: Pick<Voice, 'name'>): T | null {
  let longest: T | null = null;
  let most = -1;
  for (const item of items) {
    const units = unitsOf(voice.name(item.names));
    if (units > most) [longest, most] = [item, units];
  }
  return longest;
}

/** The several longest, longest first. */
export function longestFew<T extends Named>(items: Iterable<T>, voice: Pick<Voice, 'name'>, count: number): T[] {
  const measured = [...items].map((item) => ({ item, units: unitsOf(voice.name(item.names)) }));
  return measured
    .sort((one, other) => other.units - one.units)
    .slice(0, count)
    .map(({ item }) => item);
}

/** The longest real values of a programme in one of its languages. */
export function worstOf(programme: Programme, language: Language): Worst {
  const voice = voiceOf(programme, language);
  const categories = [...programme.categories.values()];
  const ordinary = categories.filter(({ stream }) => stream === 'ordinary');
  const leaves = [...programme.areas.values()].filter(({ children }) => children.length === 0);
  const of = <T extends Named>(items: Iterable<T>, what: string): T => {
    const found = longestOf(items, voice);
    if (!found) throw new Error(`The programme ${programme.name} has no ${what}.`);
    return found;
  };
  return {
    voice,
    category: of(ordinary.length > 0 ? ordinary : categories, 'category'),
    sealed: longestOf(
      categories.filter(({ stream }) => stream !== 'ordinary'),
      voice,
    ),
    heading: of(
      categories.filter(({ children }) => children.length > 0).length > 0
        ? categories.filter(({ children }) => children.length > 0)
        : categories,
      'category',
    ),
    area: of(leaves, 'area'),
    office: of(programme.offices.values(), 'office'),
    unit: longestOf(programme.units.values(), voice),
    indicators: programme.indicators,
    moment: longestMoment(programme, language),
  };
}

const DAY_MS = 86_400_000;

function longestMoment(programme: Programme, language: Language): Date {
  const voice = voiceOf(programme, language);
  const noon = Date.UTC(2026, 0, 1, 12);
  let longest = new Date(noon);
  for (let day = 0; day < 365; day += 1) {
    const moment = new Date(noon + day * DAY_MS);
    if (unitsOf(voice.moment(moment)) > unitsOf(voice.moment(longest))) longest = moment;
  }
  return longest;
}

/** The longest of several texts on the air. */
export function longestText(texts: readonly string[]): string {
  return texts.reduce((most, text) => (unitsOf(text) > unitsOf(most) ? text : most), '');
}

/** The longest word for a state of a report. */
export function longestStatus(language: Language): string {
  return longestText(Object.values(localeOf(language).status));
}
