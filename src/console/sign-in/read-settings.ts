import { DateTime } from 'luxon';
import type { OwnSettings } from '../../accounts/own-settings.ts';
import type { Account } from '../../db/schema.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { parseHours } from '../../routing/parse-hours.ts';
import type { Day, Language, Programme, Span, WeeklyHours } from '../../routing/programme.ts';
import { showHours } from '../../routing/show-hours.ts';
import { storedHours } from '../../routing/stored-settings.ts';
import { fieldOf } from '../read-form.ts';
import type { Form } from '../route.ts';
import type { FieldError } from './door.tsx';
import { dayName, type TypedSettings } from './settings-page.tsx';

const CLOSED: WeeklyHours = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };

/** Stored settings as the form shows them. */
export function showSettings(account: Account): TypedSettings {
  const hours = account.hours === null ? null : storedHours.parse(account.hours);
  return {
    language: account.language,
    absent_from: account.absent_from ?? '',
    absent_until: account.absent_until ?? '',
    hours: hours === null ? 'office' : 'own',
    ...hoursFields((day) => (hours === null ? '' : showDay(hours, day))),
  };
}

/** The hours of one day, without its name. */
function showDay(hours: WeeklyHours, day: Day): string {
  return showHours({ ...CLOSED, [day]: hours[day] }).replace(/^\w+ /, '');
}

/** The form as it was typed. */
export function typedSettings(form: Form): TypedSettings {
  return {
    language: fieldOf(form, 'language'),
    absent_from: fieldOf(form, 'absent_from').trim(),
    absent_until: fieldOf(form, 'absent_until').trim(),
    hours: fieldOf(form, 'hours') === 'own' ? 'own' : 'office',
    ...hoursFields((day) => fieldOf(form, `hours_${day}`).trim()),
  };
}

/**
 * Reads what was typed. Without a first day away, it is today.
 *
 * @param today the local day, as an ISO date
 */
export function readSettings(
  programme: Programme,
  language: Language,
  typed: TypedSettings,
  today: string,
): { readonly settings: OwnSettings | null; readonly errors: readonly FieldError[] } {
  const { errors: words } = wordsOf(language).signIn;
  const errors: FieldError[] = [];
  for (const name of ['absent_from', 'absent_until'] as const) {
    if (typed[name] !== '' && !isDay(typed[name])) errors.push({ name, message: words.date });
  }
  const from = typed.absent_from || (typed.absent_until === '' ? '' : today);
  if (errors.length === 0 && typed.absent_until !== '' && typed.absent_until < from) {
    errors.push({ name: 'absent_until', message: words.order });
  }
  const hours = typed.hours === 'own' ? readHours(language, typed, errors) : null;
  const chosen = programme.languages.find((each) => each === typed.language) ?? language;
  if (errors.length > 0) return { settings: null, errors };
  const absence = from === '' ? null : { from, until: typed.absent_until || null };
  return { settings: { language: chosen, absence, hours }, errors };
}

function readHours(language: Language, typed: TypedSettings, errors: FieldError[]): OwnSettings['hours'] {
  const words = wordsOf(language).signIn.errors;
  const read = (day: Day): readonly Span[] => {
    const text = typed[`hours_${day}`];
    if (text === '') return [];
    const parsed = parseHours(`${day} ${text}`);
    if ('hours' in parsed) return parsed.hours[day];
    errors.push({ name: `hours_${day}`, message: words.hours(dayName(language, day)) });
    return [];
  };
  return {
    mon: read('mon'),
    tue: read('tue'),
    wed: read('wed'),
    thu: read('thu'),
    fri: read('fri'),
    sat: read('sat'),
    sun: read('sun'),
  };
}

function hoursFields(read: (day: Day) => string): Pick<TypedSettings, `hours_${Day}`> {
  return {
    hours_mon: read('mon'),
    hours_tue: read('tue'),
    hours_wed: read('wed'),
    hours_thu: read('thu'),
    hours_fri: read('fri'),
    hours_sat: read('sat'),
    hours_sun: read('sun'),
  };
}

/** The database knows no year 0. */
function isDay(text: string): boolean {
  return /^[1-9]\d{3}-\d{2}-\d{2}$/.test(text) && DateTime.fromISO(text).isValid;
}
