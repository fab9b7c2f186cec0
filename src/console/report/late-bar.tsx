import type { VNode } from 'preact';
import { mayDo } from '../../accounts/scope.ts';
import { isOpen } from '../../grievances/transitions.ts';
import { accusedOffice } from '../../routing/accused.ts';
import { rungAbove } from '../../routing/ladder.ts';
import type { ReportView } from './report-view.ts';

const DAY_MS = 86_400_000;

/** Where a report stands with its deadline, where that is not simply "in time": late, or a clock that stands still. */
export function LateBar({ view }: { readonly view: ReportView }): VNode | null {
  const bar = barOf(view);
  if (bar === null) return null;
  return (
    <div class={`late${bar.isQuiet ? ' late--quiet' : ''}`}>
      <h2>{bar.title}</h2>
      <p>{bar.sentences.join(' ')}</p>
      {hasLetter(view) ? (
        <p>
          <a class="govuk-link" href={`/console/letters/${view.grievance.reference}`}>
            {view.words.letter}
          </a>
        </p>
      ) : null}
    </div>
  );
}

function hasLetter({ caller, events }: ReportView): boolean {
  return mayDo(caller.role, 'read_letters') && events.some(({ type }) => type === 'overdue_at_top');
}

interface Bar {
  readonly title: string;
  readonly sentences: readonly string[];
  readonly isQuiet: boolean;
}

function barOf(view: ReportView): Bar | null {
  const { grievance, programme, words, voice, now } = view;
  if (grievance.status === 'awaiting_citizen') {
    const until = grievance.waiting_until;
    return { title: words.stopped, sentences: until ? [words.stoppedUntil(voice.moment(until))] : [], isQuiet: true };
  }
  if (grievance.status === 'resolved' && grievance.resolved_at) {
    const until = new Date(grievance.resolved_at.getTime() + programme.confirmWithinDays * DAY_MS);
    return { title: words.waitsForWord, sentences: [words.waitsForWordUntil(voice.moment(until))], isQuiet: true };
  }
  const isPast = grievance.due_by !== null && grievance.due_by <= now;
  return isOpen(grievance.status) && (isPast || grievance.overdue_at !== null) ? lateBar(view, isPast) : null;
}

function lateBar(view: ReportView, isPast: boolean): Bar {
  const { grievance, words, voice, office } = view;
  const due = isPast ? grievance.due_by : null;
  const when = due ? [words.wasDue(voice.moment(due))] : [];
  const since = !due && grievance.overdue_at ? [words.missedOn(voice.moment(grievance.overdue_at))] : [];
  const missing = grievance.first_answered_at === null ? words.late.respond : words.late.resolve;
  const title = isPast ? missing : words.late.before;
  const holder = office ? [words.nowWith(voice.name(office.names))] : [];
  return { title, sentences: [...when, ...since, ...holder, ...nextStep(view, isPast)], isQuiet: false };
}

function nextStep({ grievance, programme, office, words, voice, readsText }: ReportView, isPast: boolean): string[] {
  // A rung that is passed over would say to an observer whom the report is about.
  if (!office || (!readsText && grievance.about_office_id !== null)) return [];
  const above = rungAbove(office, accusedOffice(programme, grievance.about_office_id));
  if (!above) return [words.atTop];
  const name = voice.name(above.names);
  if (isPast || grievance.due_by === null) return [words.goesUpNow(name)];
  return [words.goesUp(name, voice.moment(grievance.due_by))];
}
