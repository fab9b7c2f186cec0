import type { GrievanceKey } from '../db/grievances.ts';
import { lockInOrder, readLink } from '../db/merges.ts';
import type { Grievance, Outcome } from '../db/schema.ts';
import { type Tx, transact } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import { makeStorable } from '../encoding.ts';
import { accusedOffice } from '../routing/accused.ts';
import { isAccused, rungAbove } from '../routing/ladder.ts';
import type { Office } from '../routing/programme.ts';
import { nextOffice } from '../routing/route.ts';
import type { Actor } from './actor.ts';
import { type Change, changeWithin, type Situation } from './change-grievance.ts';
import { clocksFor } from './deadlines.ts';
import { LONGEST_TEXT } from './file-grievance.ts';
import { takeOut } from './merge.ts';
import { callAgain } from './page-focal-point.ts';
import { passToTriage } from './pass-on.ts';

/**
 * An official opens a finished report again, at the same office; one that has none goes back to triage. One that was merged
 * is a report of its own again.
 */
export async function reopen(
  deps: Deps,
  actor: Actor,
  key: GrievanceKey,
  input: { reason: string },
): Promise<Grievance> {
  return transact(deps, (tx) => openWithin(deps, tx, actor, key, (situation) => decideReopen(situation, input)));
}

/** What a reopening comes to. */
export function decideReopen(situation: Situation, { reason }: { reason: string }): Change {
  const { opensAt: _, ...opened } = openAgain(situation, situation.office);
  return { ...opened, set: { ...opened.set, outcome: null }, event: 'reopened', data: { reason } };
}

/**
 * The citizen says "no, it is not fixed": the report opens again one rung higher. Also when she says it late, after it
 * was closed; one that is open already stays as it is.
 *
 * @param input.reason what is not right, in her words, for the office that gets it; null: she has not said
 */
export async function dispute(
  deps: Deps,
  tx: Tx,
  actor: Actor,
  key: GrievanceKey,
  input: { reason: string | null },
): Promise<Grievance> {
  let isOpened = false;
  const saved = await openWithin(deps, tx, actor, key, (situation) => {
    const { status } = situation.grievance;
    isOpened = status === 'resolved' || status === 'closed';
    return isOpened ? decideDisputeBy(actor, situation, input) : null;
  });
  if (isOpened) await callAgain(deps, tx, saved);
  return saved;
}

/** What her "no" comes to, and what she is answered where she said it. */
export function decideDisputeBy(
  { channel }: Pick<Actor, 'channel'>,
  situation: Situation,
  input: { reason: string | null },
): Change {
  const { tell, ...disputed } = decideDispute(situation, input);
  // By SMS she is asked for the reason she has not given; her next words are it.
  const asksWhy = input.reason === null && channel === 'sms';
  const text: typeof tell.text = (voice, about) =>
    [tell.text(voice, about), ...(asksWhy ? [voice.locale.sms.askWhy] : [])].join('\n');
  return { ...disputed, tell: { ...tell, isOwnAction: true, text } };
}

/** What her "no" comes to. */
export function decideDispute(situation: Situation, { reason }: { reason: string | null }) {
  const { grievance, programme, office } = situation;
  const higher = office ? rungAbove(office, accusedOffice(programme, grievance.about_office_id)) : null;
  const { opensAt, ...opened } = openAgain(situation, higher ?? office);
  const said = reason === null ? {} : { reason: makeStorable(reason.slice(0, LONGEST_TEXT)) };
  return {
    ...opened,
    action: opensAt ? 'dispute' : opened.action,
    event: 'disputed',
    set: { ...opened.set, outcome: 'disputed' satisfies Outcome, level: grievance.level + (higher ? 1 : 0) },
    data: { from: office?.code ?? null, to: opensAt?.code ?? null, ...said },
  } satisfies Change;
}

/** Opens it; one that was merged is taken out of the other in the same transaction. */
async function openWithin(
  deps: Deps,
  tx: Tx,
  actor: Actor,
  key: GrievanceKey,
  decide: (situation: Situation) => Change | null,
): Promise<Grievance> {
  const found = await readLink(tx.db, key);
  if (!found?.merged_into_id) return changeWithin(deps, tx, key, actor, decide);
  await lockInOrder(tx.db, [found.id, found.merged_into_id]);
  const link = await readLink(tx.db, { id: found.id });
  const saved = await changeWithin(deps, tx, key, actor, decide);
  if (link && saved.merged_into_id === null) await takeOut(deps, tx, actor, link);
  return saved;
}

/** Fresh clocks, no end, and the citizen told who has it and until when. */
function openAgain(situation: Situation, wanted: Office | null) {
  const { grievance, programme, category, now } = situation;
  const ended = { resolved_at: null, closed_at: null, merged_into_id: null };
  const opensAt = wanted && pastAccused(situation, wanted);
  if (!opensAt) {
    const { set, ...opened } = passToTriage(situation);
    return { ...opened, opensAt, set: { ...set, ...ended }, tell: { ...opened.tell, purpose: 'reopened' as const } };
  }
  return {
    opensAt,
    action: 'reopen',
    set: {
      ...ended,
      office_id: opensAt.id,
      ...clocksFor(programme, category, opensAt, { filedAt: grievance.filed_at, from: now }),
    },
    tell: {
      purpose: 'reopened',
      text: ({ locale }, about) => locale.sms.reopened(about.reference, about.office, about.due),
    },
  } satisfies Change & { opensAt: Office };
}

/** The office itself; while the report was closed it may have come under the one that it is about. */
function pastAccused({ grievance, programme, category }: Situation, office: Office): Office | null {
  const accused = accusedOffice(programme, grievance.about_office_id);
  if (!isAccused(office, accused)) return office;
  const area = programme.byId.areas.get(grievance.area_id) ?? programme.root;
  return nextOffice(programme, category, area, { accused, passedBy: [] });
}
