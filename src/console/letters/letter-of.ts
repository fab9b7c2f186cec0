import { placeLabel } from '../../grievances/texts.ts';
import { chargesOf } from '../report/held.ts';
import { showFullMoment } from '../report/moments.ts';
import { type ReportView, shownReference } from '../report/report-view.ts';
import { sayEvent } from '../report/say-event.ts';

/** A letter about a report that was not answered, in parts: a page and a plain text are made of it. */
export interface Letter {
  readonly subject: string;
  /** To, from, date. */
  readonly heads: readonly (readonly [name: string, value: string])[];
  readonly paragraphs: readonly string[];
  /** What the citizen wrote; null: whoever reads this may not read it. */
  readonly citizenWords: string | null;
  readonly history: readonly (readonly [at: string, what: string])[];
  readonly held: readonly (readonly [name: string, time: string])[];
  readonly closing: readonly string[];
}

/** What belongs to the citizen alone, or to the office's own work. */
const LEFT_OUT: ReadonlySet<string> = new Set(['noted', 'assigned', 'viewed', 'reminded', 'contact_allowed']);

/** The letter, in the language of the view. It names offices and no people. */
export function letterOf(view: ReportView): Letter {
  const { programme, category, area, grievance, voice, words, office, now } = view;
  const moment = (at: Date) => showFullMoment(programme, voice, at);
  const operator = voice.name(programme.operators);
  const place = area ? placeLabel(programme, voice, area) : '';
  return {
    subject: words.letterSubject(shownReference(view)),
    heads: [
      [words.letterTo, office ? voice.name(office.names) : operator],
      [words.letterFrom, operator],
      [words.letterDate, moment(now)],
    ],
    paragraphs: [
      words.letterOpening(voice.name(category.names), place, moment(grievance.filed_at)),
      ...promises(view, moment),
      ...(grievance.joiners > 0 ? [words.letterJoined(grievance.joiners)] : []),
      words.letterAsk,
    ],
    citizenWords: view.readsText ? grievance.text : null,
    history: view.events
      .filter(({ type }) => !LEFT_OUT.has(type))
      .map((event) => [moment(event.at), sayEvent(view, event)] as const),
    held: chargesOf(view).map(({ name, time }) => [name, time] as const),
    closing: [stateOf(view), words.letterPrivate],
  };
}

function stateOf({ grievance: { status }, words }: ReportView): string {
  return status === 'routed' ? words.letterUnread : words.letterState(words.statuses[status]);
}

/** The promise of each office that let it become late, as far as the history knows it. */
function promises(view: ReportView, moment: (at: Date) => string): string[] {
  const { events, words, voice, programme } = view;
  return events
    .filter(({ type }) => type === 'escalated' || type === 'overdue_at_top')
    .flatMap(({ data, at }) => {
      const code = data.from ?? data.office;
      const office = [...programme.byId.offices.values()].find((candidate) => candidate.code === code);
      return office ? [words.letterPromise(voice.name(office.names), moment(at))] : [];
    });
}
