import type { Area, Names, Programme } from '../routing/programme.ts';
import type { Draft, ScreenName, View } from '../ussd/screen.ts';
import { longestFew, type Worst } from './worst.ts';

/** A screen with the longest values it can have. */
export interface Sample {
  readonly view: View<unknown>;
  /** How many screens lie behind it: 0 none, 1 the menu, more. */
  readonly depth: number;
  /** The table and the code of the name that makes it long. */
  readonly blame: {
    readonly table: 'areas' | 'categories' | 'units' | 'offices' | 'settings';
    readonly code: string;
  } | null;
}

type Given = Partial<
  Pick<View, 'draft' | 'cursor' | 'lastArea' | 'parked' | 'consentVersion' | 'wasAskedGroups' | 'citizenId'>
> & {
  readonly data?: unknown;
  readonly depth?: number;
  readonly blame?: Sample['blame'];
};

const REFERENCE = '4821 7739';
const PIN = '5507';
const DIGITS = '48217739';
const NINETY_DAYS_MINUTES = 129_600;

/** A screen's samples: nothing where a programme has no such thing (no units, no sealed stream). */
export function samplesOf(programme: Programme, worst: Worst, screen: ScreenName): Sample[] {
  return SAMPLES[screen](programme, worst).map(({ data, depth = 3, blame = null, ...given }) => ({
    depth,
    blame,
    view: {
      programme,
      voice: worst.voice,
      draft: {},
      cursor: undefined,
      lastArea: undefined,
      citizenId: '00000000-0000-7000-8000-000000000000',
      consentVersion: programme.noticeVersion,
      wasAskedGroups: false,
      parked: undefined,
      now: worst.moment,
      data,
      ...given,
    },
  }));
}

/** Every screen at its longest. One that is new in `SCREEN_NAMES` does not compile until it stands here. */
const SAMPLES: Readonly<Record<ScreenName, (programme: Programme, worst: Worst) => Given[]>> = {
  language: () => [{ depth: 1 }],
  menu: (_programme, worst) => [{ depth: 0, parked: parkedReport(worst) }],
  resume: (_programme, worst) => [{ depth: 0, parked: parkedReport(worst) }],
  consent: () => [{ depth: 1, consentVersion: null }],
  'about-data': () => [{ consentVersion: null }],
  'report-category': () => [{ depth: 2 }],
  'report-subcategory': ({ topCategories }) =>
    topCategories
      .filter(({ children }) => children.length > 0)
      .map(({ code }) => ({ cursor: code, blame: { table: 'categories', code } })),
  'sealed-help': ({ categories, helplines }) => {
    const streams = new Set([...categories.values()].map(({ stream }) => stream));
    return [...streams].flatMap((stream) => {
      const category = [...categories.values()].find((one) => one.stream === stream);
      if (!category || stream === 'ordinary') return [];
      const code = helplines.find(({ streams: of }) => of.includes(stream))?.phone ?? category.code;
      return [{ draft: { category: category.code }, blame: { table: 'settings', code } }];
    });
  },
  'report-place': (programme, worst) => places(programme, worst),
  'report-place-found': (programme, worst) => [{ draft: found(programme, worst) }],
  'report-description': (_programme, worst) => [
    { draft: ordinary(worst) },
    { draft: ordinary(worst), lastArea: worst.area.code, blame: { table: 'areas', code: worst.area.code } },
    { draft: ordinary(worst), lastArea: worst.area.code, data: joinable(worst) },
    ...sealedDraft(worst).map((draft) => ({ draft })),
  ],
  'sealed-contact': (_programme, worst) => sealedDraft(worst).map((draft) => ({ draft })),
  'report-confirm': (_programme, worst) => [
    { draft: ordinary(worst), blame: { table: 'categories', code: worst.category.code } },
    ...sealedDraft(worst).map((draft) => ({ draft })),
  ],
  'report-options': (_programme, worst) => [{ draft: { ...ordinary(worst), isForOther: true } }],
  'report-receipt': (_programme, worst) => {
    const filed = receipt(worst, 'ordinary');
    return [
      { draft: { receipt: filed }, depth: 1, blame: { table: 'offices', code: worst.office.code } },
      {
        draft: { receipt: filed },
        depth: 1,
        wasAskedGroups: true,
        blame: { table: 'offices', code: worst.office.code },
      },
      { draft: { receipt: { ...filed, office: null } }, depth: 1 },
      { draft: { receipt: { ...filed, pin: PIN } }, depth: 1 },
      { draft: { receipt: { ...receipt(worst, 'protection'), pin: PIN } }, depth: 1 },
    ];
  },
  'report-cancelled': () => [{ depth: 1 }],
  'report-joined': (_programme, worst) => [
    { draft: { receipt: receipt(worst, 'ordinary') }, depth: 1, blame: { table: 'offices', code: worst.office.code } },
    { draft: { receipt: { ...receipt(worst, 'ordinary'), office: null } }, depth: 1 },
  ],
  groups: ({ groups }) => (groups.length === 0 ? [] : [{ depth: 1 }]),
  'groups-thanks': () => [{ depth: 1 }],
  'rate-place': (programme, worst) => places(programme, worst),
  'rate-place-found': (programme, worst) => [{ draft: found(programme, worst) }],
  'rate-unit': (programme, { area }) => [{ cursor: programme.root.code }, { cursor: area.code }],
  'rate-score': (_programme, worst) => ofUnit(worst, (unit) => [{ draft: { unit } }]),
  'rate-thanks': (_programme, worst) => ofUnit(worst, (unit) => [{ draft: { unit, score: 4 }, depth: 1 }]),
  'rate-indicator': ({ indicators, units }) =>
    indicators.flatMap(({ code, unitTypes }) => {
      const unit = [...units.values()].find(({ type }) => unitTypes.includes(type));
      return unit ? [{ cursor: code, draft: { unit: unit.code, score: 4 } }] : [];
    }),
  'rate-comment': (_programme, worst) => ofUnit(worst, (unit) => [{ draft: { unit, score: 4 } }]),
  'rate-end': () => [{ depth: 1 }],
  'mine-list': (_programme, worst) => [
    { depth: 1, data: [] },
    { depth: 1, data: [ownReport(worst, 'routed')] },
  ],
  'mine-state': (_programme, worst) =>
    (['routed', 'resolved'] as const).map((status) => ({ cursor: DIGITS, data: ownReport(worst, status) })),
  'mine-message': () => [{ cursor: DIGITS }],
  'mine-dispute': () => [{ cursor: DIGITS }],
  'mine-done': (_programme, worst) =>
    (['message', 'confirmed', 'disputed', 'too_late'] as const).map((what) => ({
      depth: 1,
      draft: { done: { what, office: worst.office.code, due: worst.moment.toISOString() } },
      blame: { table: 'offices' as const, code: worst.office.code },
    })),
  'pin-reference': () => [{ depth: 2 }],
  'pin-code': () => [{ draft: { reference: DIGITS } }],
  'info-place': (programme, worst) => places(programme, worst),
  'info-place-found': (programme, worst) => [{ draft: found(programme, worst) }],
  info: (_programme, { area }) => [{ cursor: area.code, blame: { table: 'areas', code: area.code } }],
  'info-meetings': (_programme, { area }) => [{ cursor: area.code, data: [] }],
  'info-projects': (_programme, { area }) => [{ cursor: area.code, data: [] }],
  'info-project': (_programme, worst) => [{ cursor: 'P1', data: project(worst) }],
  'info-checked': () => [{ depth: 1 }, { depth: 1, data: { done: 999, started: 999, nothing: 999 } }],
  'info-figures': (_programme, { area }) => [
    { cursor: area.code, data: null },
    {
      cursor: area.code,
      data: {
        area_id: area.id,
        received: 9_999,
        answered: 9_999,
        resolved: 9_999,
        confirmed: 9_999,
        overdue: 999,
        median_answer_minutes: NINETY_DAYS_MINUTES,
      },
    },
  ],
};

function ordinary(worst: Worst): Draft {
  return { category: worst.category.code, area: worst.area.code, text: 'x' };
}

function sealedDraft({ sealed, area }: Worst): Draft[] {
  return sealed ? [{ category: sealed.code, area: area.code, text: 'x' }] : [];
}

function parkedReport(worst: Worst): NonNullable<View['parked']> {
  return { at: { screen: 'report-confirm' }, trail: [{ screen: 'menu' }], draft: ordinary(worst) };
}

function receipt({ office, moment }: Worst, stream: string): NonNullable<Draft['receipt']> {
  return { reference: REFERENCE, office: office.code, due: moment.toISOString(), stream };
}

/** Every place that has parts: the list of each is a screen. */
function places({ areas }: Programme, { area }: Worst): Given[] {
  const inner = [...areas.values()].filter(({ children }) => children.length > 0);
  return inner.map(({ code, parent }) => ({
    ...(parent === null ? { lastArea: area.code } : { cursor: code }),
    blame: { table: 'areas', code },
  }));
}

function found({ areas }: Programme, { voice }: Worst): Draft {
  const longest = longestFew<Area>(areas.values(), voice, 8);
  const typed = Array.from(longest[0] ? voice.name(longest[0].names) : '').slice(0, 20);
  return { typed: typed.join(''), found: longest.map(({ code }) => code), category: 'x' };
}

function joinable({ category, moment }: Worst): unknown {
  return [1, 2, 3].map((joiners) => ({
    reference: DIGITS,
    category_id: category.id,
    filed_at: moment,
    joiners: joiners * 100,
  }));
}

function ofUnit({ unit }: Worst, given: (code: string) => Given[]): Given[] {
  if (!unit) return [];
  return given(unit.code).map((one) => ({ ...one, blame: { table: 'units', code: unit.code } }));
}

function ownReport({ category, office, moment }: Worst, status: 'routed' | 'resolved'): unknown {
  return {
    id: 'x',
    reference: DIGITS,
    category_id: category.id,
    office_id: office.id,
    status,
    outcome: null,
    respond_by: moment,
    resolve_by: moment,
    first_answered_at: null,
    filed_at: moment,
    last_answer: null,
    joiners: 99,
    is_hers: true,
    closed_at: null,
  };
}

function project(worst: Worst): unknown {
  const names: Names = worst.area.names;
  return {
    code: 'P1',
    names,
    amount: '12345678.00',
    currency: 'KES',
    state: 'under_way',
    source: 'x',
    as_of: '2026-01-01',
  };
}
