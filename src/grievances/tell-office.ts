import { listReachableFocalPoints, listReachableOfficials } from '../db/officials-to-tell.ts';
import type { Account, Grievance, Purpose } from '../db/schema.ts';
import type { Tx } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import type { Desk } from '../locales/desk/index.ts';
import type { WorkItem } from '../locales/desk/work-item.ts';
import { placesAround } from '../routing/places-around.ts';
import type { Programme } from '../routing/programme.ts';
import { dueOf } from './deadlines.ts';
import { localDay } from './local-day.ts';
import { showReference } from './reference.ts';
import { tellOfficial } from './tell-official.ts';
import type { Voice } from './texts.ts';

/** An SMS to those who have a report. */
export interface OfficeTelling {
  readonly purpose: Purpose;
  readonly text: (desk: Desk, work: WorkItem) => string;
}

/**
 * Writes to whoever has a report: the official it is assigned to, or everybody of the office where nobody is, she is away, or she has no phone.
 * About a sealed report its focal points hear that something waits, and nothing else.
 *
 * @param grievance as it is now
 */
export async function tellOffice(
  deps: Pick<Deps, 'config' | 'now' | 'programmes'>,
  tx: Tx,
  grievance: Grievance,
  { purpose, text }: OfficeTelling,
): Promise<void> {
  const programme = deps.programmes.byId(grievance.programme_id);
  if (!programme) return;
  const day = localDay(deps.now(), programme.calendar.timeZone);
  const isSealed = grievance.stream !== 'ordinary';
  const told = isSealed ? await focalPointsOf(tx, programme, grievance, day) : await officialsOf(tx, grievance, day);
  for (const account of told) {
    const about = isSealed ? { programme, account } : { programme, account, grievanceId: grievance.id };
    await tellOfficial(deps, tx, about, {
      purpose,
      text: (desk, voice) => (isSealed ? desk.time.sealedWaits : text(desk, workItem(programme, voice, grievance))),
    });
  }
}

/** What is said of a report in a voice. */
export function workItem(programme: Programme, voice: Voice, grievance: Grievance): WorkItem {
  const category = programme.byId.categories.get(grievance.category_id);
  const due = dueOf(grievance);
  return {
    reference: showReference(grievance.reference),
    category: category ? voice.name(category.names) : '',
    due: due ? voice.moment(due) : '',
  };
}

async function officialsOf({ db }: Tx, grievance: Grievance, day: string): Promise<Account[]> {
  if (grievance.office_id === null) return [];
  const officials = await listReachableOfficials(db, grievance.office_id, day);
  const assignee = officials.find(({ id }) => id === grievance.assignee_id);
  return assignee ? [assignee] : officials;
}

async function focalPointsOf({ db }: Tx, programme: Programme, grievance: Grievance, day: string): Promise<Account[]> {
  const areaIds = placesAround(programme.byId.areas.get(grievance.area_id) ?? null).map(({ id }) => id);
  return listReachableFocalPoints(db, { programmeId: programme.id, stream: grievance.stream, areaIds, day });
}
