import { isDeepStrictEqual } from 'node:util';
import {
  type DraftOffer,
  findCallToOffer,
  hasFiledSince,
  lockCaller,
  readOffer,
  setOffer,
  takeBackOffer,
  takeOffer,
} from '../db/draft-offers.ts';
import type { Citizen } from '../db/schema.ts';
import { type Tx, transact } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import { tellCitizen } from '../grievances/tell-citizen.ts';
import type { Voice } from '../grievances/texts.ts';
import type { Programme } from '../routing/programme.ts';
import type { ReportAsking } from '../sms/conversation.ts';
import type { Parked } from './screen.ts';
import { keptSince, leftBy } from './state.ts';

/** How long a question by SMS stays open; what is older is not in the way of an offer. */
const CONVERSATION_MS = 86_400_000;

/**
 * One SMS that offers to send what a call left unsent, answered with a single reply; or the offer that an earlier call
 * led to is brought up to date or taken back. Once for each call, however often it is woken.
 *
 * Nothing goes to somebody who has not agreed to the notice of today, has said STOP, has dialled or reported since, or is
 * being asked something else.
 */
export async function offerDraft(deps: Deps, sessionId: string): Promise<void> {
  await transact(deps, async (tx) => {
    const caller = await findCallToOffer(tx.db, sessionId);
    if (!caller) return;
    // First the person, then her call, as whoever reads her SMS does: so the two never wait for each other in a circle.
    const citizen = await lockCaller(tx.db, caller);
    const call = await takeOffer(tx.db, sessionId);
    const programme = deps.programmes.byId(caller.programme_id);
    if (!citizen || !call || !programme || call.is_superseded) return;
    const offer = toOffer(programme, leftBy(programme, call.state, keptSince(deps.now())));
    const isWelcome = offer !== null && mayBeWrittenTo(programme, citizen);
    if (!isWelcome || (await hasFiledSince(tx.db, citizen.id, call.updated_at))) {
      return takeBackOffer(tx.db, citizen.id, deps.now());
    }
    await ask(deps, tx, { programme, citizen }, offer);
  });
}

/** Whether what was left can be offered by SMS: a report whose category and place are known, and which has her number. */
export function canBeOffered(programme: Programme, left: Parked): boolean {
  return toOffer(programme, left) !== null;
}

function toOffer({ categories, areas }: Programme, left: Parked | null): (DraftOffer & ReportAsking) | null {
  const { category = '', area = '', text, isAnonymous, isAboutOffice, isForOther } = left?.draft ?? {};
  if (categories.get(category)?.stream !== 'ordinary' || !areas.has(area)) return null;
  // Her number is not to be used; and an SMS cannot say what a report is besides, so those go on by dialling only.
  if (isAnonymous || isAboutOffice || isForOther) return null;
  const asked = text === undefined ? 'text' : 'send';
  return { kind: 'report', draft: { category, area, ...(text === undefined ? {} : { text }) }, asked, options: [] };
}

function mayBeWrittenTo({ noticeVersion }: Programme, citizen: Citizen): boolean {
  return citizen.opted_out_at === null && (citizen.consent_version ?? 0) >= noticeVersion;
}

async function ask(
  deps: Deps,
  tx: Tx,
  to: { programme: Programme; citizen: Citizen },
  offer: DraftOffer,
): Promise<void> {
  const { programme, citizen } = to;
  const now = deps.now();
  const { conversation, conversation_at: askedAt } = citizen;
  const isOpen = conversation !== null && askedAt !== null && now.getTime() - askedAt.getTime() <= CONVERSATION_MS;
  const before = isOpen ? readOffer(conversation) : null;
  if (isOpen && !before) return;
  // A call that only carries on what was left makes the offer of it no younger.
  if (before?.asked === offer.asked && isDeepStrictEqual(before.draft, offer.draft)) return;
  // The SMS that she has says the same: only her words behind it have changed. Nothing is asked anew, so that what was
  // asked since comes first.
  const isSame = before !== null && isSameQuestion(before, offer);
  await setOffer(tx.db, citizen.id, offer, isSame && askedAt ? askedAt : now);
  if (isSame) return;
  await tellCitizen(deps, tx, to, { purpose: 'draft', text: (voice) => words(programme, offer, voice) });
}

function isSameQuestion(one: DraftOffer, other: DraftOffer): boolean {
  return (
    one.asked === other.asked && one.draft.category === other.draft.category && one.draft.area === other.draft.area
  );
}

function words({ categories, areas }: Programme, { draft, asked }: DraftOffer, voice: Voice): string {
  const { sms } = voice.locale;
  const [category, area] = [categories.get(draft.category)?.names, areas.get(draft.area)?.names];
  if (!category || !area) return '';
  return (asked === 'send' ? sms.draftSend : sms.draftTell)(voice.name(category), voice.name(area));
}
