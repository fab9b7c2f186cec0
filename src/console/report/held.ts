import { workingMinutesBetween } from '../../grievances/working-time.ts';
import type { ReportView } from './report-view.ts';

/** How much working time is charged to whom. */
export interface Charge {
  readonly name: string;
  /** `3 h 20 min`. */
  readonly time: string;
}

/** What each office, triage and the citizen had it for, in the order in which they first had it; until now where it is still so. */
export function chargesOf(view: ReportView): Charge[] {
  const { holdings, words } = view;
  const minutes = new Map<string, number>();
  for (const holding of holdings) {
    const name = holderName(view, holding);
    minutes.set(name, (minutes.get(name) ?? 0) + minutesOf(view, holding));
  }
  return [...minutes].map(([name, total]) => {
    const whole = Math.round(total);
    return { name, time: words.minutes(Math.floor(whole / 60), whole % 60) };
  });
}

type Held = ReportView['holdings'][number];

function holderName({ programme, voice, words }: ReportView, { holder, office_id: officeId }: Held): string {
  const office = programme.byId.offices.get(officeId ?? '');
  return holder === 'office' && office ? voice.name(office.names) : words.holders[holder];
}

function minutesOf({ programme, now }: ReportView, held: Held): number {
  if (held.working_minutes !== null) return held.working_minutes;
  const hours = programme.byId.offices.get(held.office_id ?? '')?.hours ?? null;
  return workingMinutesBetween(programme.calendar, hours, held.from_at, held.until_at ?? now);
}
