import type { Voice } from '../grievances/texts.ts';
import { instantOf } from '../grievances/working-time.ts';
import type { Programme } from '../routing/programme.ts';

const NOON_MINUTE = 12 * 60;

/** An ISO day as a language says it, with its year, for what was promised may be years away: `19 Nov 2029`. */
export function dayOf(voice: Voice, { calendar }: Pick<Programme, 'calendar'>, day: string): string {
  return voice.date(instantOf(calendar.timeZone, day, NOON_MINUTE));
}
