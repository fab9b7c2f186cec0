import type { ThreadEvent, ThreadMessage } from '../../db/report-page.ts';
import type { Purpose } from '../../db/schema.ts';
import type { Language } from '../../routing/programme.ts';
import { goesOutAt } from './goes-out.ts';
import type { ReportView } from './report-view.ts';
import { sayEvent, sayWho } from './say-event.ts';

/** One thing in the thread of a report, ready to be shown. */
export type ThreadItem =
  | {
      readonly kind: 'citizen' | 'office' | 'note';
      readonly id: string;
      /** Who said it, how and when. */
      readonly about: string;
      /** Null: this reader is not shown the words. */
      readonly text: string | null;
      readonly lang: Language | null;
      /** What became of it as an SMS; empty where none was to go out. */
      readonly state: string;
    }
  | {
      readonly kind: 'ruled';
      readonly id: string;
      readonly sentence: string;
      readonly at: string;
      /** Why, in an official's words; empty where nobody said. */
      readonly reason: string;
    };

/** Events in which somebody speaks: who, where the words are, and the SMS that carries them. */
const SPEECH: Readonly<
  Record<string, { kind: 'citizen' | 'office' | 'note'; field: 'text' | 'reason'; purpose?: Purpose }>
> = {
  citizen_wrote: { kind: 'citizen', field: 'text' },
  disputed: { kind: 'citizen', field: 'reason' },
  replied: { kind: 'office', field: 'text', purpose: 'reply' },
  asked: { kind: 'office', field: 'text', purpose: 'asked' },
  resolved: { kind: 'office', field: 'text', purpose: 'ask_outcome' },
  rejected: { kind: 'office', field: 'reason', purpose: 'rejected' },
  noted: { kind: 'note', field: 'text' },
};

/** Told by their words alone; of the others there is a line as well. */
const WORDS_SAY_ALL: ReadonlySet<string> = new Set(['citizen_wrote', 'replied', 'noted', 'filed']);

/** Not in the thread: whoever looks for them finds them under "who did what". */
const NOT_SHOWN: ReadonlySet<string> = new Set(['viewed']);

/** What is between officials. */
const INTERNAL: ReadonlySet<string> = new Set(['noted', 'assigned', 'viewed']);

/** The events that this reader is shown: observers nothing of what is between officials. */
export function eventsFor(view: ReportView): readonly ThreadEvent[] {
  return view.readsText ? view.events : view.events.filter(({ type }) => !INTERNAL.has(type));
}

/** The thread of a report, oldest first: what people said, what was sent, and what happened between. */
export function threadItems(view: ReportView): ThreadItem[] {
  const events = eventsFor(view).filter(({ type }) => !NOT_SHOWN.has(type));
  const claims = pairUp(view.events, view.messages);
  const claimed = new Set([...claims.values()].map(({ id }) => id));
  const automatic = view.messages.filter(({ id }) => !claimed.has(id));
  return [
    ...events.flatMap((event) => itemsOf(view, event, claims.get(event.id))),
    ...automatic.map((message) => automaticItem(view, message)),
  ].sort((one, other) => (one.id < other.id ? -1 : Number(one.id > other.id)));
}

/** The SMS that carries an event's words: the first of its purpose after it and before the next event of its kind. */
function pairUp(
  events: readonly ThreadEvent[],
  messages: readonly ThreadMessage[],
): ReadonlyMap<string, ThreadMessage> {
  const pairs = new Map<string, ThreadMessage>();
  for (const event of events) {
    const purpose = SPEECH[event.type]?.purpose;
    if (purpose === undefined) continue;
    const next = events.find(({ id, type }) => id > event.id && type === event.type);
    const sent = messages.find(
      (message) => message.purpose === purpose && message.id > event.id && (!next || message.id < next.id),
    );
    if (sent) pairs.set(event.id, sent);
  }
  return pairs;
}

function itemsOf(view: ReportView, event: ThreadEvent, sent: ThreadMessage | undefined): ThreadItem[] {
  const speech = event.type === 'filed' ? ({ kind: 'citizen' } as const) : SPEECH[event.type];
  const text = event.type === 'filed' ? view.grievance.text : wordsIn(event);
  const spoken: ThreadItem[] =
    speech && text !== ''
      ? [
          {
            ...spokenBy(view, event),
            kind: speech.kind,
            text: view.readsText ? text : null,
            state: stateOf(view, event, sent),
          },
        ]
      : [];
  return WORDS_SAY_ALL.has(event.type) && spoken.length > 0 ? spoken : [ruled(view, event), ...spoken];
}

function wordsIn({ type, data }: ThreadEvent): string {
  const field = SPEECH[type]?.field;
  const text = field === undefined ? '' : data[field];
  return typeof text === 'string' ? text : '';
}

function spokenBy(view: ReportView, event: ThreadEvent) {
  const { words, voice, grievance, citizenLanguage } = view;
  const isCitizen = event.actor_kind === 'citizen' || event.type === 'filed';
  const who = isCitizen ? words.citizen : sayWho(view, event);
  const how = event.type === 'filed' && event.channel === 'console' ? words.atCounter : words.channels[event.channel];
  const isNote = event.type === 'noted';
  const lang = isNote ? null : isCitizen ? grievance.language : citizenLanguage;
  const about = [who, ...(isNote ? [words.note] : [how]), voice.moment(event.at)].join(', ');
  return { id: event.id, about, lang };
}

function stateOf(view: ReportView, event: ThreadEvent, sent: ThreadMessage | undefined): string {
  if (SPEECH[event.type]?.purpose === undefined) return '';
  return sent ? sayState(view, sent) : view.words.notTexted;
}

function sayState(view: ReportView, message: ThreadMessage): string {
  const { words, voice } = view;
  const { state } = message;
  const waitsUntil = goesOutAt(view, message);
  if (waitsUntil) return words.goesOutAt(voice.moment(waitsUntil));
  return isOutState(words, state) ? words.states[state] : '';
}

function isOutState(words: ReportView['words'], state: string): state is keyof ReportView['words']['states'] {
  return Object.hasOwn(words.states, state);
}

function automaticItem(view: ReportView, message: ThreadMessage): ThreadItem {
  const { words, voice, citizenLanguage, readsText } = view;
  return {
    kind: 'office',
    id: message.id,
    about: [words.automatic, words.channels.sms, voice.moment(message.created_at)].join(', '),
    text: readsText ? message.text : null,
    lang: citizenLanguage,
    state: sayState(view, message),
  };
}

function ruled(view: ReportView, event: ThreadEvent): ThreadItem {
  const isSaid = SPEECH[event.type] !== undefined;
  const reason = !isSaid && view.readsText && typeof event.data.reason === 'string' ? event.data.reason : '';
  return { kind: 'ruled', id: event.id, sentence: sayEvent(view, event), at: view.voice.moment(event.at), reason };
}
