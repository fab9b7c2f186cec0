import type { Area, Language, Programme, Programmes } from '../../src/routing/programme.ts';

interface Sample {
  name: string;
  title: string;
  region: string;
  languages: readonly [Language, ...Language[]];
  serial: number;
}

const SAMPLES: readonly Sample[] = [
  { name: 'kenya-coast', title: 'Kenya Coast', region: 'KE', languages: ['sw', 'en'], serial: 1 },
  { name: 'khulna', title: 'Khulna & Batiaghata', region: 'BD', languages: ['bn', 'en'], serial: 2 },
  { name: 'kosovo', title: 'Kosovo', region: 'XK', languages: ['sq', 'sr', 'en'], serial: 3 },
];

/** Three programmes of three countries, just enough of each for a page to show. One title needs escaping. */
export const SAMPLE_PROGRAMMES: readonly Programme[] = SAMPLES.map(sampleProgramme);

/** `Programmes` over a fixed list. */
export function fixedProgrammes(list: readonly Programme[]): Programmes {
  return {
    all: () => list,
    byName: (name) => list.find((programme) => programme.name === name),
    byId: (id) => list.find((programme) => programme.id === id),
    byUssdCode: (code) => list.find((programme) => programme.ussdCode === code),
    byShortCode: (code) => list.find((programme) => programme.shortCode === code),
    reload: async () => undefined,
  };
}

function sampleProgramme({ name, title, region, languages, serial }: Sample): Programme {
  const id = `00000000-0000-7000-8000-00000000000${serial}`;
  const root: Area = {
    id,
    code: region,
    level: 'country',
    names: { en: title },
    aliases: [],
    parent: null,
    children: [],
    population: null,
  };
  const ward: Area = { ...root, id: `${id.slice(0, -2)}a${serial}`, code: `${region}.1`, level: 'ward', parent: root };
  return {
    id,
    name,
    revision: 1,
    region,
    titles: { en: title },
    operators: { en: 'Sample operator' },
    languages,
    ussdCode: `*384*210${serial}#`,
    shortCode: `2210${serial}`,
    carrier: null,
    noticeVersion: 1,
    groups: [],
    wording: {},
    targetPeople: null,
    targetUnits: null,
    confirmWithinDays: 7,
    remindBeforeHours: 4,
    quietHours: { fromMinute: 21 * 60, toMinute: 7 * 60 },
    calendar: {
      timeZone: 'UTC',
      hours: { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] },
      holidays: new Set(),
    },
    levelNames: new Map(),
    root,
    areas: new Map([root, ward].map((area) => [area.code, area])),
    categories: new Map(),
    topCategories: [],
    offices: new Map(),
    units: new Map(),
    indicators: [],
    helplines: [],
    byId: { areas: new Map(), categories: new Map(), offices: new Map(), units: new Map() },
  };
}
