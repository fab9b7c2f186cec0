import { saveConsent } from '../db/consents.ts';
import type { Voice } from '../grievances/texts.ts';
import type { Ask } from './conversation.ts';
import { type Reading, say } from './reading.ts';

/** Whether she has agreed to the notice of today, on whatever channel. */
function hasAgreed({ programme, citizen }: Reading): boolean {
  return (citizen.consent_version ?? 0) >= programme.noticeVersion;
}

function notice({ programme }: Reading): (voice: Voice) => string {
  return (voice) => voice.locale.sms.notice(voice.name(programme.operators));
}

/** A question, and behind the first one about her report the notice, for whoever has not agreed to it yet. */
export function withNotice(reading: Reading, { ask, say }: Ask): Pick<Ask, 'ask'> & { texts: Ask['say'][] } {
  if (ask.kind !== 'report' || ask.draft.isNoticed || hasAgreed(reading)) return { ask, texts: [say] };
  return { ask: { ...ask, draft: { ...ask.draft, isNoticed: true } }, texts: [say, notice(reading)] };
}

/**
 * Filing is how she agrees by SMS: kept with the version, her language and the time. Who filed with a single SMS reads the
 * notice right after it. Behind a sealed report nothing is said that the phone did not show before, so that whoever was
 * not shown the notice has not agreed.
 */
export async function agree(reading: Reading, report: { isNoticed: boolean; isSealed: boolean }): Promise<void> {
  if (hasAgreed(reading) || (report.isSealed && !report.isNoticed)) return;
  const { deps, tx, programme, citizen } = reading;
  await saveConsent(tx.db, {
    programmeId: programme.id,
    citizenId: citizen.id,
    choice: 'agreed',
    version: programme.noticeVersion,
    language: citizen.language ?? programme.languages[0],
    channel: 'sms',
    now: deps.now(),
  });
  if (!report.isNoticed) await say(reading, 'notice', notice(reading));
}
