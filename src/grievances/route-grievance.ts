import type { Deps } from '../deps.ts';
import { SYSTEM } from './actor.ts';
import { type Change, changeGrievance, type Situation } from './change-grievance.ts';
import { clocksFor, firstOffice } from './deadlines.ts';

/**
 * Gives a filed grievance to the office that owes the answer and sends the receipt; where no office is found it goes to
 * triage and the receipt says so. Harmless when run twice or late: only a `filed` row is touched.
 */
export async function routeGrievance(deps: Deps, grievanceId: string): Promise<void> {
  await changeGrievance(deps, { id: grievanceId }, SYSTEM, (situation) => {
    const { grievance, programme, category } = situation;
    if (grievance.status !== 'filed') return null;
    const area = programme.byId.areas.get(grievance.area_id);
    const aboutOffice = programme.byId.offices.get(grievance.about_office_id ?? '') ?? null;
    const first = area ? firstOffice(programme, category, area, { filedAt: grievance.filed_at, aboutOffice }) : null;
    return first ? assign(situation, first) : sendToTriage(situation);
  });
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
function sendToTriage({ grievance, programme, category, now }: Situation): Change | null {
  if (grievance.triaged_at !== null) return null;
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
