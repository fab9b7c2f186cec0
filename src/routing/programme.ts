/** The languages that `src/locales/` can speak. A programme offers some of them, the first one first. */
export const LANGUAGES = ['en', 'sw', 'bn', 'sq', 'sr'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A name in the programme's languages. `en` is always there and stands in for a missing one. */
export type Names = { readonly en: string } & Readonly<Partial<Record<Language, string>>>;

export const STREAMS = ['ordinary', 'integrity', 'protection', 'child'] as const;
/** Who may see a grievance: everyone concerned (`ordinary`), or only the focal points of a sealed stream. */
export type Stream = (typeof STREAMS)[number];

export const GRIEVANCE_KINDS = ['complaint', 'request', 'suggestion', 'compliment', 'information_request'] as const;
export type GrievanceKind = (typeof GRIEVANCE_KINDS)[number];

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Day = (typeof DAYS)[number];

/** One stretch of a day in local time, minutes after midnight, `from` inclusive and `to` exclusive. */
export interface Span {
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** When an office works: spans per day (none: closed that day). A lunch break is two spans. */
export type WeeklyHours = Readonly<Record<Day, readonly Span[]>>;

/** A node of the administrative tree. */
export interface Area {
  readonly id: string;
  readonly code: string;
  readonly level: string;
  readonly names: Names;
  /** Other spellings and scripts that a person may type. */
  readonly aliases: readonly string[];
  readonly parent: Area | null;
  readonly children: readonly Area[];
  /** Null: no count is known that is fit for rates. */
  readonly population: Population | null;
}

/** How many people live in an area, and by what count. */
export interface Population {
  readonly people: number;
  readonly year: number;
  readonly source: string;
}

/** A body that answers. */
export interface Office {
  readonly id: string;
  readonly code: string;
  readonly kind: string;
  readonly names: Names;
  readonly area: Area;
  /** The next rung of the escalation ladder; null: this is the last one. */
  readonly parent: Office | null;
  /** Null: the programme's own hours. */
  readonly hours: WeeklyHours | null;
}

/** Promised times. `clock: 'working'` counts the office's working hours, `'elapsed'` counts every hour. */
export interface ResponseTargets {
  readonly clock: 'working' | 'elapsed';
  readonly firstAnswerHours: number;
  readonly resolveHours: number;
  /** What a law allows in calendar days; the earlier of this and `resolveHours` holds. Null: no such law is known. */
  readonly legalDays: number | null;
}

/** What a report is about; two levels. */
export interface Category {
  readonly id: string;
  readonly code: string;
  readonly kind: GrievanceKind;
  readonly stream: Stream;
  readonly names: Names;
  /** Other words that people type for it, in any language of the programme. */
  readonly aliases: readonly string[];
  readonly parent: Category | null;
  readonly children: readonly Category[];
  /** Kinds of office that may answer, best first; the rungs above the first ones come after them. */
  readonly officeKinds: readonly string[];
  readonly targets: ResponseTargets;
  /** Whether several people can have the same problem, so that the second may join the report of the first. */
  readonly isJoinable: boolean;
}

export const INDICATOR_SCALES = ['score', 'yes_no'] as const;
/** `score`: 1 to 5, 5 is best. `yes_no`: 1 yes, 2 no. */
export type IndicatorScale = (typeof INDICATOR_SCALES)[number];

/** One question about units of some types, asked after the score. */
export interface Indicator {
  readonly id: string;
  readonly code: string;
  readonly unitTypes: readonly string[];
  readonly scale: IndicatorScale;
  readonly names: Names;
}

/** A group of people who must be heard; a citizen may say that she belongs to some of them. */
export interface Group {
  readonly code: string;
  readonly names: Names;
}

/** A facility people rate. */
export interface Unit {
  readonly id: string;
  readonly code: string;
  /** The number printed on the notice at the facility, unique in the programme. */
  readonly number: number;
  readonly type: string;
  readonly names: Names;
  readonly area: Area;
}

/** A number to call that was read in a source and marked verified. */
export interface Helpline {
  readonly streams: readonly Stream[];
  readonly names: Names;
  readonly phone: string;
}

/** Other words for texts of a programme, by language and code. */
export type Wordings = Readonly<Partial<Record<Language, Readonly<Record<string, string>>>>>;

/** The working calendar: weekly hours, time zone and days off. */
export interface Calendar {
  readonly timeZone: string;
  readonly hours: WeeklyHours;
  /** ISO dates (`2026-12-12`) on which no office works. */
  readonly holidays: ReadonlySet<string>;
}

/** One tenant, ready for use: immutable, shared by all requests, replaced as a whole when its rows change. */
export interface Programme {
  readonly id: string;
  readonly name: string;
  readonly revision: number;
  /** ISO 3166-1 alpha-2, for reading phone numbers. */
  readonly region: string;
  readonly titles: Names;
  /** Who runs it, as the first-contact notice says. */
  readonly operators: Names;
  readonly languages: readonly [Language, ...Language[]];
  readonly ussdCode: string;
  readonly shortCode: string;
  /** The carrier that its SMS go by, where the programme names one: see `carrierOf` in `src/grievances/`. */
  readonly carrier: string | null;
  /** Goes up when the first-contact notice changes: then everybody is asked again. */
  readonly noticeVersion: number;
  /** Texts that an administrator put in other words, by language and `sms.receipt`; see `src/locales/wording.ts`. */
  readonly wording: Wordings;
  /** Groups offered after a first report, in this order. May be empty: then nobody is asked. */
  readonly groups: readonly Group[];
  /** How many people the programme means to serve; null: it names no such number. */
  readonly targetPeople: number | null;
  /** How many units it means to see improve; null: it names no such number. */
  readonly targetUnits: number | null;
  /** Days a citizen has to say whether "resolved" is true, before the outcome is `silent`. */
  readonly confirmWithinDays: number;
  /** How much of a promise is left when its office is reminded, in hours of the promise's clock; half of it at most. */
  readonly remindBeforeHours: number;
  /** Local time of day in which nobody is written to of our own accord; one that ends before it begins goes over midnight. */
  readonly quietHours: Span;
  readonly calendar: Calendar;
  /** What people call each level of the tree, e.g. `ward` -> Ward / Wadi. */
  readonly levelNames: ReadonlyMap<string, Names>;
  readonly root: Area;
  readonly areas: ReadonlyMap<string, Area>;
  readonly categories: ReadonlyMap<string, Category>;
  /** First-level categories in the order the menu shows them. */
  readonly topCategories: readonly Category[];
  readonly offices: ReadonlyMap<string, Office>;
  readonly units: ReadonlyMap<string, Unit>;
  /** In the order in which they are asked. */
  readonly indicators: readonly Indicator[];
  readonly helplines: readonly Helpline[];
  /** Look-ups by row id, for rows that come out of the database. */
  readonly byId: {
    readonly areas: ReadonlyMap<string, Area>;
    readonly categories: ReadonlyMap<string, Category>;
    readonly offices: ReadonlyMap<string, Office>;
    readonly units: ReadonlyMap<string, Unit>;
  };
}

/** The programmes this process serves. `all()` is the newest loaded state; take it once per request. */
export interface Programmes {
  all(): readonly Programme[];
  byName(name: string): Programme | undefined;
  byId(id: string): Programme | undefined;
  /** The USSD code as dialled, `*384*2101#`. */
  byUssdCode(code: string): Programme | undefined;
  byShortCode(code: string): Programme | undefined;
  /** Looks at once whether a programme changed, and reads those that did; other processes look every few seconds. */
  reload(): Promise<void>;
}

/** Most questions asked after a score. */
const MOST_INDICATORS = 3;

/** What is asked about a unit after its score: the first indicators of its type, three at most. */
export function indicatorsOf(programme: Pick<Programme, 'indicators'>, unit: Unit): readonly Indicator[] {
  return programme.indicators.filter(({ unitTypes }) => unitTypes.includes(unit.type)).slice(0, MOST_INDICATORS);
}

/** A name in `language`, or in English where the programme has none. */
export function nameIn(names: Names, language: Language): string {
  return names[language] ?? names.en;
}
