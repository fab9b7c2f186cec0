import { z } from 'zod';
import type { Caller } from '../accounts/caller.ts';
import { GRANTS } from '../accounts/scope.ts';
import { AppError, type Issue } from '../errors.ts';
import { localDay } from '../grievances/local-day.ts';
import { addMonths, lastMonthOf, type Period, periodBefore, periodOf } from '../monitor/scope/period.ts';
import { isWithin, MOST_MONTHS, type Scope } from '../monitor/scope/read-scope.ts';
import type { Area, Programme } from '../routing/programme.ts';
import { findByCode } from './find-by-code.ts';
import { invalid } from './parse-input.ts';

const month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'Must be a month like 2026-11.');
const USUAL_MONTHS = 12;

/** Which months of a query: both are in it. */
export const monthFields = {
  first_month: month.optional().describe('Like 2026-01; eleven months before the last one unless given.'),
  last_month: month.optional().describe('This month unless given.'),
};

/** The months of an answer, both with it. */
export function presentMonths(period: Period): { first_month: string; last_month: string } {
  return { first_month: period.from.slice(0, 7), last_month: lastMonthOf(period).slice(0, 7) };
}

/** Which part of the programme. */
export const placeFields = {
  area: z.string().optional().describe('A code: what was filed there and below; offices: those that stand there.'),
  office: z.string().optional().describe('A code.'),
  category: z.string().optional().describe('A code; its sub-categories count too.'),
};

type Asked<Fields extends z.core.$ZodLooseShape> = z.output<z.ZodObject<Fields>>;

/**
 * The months that are asked for.
 *
 * @throws {AppError} `invalid` where they are the wrong way round, too many, or still to come
 */
export function readMonths({ programme }: Caller, asked: Asked<typeof monthFields>, now: Date): Period {
  const current = localDay(now, programme.calendar.timeZone).slice(0, 7);
  const last = asked.last_month ?? current;
  const first = asked.first_month ?? addMonths(`${last}-01`, 1 - USUAL_MONTHS).slice(0, 7);
  const issues: Issue[] = [];
  if (last > current) issues.push({ path: 'last_month', message: 'Is still to come.' });
  const period = periodOf(`${first}-01`, `${last}-01`);
  if (period.months < 1) issues.push({ path: 'last_month', message: 'Must not be before `first_month`.' });
  if (period.months > MOST_MONTHS)
    issues.push({ path: 'first_month', message: `At most ${MOST_MONTHS} months at a time.` });
  if (issues.length > 0) throw invalid(issues);
  return period;
}

/**
 * What figures are asked for, as far as the key may see them: the rules of the monitor. A supervisor's whole is her area; reports about
 * an office are counted only for whoever can sit in none.
 *
 * @throws {AppError} `invalid`
 */
export function readPlace(caller: Caller, asked: Asked<typeof placeFields>, period: Period): Scope {
  const { programme, role } = caller;
  const top = topOf(caller);
  const area = readArea(caller, asked.area);
  const office = asked.office === undefined ? null : findByCode(programme.byId.offices, 'office', asked.office);
  if (office !== null) within(top, office.area, 'office');
  const category = asked.category === undefined ? null : findByCode(programme.categories, 'category', asked.category);
  const issues: Issue[] = [];
  if (category !== null && category.stream !== 'ordinary') {
    issues.push({ path: 'category', message: 'Reports of this category are not counted.' });
  }
  if (office !== null && asked.area !== undefined) {
    issues.push({ path: 'area', message: 'Does not go with `office`: where its reports come from is not kept.' });
  }
  if (issues.length > 0) throw invalid(issues);
  return {
    period,
    previous: periodBefore(period),
    area,
    isWhole: area === programme.root,
    office,
    category,
    unit: null,
    times: 'working',
    withAbout: !GRANTS[role].canBeAccused,
  };
}

/**
 * The area that is asked for by its code, all that is the caller's unless given.
 *
 * @throws {AppError} `invalid`
 */
export function readArea(caller: Caller, code: string | undefined): Area {
  const top = topOf(caller);
  return code === undefined ? top : within(top, findByCode(caller.programme.byId.areas, 'area', code), 'area');
}

/**
 * Refuses what belongs to no place to a key that sees a part of the programme only.
 *
 * @throws {AppError} `forbidden`
 */
export function requireWhole({ role }: Caller): void {
  if (GRANTS[role].sees === 'programme') return;
  throw new AppError('forbidden', `The role ${role} sees a part of the programme, and this is of the whole.`);
}

/**
 * The largest area whose figures are the caller's.
 *
 * @throws {AppError} `forbidden` for a key without the area that its role needs
 */
export function topOf({ role, area, programme }: Caller): Area {
  if (GRANTS[role].sees !== 'area') return programme.root;
  if (area === null) throw new AppError('forbidden', 'This key has no area. An administrator makes a new one.');
  return area;
}

/** Row ids of the units in an area. */
export function unitsIn(programme: Programme, area: Area): string[] {
  return [...programme.byId.units.values()].filter((unit) => isWithin(unit.area, area)).map(({ id }) => id);
}

/** @throws {AppError} `invalid` */
function within(top: Area, area: Area, path: string): Area {
  if (isWithin(area, top)) return area;
  throw invalid([{ path, message: 'This key sees nothing there.' }]);
}
