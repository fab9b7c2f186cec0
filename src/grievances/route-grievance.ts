import type { Deps } from '../deps.ts';
import type { Office } from '../routing/programme.ts';
import { chooseOffice } from '../routing/route.ts';
import { SYSTEM } from './actor.ts';
import { type Change, changeGrievance, type Situation } from './change-grievance.ts';
import { clocksFor } from './deadlines.ts';

/**
 * Gives a filed grievance to the office that owes the answer and sends the receipt; where no office is found it goes to
 * triage and the receipt says so. Harmless when run twice or late: only a `filed` row is touched.
 */
export async function routeGrievance(deps: Deps, grievanceId: string): Promise<void> {
  await changeGrievance(deps, { id: grievanceId }, SYSTEM, (situation) => {
    const { grievance, programme, category } = situation;
    if (grievance.status !== 'filed') return null;
    const area = programme.byId.areas.get(grievance.area_id);
    const office = area ? chooseOffice(programme, category, area) : null;
    return office ? assign(situation, office) : sendToTriage(situation);
  });
}

function assign({ grievance, programme, category, now }: Situation, office: Office): Change {
  const clocks = clocksFor(programme, category, office, grievance.filed_at);
  return {
    action: 'route',
    event: 'routed',
    set: { office_id: office.id, routed_at: now, triaged_at: null, ...clocks },
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
    set: { triaged_at: now },
    data: { category: category.code },
    tell: {
      purpose: 'receipt',
      isOwnAction: true,
      text: ({ locale }, { reference }) => locale.sms.receiptTriage(reference, programme.ussdCode),
    },
  };
}
