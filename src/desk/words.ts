import { DateTime } from 'luxon';
import type { AccountCaller } from '../accounts/caller.ts';
import type { Deed, DueReport } from '../db/desk-reports.ts';
import type { Grievance } from '../db/schema.ts';
import { dueOf } from '../grievances/deadlines.ts';
import type { Voice } from '../grievances/texts.ts';
import type { Desk } from '../locales/desk/index.ts';
import type { Programme } from '../routing/programme.ts';
import type { Verb } from './act.ts';

/** What an official is told with: the words for officials, and how names and moments are said in the same language. */
export interface Speaking {
  readonly programme: Programme;
  readonly work: Desk['work'];
  readonly voice: Voice;
  readonly now: Date;
}

/** What a report is about, and where: `No water, Likoni`. */
export function whatOf(
  { programme, voice }: Pick<Speaking, 'programme' | 'voice'>,
  report: Pick<Grievance, 'category_id' | 'area_id'>,
): string {
  const names = [
    programme.byId.categories.get(report.category_id)?.names,
    programme.byId.areas.get(report.area_id)?.names,
  ];
  return names.flatMap((name) => (name ? [voice.name(name)] : [])).join(', ');
}

/** How near a due time is: `2 days late`, `late since 10:00`, `today 17:00`, or the moment. Days are those of the calendar. */
export function dueWords({ programme, work, voice, now }: Speaking, due: Date): string {
  const local = (at: Date) => DateTime.fromJSDate(at, { zone: programme.calendar.timeZone });
  const days = Math.round(local(due).startOf('day').diff(local(now).startOf('day'), 'days').days);
  const time = local(due).toFormat('HH:mm');
  if (days < 0) return work.lateDays(-days);
  if (days === 0) return due < now ? work.lateSince(time) : work.today(time);
  return days === 1 ? work.tomorrow(time) : voice.moment(due);
}

/** Where a report stands, and until when it is due. */
export function stateWords(speaking: Speaking, { status, due_by: due }: Pick<DueReport, 'status' | 'due_by'>): string {
  const state = speaking.work.state[status];
  return due === null ? state : `${state}, ${dueWords(speaking, due)}`;
}

type Did = keyof Desk['work']['did'];

const DID_OF_VERB: Readonly<Record<Verb, Did>> = {
  acknowledge: 'acknowledged',
  reply: 'replied',
  ask: 'asked',
  resolve: 'resolved',
  pass: 'passed',
  reopen: 'reopened',
};

/** What she has just done, in words. */
export function didWords({ work }: Pick<Speaking, 'work'>, verb: Verb): string {
  return work.did[DID_OF_VERB[verb]];
}

const DID_OF_EVENT: Readonly<Record<string, Did>> = {
  acknowledged: 'acknowledged',
  replied: 'replied',
  asked: 'asked',
  resolved: 'resolved',
  rejected: 'rejected',
  reopened: 'reopened',
  confirmed: 'confirmed',
  closed_silent: 'closed',
  merged: 'merged',
};

/** What somebody did, who it was, and when. */
export function deedWords(
  { programme, work, voice }: Speaking,
  deed: Deed,
  caller: Pick<AccountCaller, 'id'>,
): [did: string, who: string, when: string] {
  const office = officeName({ programme, voice }, deed.office_id) ?? voice.name(programme.operators);
  const others = deed.actor_kind === 'citizen' ? work.citizen : office;
  const who = deed.actor_id === caller.id ? work.you : (deed.actor_name ?? others);
  return [work.did[DID_OF_EVENT[deed.type] ?? 'closed'], who, voice.moment(deed.at)];
}

/** What follows from what she has done: until when something is promised, or who has it now. */
export interface Next {
  readonly verb: Verb;
  /** The citizen has had a first answer. */
  readonly isAnswered: boolean;
  readonly until: Date | null;
  /** Row id; null: none. */
  readonly officeId: string | null;
}

/** Reads it off the report as it is then. */
export function nextOf(verb: Verb, after: Grievance): Next {
  return {
    verb,
    isAnswered: after.first_answered_at !== null,
    until: verb === 'ask' ? after.waiting_until : dueOf(after),
    officeId: after.office_id,
  };
}

/**
 * The same in words: the new due date, or who has it now.
 *
 * @param office what the office is called; null: none has it
 */
export function nextWords(
  { work, voice }: Pick<Speaking, 'work' | 'voice'>,
  { verb, isAnswered, until }: Next,
  office: string | null,
): string {
  if (verb === 'resolve') return work.citizenAsked;
  if (verb === 'pass') return office === null ? work.nowTriage : work.nowWith(office);
  if (until === null) return '';
  if (verb === 'ask') return work.waitsUntil(voice.moment(until));
  return (isAnswered ? work.fixBy : work.answerBy)(voice.moment(until));
}

/** What an office is called; null: there is none. */
export function officeName(
  { programme, voice }: Pick<Speaking, 'programme' | 'voice'>,
  id: string | null,
): string | null {
  const office = programme.byId.offices.get(id ?? '');
  return office ? voice.name(office.names) : null;
}
