import { transact } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import { accusedOffice } from '../routing/accused.ts';
import { SYSTEM } from './actor.ts';
import { type Change, changeWithin, type Situation } from './change-grievance.ts';
import { clocksFor, firstOffice } from './deadlines.ts';
import { beginPaging } from './page-focal-point.ts';

/**
 * Gives a filed grievance to the office that owes the answer and sends the receipt; where no office is found it goes to
 * triage and the receipt says so. To an urgent sealed one a person is called from then on. Harmless when run twice or late:
 * only a `filed` row that triage has not got is touched.
 */
export async function routeGrievance(deps: Deps, grievanceId: string): Promise<void> {
  await transact(deps, async (tx) => {
    const routed = await changeWithin(deps, tx, { id: grievanceId }, SYSTEM, decideRoute);
    await beginPaging(deps, tx, routed);
  });
}

/** Which office it goes to, or that triage has to choose one; null: somebody has it already. */
export function decideRoute(situation: Situation): Change | null {
  const { grievance, programme, category } = situation;
  // What is in triage, a person gives to an office: also what came back from all that the rules name.
  if (grievance.status !== 'filed' || grievance.triaged_at !== null) return null;
  const area = programme.byId.areas.get(grievance.area_id);
  const aboutOffice = accusedOffice(programme, grievance.about_office_id);
  const first = area ? firstOffice(programme, category, area, { filedAt: grievance.filed_at, aboutOffice }) : null;
  return first ? assign(situation, first) : sendToTriage(situation);
}

type First = NonNullable<ReturnType<typeof firstOffice>>;

function assign({ programme, category, now }: Situation, { office, clocks }: First): Change {
  return {
    action: 'route',
    event: 'routed',
    set: { office_id: office.id, owing_office_id: office.id, routed_at: now, triaged_at: null, ...clocks },
    data: { office: office.code, category: category.code },
    tell: {
      purpose: 'receipt',
      isOwnAction: true,
      text: ({ locale }, about) => locale.sms.receipt(about.reference, about.office, about.due, programme.ussdCode),
    },
  };
}

/** `note` leaves the status as it is: the grievance stays `filed`, and a person chooses its office by a transfer. */
function sendToTriage({ grievance, programme, category, now }: Situation): Change {
  return {
    action: 'note',
    event: 'sent_to_triage',
    // The clock runs from the filing also where no office was found: triage can be late too.
    set: {
      triaged_at: now,
      ...clocksFor(programme, category, null, { filedAt: grievance.filed_at, from: grievance.filed_at }),
    },
    data: { category: category.code },
    tell: {
      purpose: 'receipt',
      isOwnAction: true,
      text: ({ locale }, { reference }) => locale.sms.receiptTriage(reference, programme.ussdCode),
    },
  };
}
