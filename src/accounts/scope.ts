import { type Expression, expressionBuilder, type SqlBool, sql } from 'kysely';
import type { Database, Role } from '../db/schema.ts';
import { AppError } from '../errors.ts';
import { accusedIdsAround } from '../routing/accused.ts';
import { ladderOf } from '../routing/ladder.ts';
import type { Area } from '../routing/programme.ts';
import { areaIdsWithin } from './area-ids-within.ts';
import type { Caller } from './caller.ts';

export const ABILITIES = [
  'look_up',
  'read',
  'file',
  'acknowledge',
  'reply',
  'note',
  'transfer',
  'resolve',
  'reject',
  'reopen',
  'assign',
  'await_citizen',
  'hand_back',
  'merge',
  'refer',
  'unmask',
  'read_ratings',
  'read_response_times',
  'read_board',
  'read_triage',
  'read_letters',
  'monitor',
  'read_cards',
  'keep_cards',
  'convene',
  'hold_votes',
  'administer',
] as const;
/**
 * One kind of thing a caller may do. `look_up`: the programme's own lists; `read`: grievances, one or many; `read_board`: the
 * state of every office within reach; `read_letters`: what has reached the last rung and was not answered there; `monitor`: the
 * figures of the monitor; `read_cards`, `keep_cards`: score cards of units; `convene`: call
 * meetings of an area, and tell people of them; `hold_votes`: votes, and how many SMS meetings may send in a day.
 */
export type Ability = (typeof ABILITIES)[number];

interface Grant {
  /** Whose grievances: her office's, her area's and below, the programme's, or one sealed stream's. */
  readonly sees: 'office' | 'area' | 'programme' | 'stream';
  /** Whether the words of citizens and officials are shown, or only states and times. */
  readonly readsText: boolean;
  /** Whether she may sit in an office that a report is about, or under it: then that report does not exist for her. */
  readonly canBeAccused: boolean;
  readonly may: ReadonlySet<Ability>;
}

const WATCHES: readonly Ability[] = ['look_up', 'read', 'read_ratings', 'read_response_times'];
const ANSWERS: readonly Ability[] = [
  'file',
  'acknowledge',
  'reply',
  'note',
  'transfer',
  'resolve',
  'reject',
  'reopen',
  'await_citizen',
];
/** What only ordinary reports know. */
const WORKS: readonly Ability[] = [...ANSWERS, 'assign', 'hand_back', 'merge'];
const OVERSEES: readonly Ability[] = ['read_board', 'read_letters'];
/** Who watches how long offices take. Others have the public figures. */
const MONITORS: readonly Ability[] = ['monitor'];
const KEEPS_CARDS: readonly Ability[] = ['read_cards', 'keep_cards'];

/**
 * Who may see and do what: the only place that says so. Queries (`visibleGrievances`, `visibleRatings`) and routes
 * (`requireAbility`) derive from it. A sealed stream is seen by its own focal points and by nobody else; everyone else
 * sees the ordinary stream only, in lists, counts and figures alike.
 *
 * A report about an office is kept from whoever may sit in it or answer to it: officials by the ladder of their office,
 * who works for a whole area where the accused office stands in that area or around it. Observers see it: they are outside
 * the offices, read no words, and are not told what it is about.
 */
export const GRANTS: Readonly<Record<Role, Grant>> = {
  official: {
    sees: 'office',
    readsText: true,
    canBeAccused: true,
    may: new Set([...WATCHES, ...WORKS, ...KEEPS_CARDS]),
  },
  supervisor: {
    sees: 'area',
    readsText: true,
    canBeAccused: true,
    may: new Set([...WATCHES, ...WORKS, ...OVERSEES, ...MONITORS, ...KEEPS_CARDS, 'convene']),
  },
  triage: {
    sees: 'programme',
    readsText: true,
    canBeAccused: true,
    may: new Set([...WATCHES, ...OVERSEES, 'read_triage', 'file', 'note', 'transfer', 'reject', 'merge']),
  },
  // Ratings belong to no stream, so they are not a focal point's.
  focal: {
    sees: 'stream',
    readsText: true,
    canBeAccused: false,
    may: new Set(['look_up', 'read', 'read_response_times', ...ANSWERS, 'refer', 'unmask']),
  },
  observer: {
    sees: 'programme',
    readsText: false,
    canBeAccused: false,
    may: new Set([...WATCHES, ...MONITORS, 'read_letters', 'read_cards']),
  },
  admin: {
    sees: 'programme',
    readsText: true,
    canBeAccused: true,
    may: new Set([
      ...WATCHES,
      ...WORKS,
      ...OVERSEES,
      ...MONITORS,
      ...KEEPS_CARDS,
      'read_triage',
      'convene',
      'hold_votes',
      'administer',
    ]),
  },
};

/** Whether a role may do this to any grievance at all. */
export function mayDo(role: Role, ability: Ability): boolean {
  return GRANTS[role].may.has(ability);
}

/** @throws {AppError} `forbidden` */
export function requireAbility(caller: Caller, ability: Ability): void {
  if (mayDo(caller.role, ability)) return;
  throw new AppError('forbidden', `The role ${caller.role} may not do this.`);
}

/** Whether this caller reads words, or only states and times. */
export function readsText(caller: Caller): boolean {
  return GRANTS[caller.role].readsText;
}

/** Whether her transfer stands also where an office has passed the report on before: triage and administrators decide. */
export function hasLastWord(caller: Caller): boolean {
  return mayDo(caller.role, 'read_triage');
}

const NOTHING: Expression<SqlBool> = sql<SqlBool>`false`;

/** The condition on `grievances` that every query on behalf of this caller carries. */
export function visibleGrievances(caller: Caller): Expression<SqlBool> {
  const eb = expressionBuilder<Database, 'grievances'>();
  const { sees, canBeAccused } = GRANTS[caller.role];
  return eb.and([
    eb('grievances.programme_id', '=', caller.programme.id),
    ...(canBeAccused ? [isNotAccused(caller)] : []),
    sees === 'stream' ? ofOwnStream(caller) : eb('grievances.stream', '=', 'ordinary'),
    ...(sees === 'office' ? [ofOwnOffice(caller)] : []),
    ...(sees === 'area' ? [withinArea(caller, 'grievances.area_id', caller.area)] : []),
    // A focal point may answer for a part of the programme only.
    ...(sees === 'stream' && caller.area ? [withinArea(caller, 'grievances.area_id', caller.area)] : []),
  ]);
}

/** The condition on `grievances` that none is about an office in whose line she may be. */
function isNotAccused(caller: Caller): Expression<SqlBool> {
  const ids = idsOfAccused(caller);
  return sql<SqlBool>`(grievances.about_office_id = any(${ids}::uuid[])) is not true`;
}

/** Row ids of the offices that are hers, above hers, or stand in or around her area. */
function idsOfAccused({ role, programme, office, area }: Caller): string[] {
  if (GRANTS[role].sees === 'office') return office === null ? [] : ladderOf(office).map(({ id }) => id);
  return accusedIdsAround(programme, GRANTS[role].sees === 'area' && area !== null ? area : programme.root);
}

/** The condition on `ratings` joined to `units`: an official sees the units in the area of her office. */
export function visibleRatings(caller: Caller): Expression<SqlBool> {
  const eb = expressionBuilder<Database, 'ratings' | 'units'>();
  const { sees } = GRANTS[caller.role];
  return eb.and([
    eb('ratings.programme_id', '=', caller.programme.id),
    ...(sees === 'office' ? [withinArea(caller, 'units.area_id', caller.office?.area ?? null)] : []),
    ...(sees === 'area' ? [withinArea(caller, 'units.area_id', caller.area)] : []),
    ...(sees === 'stream' ? [NOTHING] : []),
  ]);
}

/** The condition on `scorecards` joined to `units`: an official sees those of the units in the area of her office, and her office's own. */
export function visibleCards(caller: Caller): Expression<SqlBool> {
  const eb = expressionBuilder<Database, 'scorecards' | 'units'>();
  const { sees } = GRANTS[caller.role];
  const ofOffice = caller.office === null ? NOTHING : eb('scorecards.office_id', '=', caller.office.id);
  return eb.and([
    eb('scorecards.programme_id', '=', caller.programme.id),
    ...(sees === 'office' ? [eb.or([ofOffice, withinArea(caller, 'units.area_id', caller.office?.area ?? null)])] : []),
    ...(sees === 'area' ? [withinArea(caller, 'units.area_id', caller.area)] : []),
    ...(sees === 'stream' ? [NOTHING] : []),
  ]);
}

/** A key without the place its role needs sees nothing. */
function ofOwnOffice({ office }: Caller): Expression<SqlBool> {
  const eb = expressionBuilder<Database, 'grievances'>();
  return office === null ? NOTHING : eb('grievances.office_id', '=', office.id);
}

function ofOwnStream({ stream }: Caller): Expression<SqlBool> {
  const eb = expressionBuilder<Database, 'grievances'>();
  return stream === null || stream === 'ordinary' ? NOTHING : eb('grievances.stream', '=', stream);
}

function withinArea(caller: Caller, column: string, area: Area | null): Expression<SqlBool> {
  if (area === null) return NOTHING;
  return sql<SqlBool>`${sql.ref(column)} = any(${areaIdsWithin(caller.programme, area)}::uuid[])`;
}
