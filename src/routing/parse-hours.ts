import { DAYS, type Day, type Span, type WeeklyHours } from './programme.ts';

const DAY_RANGE = /^([a-z]{3})(?:-([a-z]{3}))?$/;
const DAY_WORDS: readonly string[] = DAYS;
const SPAN = /^(\d{2}):(\d{2})-(\d{2}):(\d{2})$/;

/** Weekly hours, or what is wrong with them and how to mend it. */
export type ParsedHours = { readonly hours: WeeklyHours } | { readonly problem: string };

/**
 * Reads weekly hours: `mon-fri 08:00-13:00, 14:00-17:00; sat 08:00-12:00`. Days not named are closed; `sun-thu` goes
 * round the end of the week; `24:00` ends a day.
 */
export function parseHours(text: string): ParsedHours {
  const week = new Map<Day, readonly Span[]>();
  for (const part of text.split(';')) {
    const [range = '', ...rest] = part.trim().split(/\s+/);
    const days = daysOf(range);
    if (days === null) return { problem: `"${range}" is not a day or a range of days; write for example mon-fri` };
    const spans = spansOf(rest.join(''));
    if (typeof spans === 'string') return { problem: spans };
    for (const day of days) {
      if (week.has(day)) return { problem: `${day} is named twice; give each day once` };
      week.set(day, spans);
    }
  }
  const on = (day: Day): readonly Span[] => week.get(day) ?? [];
  return {
    hours: {
      mon: on('mon'),
      tue: on('tue'),
      wed: on('wed'),
      thu: on('thu'),
      fri: on('fri'),
      sat: on('sat'),
      sun: on('sun'),
    },
  };
}

/**
 * Reads one stretch of a day that may go over midnight: `21:00-07:00`. Null: it is none, or has no length.
 */
export function parseSpan(text: string): Span | null {
  const span = spanOf(text.trim());
  return span && span.fromMinute !== span.toMinute ? span : null;
}

function spanOf(text: string): Span | null {
  const match = SPAN.exec(text);
  const [fromHour = 99, fromMinute = 99, toHour = 99, toMinute = 99] = (match ?? []).slice(1).map(Number);
  const span = { fromMinute: fromHour * 60 + fromMinute, toMinute: toHour * 60 + toMinute };
  const isTime = fromMinute <= 59 && toMinute <= 59 && span.fromMinute <= 24 * 60 && span.toMinute <= 24 * 60;
  return match && isTime ? span : null;
}

function daysOf(range: string): Day[] | null {
  const match = DAY_RANGE.exec(range);
  const first = DAY_WORDS.indexOf(match?.[1] ?? '');
  const last = match?.[2] === undefined ? first : DAY_WORDS.indexOf(match[2]);
  if (first < 0 || last < 0) return null;
  const length = ((last - first + DAYS.length) % DAYS.length) + 1;
  return [...DAYS, ...DAYS].slice(first, first + length);
}

function spansOf(text: string): Span[] | string {
  const spans: Span[] = [];
  let openFrom = 0;
  for (const part of text.split(',')) {
    const span = spanOf(part);
    if (!span) return `"${part}" is not a stretch of a day; write for example 08:00-17:00`;
    if (span.fromMinute >= span.toMinute) return `"${part}" ends before it begins; write the earlier time first`;
    if (span.fromMinute < openFrom) return `"${part}" overlaps the stretch before it; write them apart and in order`;
    openFrom = span.toMinute;
    spans.push(span);
  }
  return spans;
}
