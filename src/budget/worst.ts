import { foldForAir, measure } from '../encoding.ts';
import { type Voice, voiceOf } from '../grievances/texts.ts';
import type { Area, Category, Language, Names, Office, Programme, Unit } from '../routing/programme.ts';
import type { MeetingRow, ProgrammeTables, ProjectRow } from '../routing/programme-source.ts';

/** The names of a programme that take most room in one language. */
export interface Worst {
  readonly voice: Voice;
  /** Of the ordinary stream, what a report can really be about. */
  readonly category: Category;
  /** Of the sealed streams; null: the programme has none. */
  readonly sealed: Category | null;
  /** A smallest place. */
  readonly area: Area;
  /** A place with parts. */
  readonly around: Area;
  readonly office: Office;
  readonly unit: Unit | null;
  /** The moment of a year that is longest to say. */
  readonly moment: Date;
  readonly meetings: readonly MeetingRow[];
  readonly projects: readonly ProjectRow[];
}

interface Named {
  readonly names: Names;
}

type Speaks = Pick<Voice, 'name' | 'locale'>;

/**
 * What a text takes on the air among words of a language: in Bangla all is UCS-2, and so is what has only Latin letters.
 * No name of the other languages is (`letterProblem`), so that the longest name makes the longest text.
 */
function unitsOf(text: string, { locale }: Pick<Voice, 'locale'>): number {
  return measure(foldForAir(`${locale.nav.back}${text}`)).units;
}

/** The several whose names take most room, longest first. */
export function longestFew<T extends Named>(items: Iterable<T>, voice: Speaks, count: number): T[] {
  const measured = [...items].map((item) => ({ item, units: unitsOf(voice.name(item.names), voice) }));
  return measured
    .sort((one, other) => other.units - one.units)
    .slice(0, count)
    .map(({ item }) => item);
}

/** Of several texts in a language the one that takes most room. */
export function longestText(texts: readonly string[], voice: Speaks): string {
  return texts.reduce((most, text) => (unitsOf(text, voice) > unitsOf(most, voice) ? text : most), '');
}

/** The longest real values of a programme in one of its languages. */
export function worstOf(
  programme: Programme,
  language: Language,
  { meetings, projects }: Pick<ProgrammeTables, 'meetings' | 'projects'>,
): Worst {
  const voice = voiceOf(programme, language);
  const longest = <T extends Named>(items: readonly T[]): T | null => longestFew(items, voice, 1)[0] ?? null;
  const of = <T extends Named>(items: readonly T[], others: readonly T[], what: string): T => {
    const found = longest(items) ?? longest(others);
    if (!found) throw new Error(`The programme ${programme.name} has no ${what}.`);
    return found;
  };
  const categories = [...programme.categories.values()];
  const areas = [...programme.areas.values()];
  return {
    voice,
    category: of(
      categories.filter(({ stream }) => stream === 'ordinary'),
      categories,
      'category',
    ),
    sealed: longest(categories.filter(({ stream }) => stream !== 'ordinary')),
    area: of(
      areas.filter(({ children }) => children.length === 0),
      areas,
      'area',
    ),
    around: of(
      areas.filter(({ children }) => children.length > 0),
      areas,
      'area',
    ),
    office: of([...programme.offices.values()], [], 'office'),
    unit: longest([...programme.units.values()]),
    moment: longestMoment(voice),
    meetings,
    projects,
  };
}

const DAY_MS = 86_400_000;

function longestMoment(voice: Voice): Date {
  const noon = Date.UTC(2026, 0, 1, 12);
  const year = Array.from({ length: 365 }, (_, day) => new Date(noon + day * DAY_MS));
  const said = year.map((moment) => ({ moment, units: unitsOf(voice.moment(moment), voice) }));
  return said.reduce((longest, one) => (one.units > longest.units ? one : longest)).moment;
}
