import type { Area, Category, Names, Office, Programme, WeeklyHours } from '../../src/routing/programme.ts';

/** A place in a test's tree: its English name, or all its names, with the places inside it. */
export interface Place {
  readonly names: Names;
  readonly level: string;
  readonly aliases?: readonly string[];
  readonly inside?: readonly Place[];
}

const closed: WeeklyHours = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };

function growArea(place: Place, code: string, parent: Area | null, all: Map<string, Area>): Area {
  const children: Area[] = [];
  const { names, level, aliases = [] } = place;
  const area: Area = { id: `area-${code}`, code, level, names, aliases, parent, children, population: null };
  all.set(code, area);
  for (const [n, part] of (place.inside ?? []).entries()) {
    children.push(growArea(part, `${code}.${n + 1}`, area, all));
  }
  return area;
}

/** A programme with only what routing looks at; areas have codes by their place in the tree: `A`, `A.1`, `A.1.2`. */
export function makeProgramme(tree: Place, levelNames: Record<string, Names> = {}): Programme {
  const areas = new Map<string, Area>();
  const root = growArea(tree, 'A', null, areas);
  return {
    id: 'programme',
    name: 'test',
    revision: 1,
    region: 'KE',
    titles: { en: 'Test' },
    operators: { en: 'Test' },
    languages: ['en'],
    ussdCode: '*384*1#',
    shortCode: '22000',
    carrier: null,
    noticeVersion: 1,
    groups: [],
    wording: {},
    targetPeople: null,
    targetUnits: null,
    confirmWithinDays: 7,
    remindBeforeHours: 4,
    quietHours: { fromMinute: 21 * 60, toMinute: 7 * 60 },
    calendar: { timeZone: 'Africa/Nairobi', hours: closed, holidays: new Set() },
    levelNames: new Map(Object.entries(levelNames)),
    root,
    areas,
    categories: new Map(),
    topCategories: [],
    offices: new Map(),
    units: new Map(),
    indicators: [],
    helplines: [],
    byId: { areas: new Map(), categories: new Map(), offices: new Map(), units: new Map() },
  };
}

/** The area of a code; throws where the tree has none. */
export function areaOf(programme: Programme, code: string): Area {
  const area = programme.areas.get(code);
  if (!area) throw new Error(`no area ${code}`);
  return area;
}

/** An office whose id and code are the same. */
export function makeOffice(code: string, kind: string, area: Area, parent: Office | null = null): Office {
  return { id: code, code, kind, names: { en: code }, area, parent, hours: null };
}

/** The same programme, with these offices in this order. */
export function withOffices(programme: Programme, offices: readonly Office[]): Programme {
  return { ...programme, offices: new Map(offices.map((office) => [office.code, office])) };
}

/** A category that these kinds of office answer for, best first. */
export function makeCategory(...officeKinds: string[]): Category {
  const targets = { clock: 'working', firstAnswerHours: 16, resolveHours: 80, legalDays: null } as const;
  return {
    id: 'category',
    code: 'WATER',
    kind: 'complaint',
    stream: 'ordinary',
    names: { en: 'Water' },
    aliases: [],
    parent: null,
    children: [],
    officeKinds,
    targets,
    isJoinable: true,
  };
}
