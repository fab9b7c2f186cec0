import type { AccountCaller } from '../../accounts/caller.ts';
import { GRANTS } from '../../accounts/scope.ts';
import { AppError } from '../../errors.ts';
import { localDay } from '../../grievances/local-day.ts';
import { monitorWordsOf } from '../../locales/monitor/index.ts';
import { type Area, type Category, type Language, nameIn, type Office, type Unit } from '../../routing/programme.ts';
import { addMonths, type Period, periodBefore, periodOf, readMonth } from './period.ts';
import type { Asked } from './scope-query.ts';

/** What a page of the monitor shows figures of. */
export interface Scope {
  readonly period: Period;
  /** As many months right before. */
  readonly previous: Period;
  /** The chosen area, or the largest one that she may see. */
  readonly area: Area;
  /** Whether that is the whole programme. */
  readonly isWhole: boolean;
  readonly office: Office | null;
  readonly category: Category | null;
  readonly unit: Unit | null;
  readonly times: 'working' | 'calendar';
  /** Whether reports about an office are in it: only for those who sit in none. */
  readonly withAbout: boolean;
}

/** Something in the address that cannot be: the field, and a sentence that names the mend. */
export interface ScopeError {
  readonly name: 'from' | 'to' | 'area' | 'office' | 'category' | 'unit';
  readonly message: string;
}

export type ReadScope = { readonly scope: Scope } | { readonly errors: readonly ScopeError[] };

/** Five years: more cannot be read off a page. */
export const MOST_MONTHS = 60;
const USUAL_MONTHS = 12;

/**
 * What an address asks for, as far as she may see it; what it leaves open is twelve months with this one, of all that is hers.
 *
 * @throws {AppError} `forbidden` for a supervisor without an area
 */
export function readScope(caller: AccountCaller, language: Language, asked: Asked, now: Date): ReadScope {
  const top = topAreaOf(caller);
  const errors: ScopeError[] = [];
  const period = readPeriod(caller, language, asked, now, errors);
  const { area, office, category, unit } = readPlaces(caller, language, asked, top, errors);
  if (errors.length > 0 || period === null) return { errors };
  return {
    scope: {
      period,
      previous: periodBefore(period),
      area,
      isWhole: area === caller.programme.root,
      office,
      category,
      unit,
      times: asked.times === 'calendar' ? 'calendar' : 'working',
      withAbout: !GRANTS[caller.role].canBeAccused,
    },
  };
}

/**
 * The largest area whose figures are hers.
 *
 * @throws {AppError} `forbidden` for a supervisor without an area
 */
export function topAreaOf({ role, area, programme }: AccountCaller): Area {
  if (GRANTS[role].sees !== 'area') return programme.root;
  if (area === null) throw new AppError('forbidden', 'This account has no area. Ask an administrator.');
  return area;
}

/** The first day of this month, where the programme is. */
export function thisMonth({ programme }: Pick<AccountCaller, 'programme'>, now: Date): string {
  return `${localDay(now, programme.calendar.timeZone).slice(0, 7)}-01`;
}

function readPeriod(
  caller: AccountCaller,
  language: Language,
  { from, to }: Asked,
  now: Date,
  errors: ScopeError[],
): Period | null {
  const words = monitorWordsOf(language).frame.errors;
  const current = thisMonth(caller, now);
  const read = (name: 'from' | 'to', typed: string): string | null => {
    const month = readMonth(typed);
    if (month === null) errors.push({ name, message: words.month(typed) });
    else if (month > current) errors.push({ name, message: words.future(typed) });
    else return month;
    return null;
  };
  const last = to === '' ? current : read('to', to);
  const usual = last === null ? null : addMonths(last, 1 - USUAL_MONTHS);
  const first = from === '' ? usual : read('from', from);
  if (first === null || last === null) return null;
  const period = periodOf(first, last);
  if (period.months < 1) errors.push({ name: 'to', message: words.order });
  else if (period.months > MOST_MONTHS) errors.push({ name: 'from', message: words.long(MOST_MONTHS) });
  return period;
}

function readPlaces(
  { programme }: AccountCaller,
  language: Language,
  asked: Asked,
  top: Area,
  errors: ScopeError[],
): Pick<Scope, 'area' | 'office' | 'category' | 'unit'> {
  const words = monitorWordsOf(language).frame.errors;
  const found = programme.areas.get(asked.area);
  const area = found && isWithin(found, top) ? found : null;
  if (asked.area !== '' && area === null) errors.push({ name: 'area', message: words.area(asked.area) });
  const hers = <One extends Office | Unit>(named: One | undefined): One | null =>
    named && isWithin(named.area, top) ? named : null;
  const office = hers(programme.offices.get(asked.office));
  const unit = hers(programme.units.get(asked.unit));
  for (const [name, found] of [
    ['office', office],
    ['unit', unit],
  ] as const) {
    if (asked[name] !== '' && found === null) errors.push({ name, message: words[name](asked[name]) });
    if (found !== null && area !== null && !isWithin(found.area, area)) {
      const message = words.elsewhere(nameIn(found.names, language), nameIn(area.names, language));
      errors.push({ name, message });
    }
  }
  const known = programme.categories.get(asked.category);
  const category = known?.stream === 'ordinary' ? known : null;
  if (asked.category !== '' && category === null) {
    errors.push({ name: 'category', message: words.category(asked.category) });
  }
  return { area: area ?? top, office, category, unit };
}

/** Whether an area is another one, or lies in it. */
export function isWithin(area: Area, top: Area): boolean {
  for (let place: Area | null = area; place !== null; place = place.parent) {
    if (place.id === top.id) return true;
  }
  return false;
}
