import { v7 as uuidv7 } from 'uuid';
import { insertEvent } from '../db/grievances.ts';
import type { Channel, Contact, Grievance, NewGrievance } from '../db/schema.ts';
import type { Tx } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import { makeStorable } from '../encoding.ts';
import type { Area, Category, Language, Office, Programme } from '../routing/programme.ts';
import { type Actor, citizenOn } from './actor.ts';
import { hashPin } from './pin.ts';
import { makeReference } from './reference.ts';

/** One report as a channel hands it over. */
export interface NewReport {
  readonly programme: Programme;
  /** Row id; null: nobody is to be told. */
  readonly citizenId: string | null;
  readonly category: Category;
  readonly area: Area;
  readonly text: string;
  readonly language: Language;
  readonly channel: Channel;
  /** What filed it, unique for ever: the same source never makes two grievances. */
  readonly source: string;
  /** How she may be written to; unless told, in full about an ordinary report and not at all about a sealed one. */
  readonly contact?: Contact;
  /** Opens the report together with its reference, where her number does not. */
  readonly pin?: string;
  readonly isForOther?: boolean;
  /** The office that would answer, where the report is about it: it goes past that one. */
  readonly aboutOffice?: Office | null;
  /** Who wrote it down, where it was not the citizen herself (assisted intake). */
  readonly actor?: Actor;
}

/** The longest text kept, in characters; an SMS of ten parts has 1,530. */
export const LONGEST_TEXT = 4_000;

/** What her phone may offer next time. Where a sealed report came from is not shown to whoever holds the phone then. */
export function placeToRemember(category: Category, area: Area): { areaId?: string } {
  return category.stream === 'ordinary' ? { areaId: area.id } : {};
}

const ATTEMPTS = 5;

/**
 * Stores one grievance with its first event and asks for it to be routed. Filing the same source again gives back the
 * grievance it made the first time.
 */
export async function fileGrievance(deps: Pick<Deps, 'config' | 'now'>, tx: Tx, report: NewReport): Promise<Grievance> {
  const { grievance } = await fileOnce(deps, tx, report);
  return grievance;
}

/** `fileGrievance`, and whether it was this time that it was filed. */
export async function fileOnce(
  deps: Pick<Deps, 'config' | 'now'>,
  tx: Tx,
  report: NewReport,
): Promise<{ grievance: Grievance; isNew: boolean }> {
  const now = deps.now();
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const filed = await tx.db
      .insertInto('grievances')
      .values(toRow(deps.config.indexKey, report, now))
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst();
    if (filed) {
      const actor = report.actor ?? citizenOn(report.channel);
      await insertEvent(tx.db, filed, actor, { type: 'filed', officeId: null, data: {}, at: now });
      tx.wake('route-grievance', filed.id, { priority: 1 });
      return { grievance: filed, isNew: true };
    }
    const earlier = await tx.db
      .selectFrom('grievances')
      .selectAll()
      .where('source', '=', report.source)
      .executeTakeFirst();
    if (earlier) return { grievance: earlier, isNew: false };
    // Otherwise the random reference was taken: draw again.
  }
  throw new Error(`no free reference in ${ATTEMPTS} draws`);
}

/** With an id and a reference drawn anew. */
function toRow(indexKey: Buffer, report: NewReport, now: Date): NewGrievance {
  const { programme, category, area } = report;
  const id = uuidv7();
  return {
    id,
    reference: makeReference(),
    programme_id: programme.id,
    citizen_id: report.citizenId,
    kind: category.kind,
    stream: category.stream,
    category_id: category.id,
    area_id: area.id,
    channel: report.channel,
    language: report.language,
    text: makeStorable(report.text.slice(0, LONGEST_TEXT)),
    source: report.source,
    contact: report.contact ?? (category.stream === 'ordinary' ? 'sms' : 'none'),
    pin_hash: report.pin === undefined ? null : hashPin(indexKey, id, report.pin),
    is_for_other: report.isForOther ?? false,
    about_office_id: report.aboutOffice?.id ?? null,
    filed_at: now,
  };
}
