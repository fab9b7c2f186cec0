import type { z } from 'zod';
import type { Caller } from '../accounts/caller.ts';
import { readsText } from '../accounts/scope.ts';
import type { HistoryEvent, HistoryMessage } from '../db/grievance-history.ts';
import type { ListedGrievance } from '../db/list-grievances.ts';
import { type Names, nameIn } from '../routing/programme.ts';
import type { SCHEMAS } from './schemas.ts';

type Shape<Name extends keyof typeof SCHEMAS> = z.output<(typeof SCHEMAS)[Name]>;

/** A code with its English name. */
export function presentNamed(item: { readonly code: string; readonly names: Names }): Shape<'Named'> {
  return { code: item.code, name: nameIn(item.names, 'en') };
}

function presentOffice(code: string | null, names: Names | null): Shape<'Named'> | null {
  return code === null || names === null ? null : presentNamed({ code, names });
}

/** Whether this caller sees a sealed stream: the words of its reports are shown one by one, so that each look is written down. */
export function seesSealed({ role }: Caller): boolean {
  return role === 'focal';
}

/** A grievance as this caller may read it in a list. */
export function presentGrievance(caller: Caller, row: ListedGrievance): Shape<'Grievance'> {
  return {
    reference: row.reference,
    programme: caller.programme.name,
    kind: row.kind,
    category: row.category,
    area: presentNamed({ code: row.area_code, names: row.area_names }),
    office: presentOffice(row.office_code, row.office_names),
    status: row.status,
    outcome: row.outcome,
    channel: row.channel,
    language: row.language,
    text: readsText(caller) && !seesSealed(caller) ? row.text : null,
    filed_at: row.filed_at.toISOString(),
    respond_by: toText(row.respond_by),
    resolve_by: toText(row.resolve_by),
    first_answered_at: toText(row.first_answered_at),
    resolved_at: toText(row.resolved_at),
    overdue: row.overdue,
    joiners: row.joiners,
    for_other: row.is_for_other,
    assignee: readsText(caller) ? row.assignee : null,
  };
}

/** Fields of an event that are codes: what is not among them may hold somebody's words. */
const CODES = new Set(['from', 'to', 'wanted', 'office', 'category', 'missed']);
/** Events whose `from` and `to` are people. */
const ABOUT_PEOPLE = new Set(['assigned']);

/** One entry of a history as this caller may read it. */
export function presentEvent(caller: Caller, event: HistoryEvent): Shape<'Event'> {
  const isShown = (field: string) => readsText(caller) || (CODES.has(field) && !ABOUT_PEOPLE.has(event.type));
  const data = Object.entries(event.data).filter(([field]) => isShown(field));
  return {
    type: event.type,
    at: event.at.toISOString(),
    actor: event.actor_kind,
    channel: event.channel,
    office: presentOffice(event.office_code, event.office_names),
    data: Object.fromEntries(data),
  };
}

/** What became of an SMS. A carrier's own reason is shown only where it is a word: it could hold a number. */
export function presentMessage(message: HistoryMessage): Shape<'Message'> {
  const { direction, purpose, language, state, reason, segments } = message;
  return {
    direction,
    purpose,
    language,
    state,
    reason: reason !== null && /^[A-Za-z_]+$/.test(reason) ? reason : null,
    segments,
    created_at: message.created_at.toISOString(),
    settled_at: toText(message.settled_at),
  };
}

function toText(moment: Date | null): string | null {
  return moment === null ? null : moment.toISOString();
}
