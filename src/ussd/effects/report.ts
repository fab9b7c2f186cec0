import { createHmac } from 'node:crypto';
import { type Choice, rememberChoices } from '../../db/citizens.ts';
import { addToGroup, saveConsent } from '../../db/consents.ts';
import { takeBackOffer } from '../../db/draft-offers.ts';
import type { Contact } from '../../db/schema.ts';
import type { Tx } from '../../db/transact.ts';
import type { Deps } from '../../deps.ts';
import { firstOffice } from '../../grievances/deadlines.ts';
import { fileGrievance, placeToRemember } from '../../grievances/file-grievance.ts';
import { makePin } from '../../grievances/pin.ts';
import { showReference } from '../../grievances/reference.ts';
import type { Area, Category, Office, Programme } from '../../routing/programme.ts';
import { chooseOffice } from '../../routing/route.ts';
import type { Draft, Effect } from '../screen.ts';
import type { SessionState } from '../state.ts';
import { type Call, type Learnt, type Run, remember } from './effect.ts';

/** She chose a language, or agreed to the notice: kept with its version, her language and the time. */
export async function rememberChoice(
  deps: Deps,
  tx: Tx,
  call: Call,
  state: SessionState,
  effect: GatheredEffect,
): Promise<Learnt> {
  const [citizenId = ''] = await rememberChoices(tx.db, deps.config, [choiceOf(call, state, effect, deps.now())]);
  return { state: { ...state, citizenId } };
}

/** One small write of an effect that needs no transaction. */
export type GatheredEffect = Extract<Effect, { type: 'set-language' | 'agree' }>;

/** What is remembered of a caller who chose her language or agreed to the notice. */
export function choiceOf(
  { programme, phone }: Pick<Call, 'programme' | 'phone'>,
  { language }: Pick<SessionState, 'language'>,
  { type }: GatheredEffect,
  now: Date,
): Choice {
  const chosen = { programmeId: programme.id, phone, language, now };
  return type === 'agree' ? { ...chosen, agreedTo: programme.noticeVersion } : chosen;
}

/** Files what the draft says. Anonymous: no row of hers is named, and reference and PIN are all that leads back to it. */
export const fileReport: Run<'file-grievance'> = async (deps, tx, call, state) => {
  const { programme } = call;
  const sent = readDraft(programme, state.draft);
  const place = sent.isAnonymous ? {} : placeToRemember(sent.category, sent.area);
  const citizen = sent.isNamed ? await remember(deps, tx, call, { language: state.language, ...place }) : null;
  const pin = sent.isAnonymous || sent.isSealed ? { pin: makePin() } : {};
  const grievance = await fileGrievance(deps, tx, {
    programme,
    citizenId: citizen?.id ?? null,
    category: sent.category,
    area: sent.area,
    text: sent.text,
    language: state.language,
    channel: 'ussd',
    source: sourceOf(deps.config.indexKey, call),
    contact: sent.contact,
    isForOther: sent.isForOther,
    aboutOffice: sent.aboutOffice,
    ...pin,
  });
  await keepConsent(deps, tx, call, state, sent.isAnonymous ? null : (citizen?.id ?? null));
  const citizenId = citizen?.id ?? state.citizenId;
  // It may be what a call before this one left unsent: a late reply to that SMS must not send it again.
  if (citizenId !== null) await takeBackOffer(tx.db, citizenId, deps.now());
  // Asked once: the last screen of this report offers the question, no later one does.
  const asksGroups = citizen !== null && !pin.pin && !state.wasAskedGroups && programme.groups.length > 0;
  if (asksGroups) await addToGroup(tx.db, citizen.id, null, deps.now());
  // What the worker will decide, told at once: the same function on the same row.
  const first = firstOffice(programme, sent.category, sent.area, { ...sent, filedAt: grievance.filed_at });
  const receipt = {
    reference: showReference(grievance.reference),
    office: first?.office.code ?? null,
    due: first?.clocks.respond_by?.toISOString() ?? null,
    stream: sent.category.stream,
    asksGroups,
    ...pin,
  };
  const lastArea = place.areaId === undefined ? {} : { lastArea: sent.area.code };
  // Her words are filed: the call need not keep them any longer.
  const { text: _text, ...rest } = state.draft;
  const wasAskedGroups = state.wasAskedGroups || asksGroups;
  return { state: { ...state, citizenId, ...lastArea, wasAskedGroups, draft: { ...rest, receipt } } };
};

/** What a draft that is ready to be sent says. */
interface Sent {
  readonly category: Category;
  readonly area: Area;
  readonly text: string;
  readonly isAnonymous: boolean;
  readonly isSealed: boolean;
  /** Whether the report keeps who made it. */
  readonly isNamed: boolean;
  readonly isForOther: boolean;
  readonly contact: Contact;
  readonly aboutOffice: Office | null;
}

/** @throws {Error} when the draft lacks what no screen lets her leave out */
function readDraft(programme: Programme, draft: Draft): Sent {
  const category = programme.categories.get(draft.category ?? '');
  const area = programme.areas.get(draft.area ?? '');
  if (!category || !area || draft.text === undefined) {
    throw new Error('a draft without category, place or text was sent');
  }
  const isAnonymous = draft.isAnonymous === true;
  const isSealed = category.stream !== 'ordinary';
  const isTexted = draft.isTexted === true;
  const isAboutOffice = !isSealed && draft.isAboutOffice === true;
  const isSilent = isSealed || isAnonymous;
  const contact = !isSilent ? 'sms' : !isTexted ? 'none' : isSealed ? 'neutral' : 'sms';
  return {
    category,
    area,
    text: draft.text,
    isAnonymous,
    isSealed,
    // Who stayed anonymous and asks to be written to is known by her number, to nobody but the gateway.
    isNamed: !isAnonymous || isTexted,
    isForOther: draft.isForOther === true,
    contact,
    aboutOffice: isAboutOffice ? chooseOffice(programme, category, area) : null,
  };
}

/** Proof of what she chose, where there is none yet: anonymous each time, a yes once for every notice. */
async function keepConsent(
  deps: Deps,
  tx: Tx,
  { programme }: Call,
  state: SessionState,
  citizenId: string | null,
): Promise<void> {
  const hasAgreed = state.consentVersion !== null && state.consentVersion >= programme.noticeVersion;
  if (citizenId !== null && hasAgreed) return;
  await saveConsent(tx.db, {
    programmeId: programme.id,
    citizenId,
    choice: citizenId === null ? 'anonymous' : 'agreed',
    version: programme.noticeVersion,
    language: state.language,
    channel: 'ussd',
    now: deps.now(),
  });
}

/** The same turn of the same call files once. Keyed: a carrier's own list of calls must not lead to a report. */
function sourceOf(indexKey: Buffer, { sessionId, turn }: Call): string {
  return `ussd-${createHmac('sha256', indexKey).update(`${sessionId} ${turn}`).digest('hex')}`;
}

/** She said which group she belongs to, or that she would rather not; either way she is not asked again. */
export const addGroup: Run<'add-group'> = async (deps, tx, _call, state, { group }) => {
  if (state.citizenId !== null) await addToGroup(tx.db, state.citizenId, group, deps.now());
  return { state: { ...state, wasAskedGroups: true } };
};
