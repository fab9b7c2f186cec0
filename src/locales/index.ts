import { DateTime } from 'luxon';
import type { Language } from '../routing/programme.ts';
import { bn } from './bn.ts';
import { en, type Locale } from './en.ts';
import { sq } from './sq.ts';
import { sr } from './sr.ts';
import { sw } from './sw.ts';

export type { Locale } from './en.ts';

/** Every language the gateway speaks. A new one: one file, one line here and its code in `LANGUAGES`. */
const LOCALES: Readonly<Record<Language, Locale>> = { en, sw, bn, sq, sr };

/** The texts of `language`. */
export function localeOf(language: Language): Locale {
  return LOCALES[language];
}

/** A day as a person says it: `19 Nov`, in the programme's time zone. */
export function showDay(locale: Locale, moment: Date, timeZone: string): string {
  const local = DateTime.fromJSDate(moment, { zone: timeZone });
  return `${local.day} ${locale.months[local.month - 1] ?? ''}`;
}

/** A day that may be years away: `19 Nov 2029`, in the programme's time zone. */
export function showDate(locale: Locale, moment: Date, timeZone: string): string {
  return `${showDay(locale, moment, timeZone)} ${DateTime.fromJSDate(moment, { zone: timeZone }).year}`;
}

/** A moment as a person says it: `Thu 19 Nov 17:00`, in the programme's time zone. 17 units at most, 21 in Bangla. */
export function showMoment(locale: Locale, moment: Date, timeZone: string): string {
  const local = DateTime.fromJSDate(moment, { zone: timeZone });
  const weekday = locale.weekdays[local.weekday - 1] ?? '';
  const month = locale.months[local.month - 1] ?? '';
  return `${weekday} ${local.day} ${month} ${local.toFormat('HH:mm')}`;
}
