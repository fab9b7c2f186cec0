import type { JoinableReport } from '../db/joins.ts';
import { nextRung } from '../routing/ladder.ts';
import type { Office, Programme } from '../routing/programme.ts';
import { chooseOffice } from '../routing/route.ts';
import type { Draft, ScreenName, View } from '../ussd/screen.ts';
import { foundSamples, placeSamples } from './place-samples.ts';
import { DIGITS, type Given, PIN, REFERENCE, type SamplesOf } from './sample.ts';
import { longestFew, type Worst } from './worst.ts';

const OPERATORS = { table: 'settings', code: 'operators' } as const;

/** What a report may be besides. */
const ALL_CHOSEN = { isForOther: true, isAnonymous: true, isTexted: true } as const;

/** The screens of a report, from the notice to the question about groups. */
export const REPORT_SAMPLES = {
  consent: () => [{ depth: 1, consentVersion: null, blame: OPERATORS }],
  'about-data': () => [{ consentVersion: null, blame: OPERATORS }],
  'report-category': () => [{ depth: 2 }],
  'report-subcategory': ({ topCategories }) =>
    topCategories
      .filter(({ children }) => children.length > 0)
      .map(({ code }) => ({ cursor: code, blame: { table: 'categories', code } })),
  'sealed-help': (programme) => sealedHelp(programme),
  'report-place': placeSamples,
  'report-place-found': foundSamples,
  'report-description': (_programme, worst) => {
    const draft = ordinary(worst);
    const blame = { table: 'areas', code: worst.area.code } as const;
    return [
      { draft },
      { draft, lastArea: worst.area.code, blame },
      ...joinable(worst).flatMap((data) => [
        { draft, data },
        { draft, data, lastArea: worst.area.code, blame },
      ]),
      ...sealed(worst),
    ];
  },
  'sealed-contact': (_programme, worst) => sealed(worst),
  'report-confirm': (_programme, worst) => {
    const blame = { table: 'categories', code: worst.category.code } as const;
    const draft = ordinary(worst);
    return [
      { draft, blame },
      { draft: { ...draft, ...ALL_CHOSEN, isAboutOffice: true }, blame },
      ...sealed(worst),
      ...sealed(worst, { isForOther: true, isAnonymous: true }),
      ...sealed(worst, ALL_CHOSEN),
    ];
  },
  'report-options': (programme, worst) => options(programme, worst),
  'report-receipt': ({ groups }, worst) => {
    const asksGroups = groups.length > 0;
    const filed = { ...receipt(worst, 'ordinary'), asksGroups };
    const blame = { table: 'offices', code: worst.office.code } as const;
    const pins = { asksGroups: false, pin: PIN };
    return [
      { draft: { receipt: filed }, depth: 1, blame },
      { draft: { receipt: { ...filed, asksGroups: false } }, depth: 1, blame },
      { draft: { receipt: { ...filed, office: null } }, depth: 1 },
      { draft: { receipt: { ...filed, ...pins } }, depth: 1 },
      { draft: { receipt: { ...filed, ...pins, stream: 'protection' } }, depth: 1 },
    ];
  },
  'report-cancelled': () => [{ depth: 1 }],
  'report-joined': (_programme, worst) => {
    const joined = receipt(worst, 'ordinary');
    return [
      { draft: { receipt: joined }, depth: 1, blame: { table: 'offices', code: worst.office.code } },
      { draft: { receipt: { ...joined, office: null } }, depth: 1 },
    ];
  },
  groups: ({ groups }) => (groups.length === 0 ? [] : [{ depth: 1 }]),
  'groups-thanks': () => [{ depth: 1 }],
} satisfies Partial<SamplesOf<ScreenName>>;

function ordinary({ category, area }: Worst): Draft {
  return { category: category.code, area: area.code, text: 'x' };
}

function sealed({ sealed: category, area }: Worst, more: Draft = {}): Given[] {
  return category ? [{ draft: { category: category.code, area: area.code, text: 'x', ...more } }] : [];
}

/** A report that was left unfinished. */
export function parkedReport(worst: Worst): NonNullable<View['parked']> {
  return { at: { screen: 'report-confirm' }, trail: [{ screen: 'menu' }], draft: ordinary(worst) };
}

function receipt({ office, moment }: Worst, stream: string): NonNullable<Draft['receipt']> {
  return { reference: REFERENCE, office: office.code, due: moment.toISOString(), stream };
}

/** Reports of others: such as differ, and such as look the same until the hour is said. */
function joinable({ category, moment }: Worst): JoinableReport[][] {
  const report = { reference: DIGITS, category_id: category.id, filed_at: moment };
  return [
    [100, 200, 300].map((joiners) => ({ ...report, joiners })),
    [300, 300, 300].map((joiners) => ({ ...report, joiners })),
  ];
}

/** Help before a report of each sealed stream. */
function sealedHelp({ categories, helplines }: Programme): Given[] {
  const all = [...categories.values()].filter(({ stream }) => stream !== 'ordinary');
  return [...new Set(all.map(({ stream }) => stream))].flatMap((stream) => {
    const category = all.find((one) => one.stream === stream)?.code;
    const line = helplines.find(({ streams }) => streams.includes(stream));
    const blame = line ? ({ blame: { table: 'helplines', code: line.phone } } as const) : {};
    return category === undefined ? [] : [{ draft: { category }, ...blame }];
  });
}

/** The choices of a report, also to the office that is longest to say of all that can get one and have another above. */
function options(programme: Programme, worst: Worst): Given[] {
  const [longest] = longestFew(officesReached(programme), worst.voice, 1);
  const about = longest ?? { category: worst.category.code, area: worst.area.code };
  const draft = { category: about.category, area: about.area, isAboutOffice: true, isForOther: true };
  const blame = longest ? ({ blame: { table: 'offices', code: longest.code } } as const) : {};
  return [
    { draft, ...blame },
    { draft: { ...draft, ...ALL_CHOSEN }, ...blame },
    { draft: { ...draft, isAnonymous: true }, consentVersion: null, ...blame },
    ...sealed(worst, ALL_CHOSEN),
  ];
}

interface Reached extends Pick<Office, 'code' | 'names'> {
  readonly category: string;
  readonly area: string;
}

/** Each office that gets reports and has another above it, with a category and a smallest place that lead to it. */
function officesReached(programme: Programme): Reached[] {
  const reached = new Map<string, Reached>();
  const leaves = [...programme.areas.values()].filter(({ children }) => children.length === 0);
  for (const category of programme.categories.values()) {
    for (const area of category.stream === 'ordinary' ? leaves : []) {
      const office = chooseOffice(programme, category, area);
      if (!office || !nextRung(office) || reached.has(office.code)) continue;
      reached.set(office.code, {
        code: office.code,
        names: office.names,
        category: category.code,
        area: area.code,
      });
    }
  }
  return [...reached.values()];
}
