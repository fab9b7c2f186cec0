import type { ThreadEvent } from '../../db/report-page.ts';
import { showReference } from '../../grievances/reference.ts';
import type { EventFacts } from '../../locales/console/en/report.ts';
import type { ConsoleWords } from '../../locales/console/index.ts';
import type { ReportView } from './report-view.ts';

type Sentences = ConsoleWords['report']['events'];

type Saying = Pick<ReportView, 'programme' | 'voice' | 'words' | 'names'>;

/** One event as a sentence without its time. What has no sentence yet is said by its own name: nothing is left out. */
export function sayEvent(view: Saying, event: ThreadEvent): string {
  const { events } = view.words;
  if (!isKnown(events, event.type)) return event.type.replaceAll('_', ' ');
  return events[event.type](factsOf(view, event));
}

function isKnown(events: Sentences, type: string): type is keyof Sentences {
  return Object.hasOwn(events, type);
}

function factsOf(view: Saying, { type, data, office_id: officeId }: ThreadEvent): EventFacts {
  const { programme, voice, names } = view;
  const nameOf = (code: unknown) => {
    const office = [...programme.byId.offices.values()].find((candidate) => candidate.code === code);
    return office ? voice.name(office.names) : '';
  };
  const now = programme.byId.offices.get(officeId ?? '');
  const number = data.into ?? data.reference;
  return {
    office: now ? voice.name(now.names) : voice.name(programme.operators),
    from: nameOf(data.from),
    // The first office is named otherwise; where a report opens again at the same one, it is that one.
    to: nameOf(data.to ?? data.office),
    name: type === 'assigned' && typeof data.to === 'string' ? (names.get(data.to) ?? '') : '',
    number: typeof number === 'string' ? showReference(number) : '',
  };
}

/** Who did it, as this reader may know it: observers read offices and no names. */
export function sayWho(view: ReportView, event: ThreadEvent): string {
  const { words, voice, programme, readsText } = view;
  if (event.actor_kind === 'citizen') return words.citizen;
  if (event.actor_kind === 'system') return words.automatic;
  if (readsText) return event.name ?? words.program;
  const office = programme.byId.offices.get(event.office_id ?? '');
  return voice.name(office?.names ?? programme.operators);
}
