import { insertEvent, lockGrievance } from '../db/grievances.ts';
import { insertJoin } from '../db/joins.ts';
import type { Channel, Citizen, Grievance } from '../db/schema.ts';
import type { Tx } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import type { Office, Programme } from '../routing/programme.ts';
import { citizenOn } from './actor.ts';
import { dueOf } from './deadlines.ts';
import { showReference } from './reference.ts';
import { type Telling, tellCitizen } from './tell-citizen.ts';
import type { Voice } from './texts.ts';
import { isOpen } from './transitions.ts';

/** Somebody says "me too" of a report. */
export interface Joining {
  readonly programme: Programme;
  readonly citizen: Citizen;
  readonly reference: string;
  readonly channel: Channel;
}

/** A report she has joined, and who must answer it until when; null: nobody has it yet, or the date has passed. */
export interface Joined {
  readonly grievance: Grievance;
  readonly promise: { readonly office: Office; readonly due: Date } | null;
}

/**
 * Counts her with the report of somebody else and promises her to hear its end. Whose report it is already, by filing or by
 * joining, gets the same answer again, and nothing changes. Neither status nor clocks move.
 *
 * @returns null when it may not be joined: not open any more, sealed, or of a kind that concerns one person only
 */
export async function joinGrievance(deps: Deps, tx: Tx, joining: Joining): Promise<Joined | null> {
  const { programme, citizen, reference, channel } = joining;
  const grievance = await lockGrievance(tx.db, { reference, programmeId: programme.id });
  if (!grievance || !mayBeJoined(programme, grievance)) return null;
  const now = deps.now();
  const joined = { grievance, promise: promiseOf(programme, grievance, now) };
  const isNew =
    grievance.citizen_id !== citizen.id &&
    (await insertJoin(tx.db, { grievanceId: grievance.id, citizenId: citizen.id, now }));
  if (!isNew) return joined;
  await tx.db
    .updateTable('grievances')
    .set({ joiners: grievance.joiners + 1 })
    .where('id', '=', grievance.id)
    .execute();
  const event = { type: 'joined', officeId: grievance.office_id, data: {}, at: now };
  await insertEvent(tx.db, grievance, citizenOn(channel), event);
  await sendReceipt(deps, tx, joining, joined);
  return joined;
}

/** Never one about an office: that it was reported is for those who answer it, not for whoever lives there. */
export function mayBeJoined({ byId }: Programme, grievance: Grievance): boolean {
  const { stream, status, category_id: categoryId, about_office_id: aboutOfficeId } = grievance;
  if (stream !== 'ordinary' || !isOpen(status) || aboutOfficeId !== null) return false;
  return byId.categories.get(categoryId)?.isJoinable === true;
}

/** Who must answer it until when; null: nobody has it yet, or the date has passed. */
export function promiseOf({ byId }: Programme, grievance: Grievance, now: Date): Joined['promise'] {
  const office = byId.offices.get(grievance.office_id ?? '');
  const due = dueOf(grievance);
  return office && due && due > now ? { office, due } : null;
}

/** Belongs to her and not to the history of what somebody else filed: so it names no grievance. */
async function sendReceipt(deps: Deps, tx: Tx, { programme, citizen }: Joining, joined: Joined): Promise<void> {
  await tellCitizen(deps, tx, { programme, citizen }, joinReceipt(joined));
}

/** What she is told who has joined a report. */
export function joinReceipt({ grievance, promise }: Joined): Telling {
  const reference = showReference(grievance.reference);
  const text = ({ locale, name, moment }: Voice) =>
    promise
      ? locale.sms.joinReceipt(reference, name(promise.office.names), moment(promise.due))
      : locale.sms.joinReceiptTriage(reference);
  return { purpose: 'join', isOwnAction: true, text };
}
