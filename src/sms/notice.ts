import { saveConsent, wasTold } from '../db/consents.ts';
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

/** Whether she has read it by SMS before, and filed nothing since. */
async function wasToldBefore({ tx, programme, citizen }: Reading): Promise<boolean> {
  return wasTold(tx.db, citizen.id, programme.noticeVersion);
}

/** A question, and behind the first one about her report the notice, for whoever has neither agreed to it nor read it yet. */
export async function withNotice(
  reading: Reading,
  { ask, say }: Ask,
): Promise<Pick<Ask, 'ask'> & { texts: Ask['say'][] }> {
  if (ask.kind !== 'report' || ask.draft.isNoticed || hasAgreed(reading)) return { ask, texts: [say] };
  const texts = (await wasToldBefore(reading)) ? [say] : [say, notice(reading)];
  return { ask: { ...ask, draft: { ...ask.draft, isNoticed: true } }, texts };
}

/**
 * Filing is how she agrees by SMS to a notice that she has read: kept with the version, her language and the time. Who files
 * with a single SMS reads it right after, and was only told; her next report agrees. Behind a sealed report nothing is said
 * that the phone did not show before, so that whoever was not shown the notice has not agreed.
 */
export async function agree(reading: Reading, report: { isNoticed: boolean; isSealed: boolean }): Promise<void> {
  if (hasAgreed(reading)) return;
  const isRead = report.isNoticed || (await wasToldBefore(reading));
  if (report.isSealed && !isRead) return;
  const { deps, tx, programme, citizen } = reading;
  await saveConsent(tx.db, {
    programmeId: programme.id,
    citizenId: citizen.id,
    choice: isRead ? 'agreed' : 'told',
    version: programme.noticeVersion,
    language: citizen.language ?? programme.languages[0],
    channel: 'sms',
    now: deps.now(),
  });
  if (!isRead) await say(reading, 'notice', notice(reading));
}
