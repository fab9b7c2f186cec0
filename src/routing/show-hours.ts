import { DAYS, type Span, type WeeklyHours } from './programme.ts';

/** Weekly hours as `parseHours` reads them, days with the same hours together: `mon-fri 08:00-13:00, 14:00-17:00`. */
export function showHours(hours: WeeklyHours): string {
  const runs: { first: string; last: string; spans: string }[] = [];
  let before: string | null = null;
  for (const day of DAYS) {
    const spans = hours[day].map(showSpan).join(', ');
    const run = runs.at(-1);
    if (run && spans === before) run.last = day;
    else if (spans !== '') runs.push({ first: day, last: day, spans });
    before = spans === '' ? null : spans;
  }
  return runs.map(({ first, last, spans }) => `${first === last ? first : `${first}-${last}`} ${spans}`).join('; ');
}

function showSpan({ fromMinute, toMinute }: Span): string {
  return `${showMinute(fromMinute)}-${showMinute(toMinute)}`;
}

function showMinute(minute: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
