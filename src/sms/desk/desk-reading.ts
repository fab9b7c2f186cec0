import type { PhoneOfficial } from '../../accounts/official-by-phone.ts';
import { holdBack, listReplies } from '../../db/replies.ts';
import type { Message } from '../../db/schema.ts';
import type { Tx } from '../../db/transact.ts';
import type { Deps } from '../../deps.ts';
import type { Speaking } from '../../desk/words.ts';
import { tellOfficial } from '../../grievances/tell-official.ts';
import type { Programme } from '../../routing/programme.ts';

/** One SMS of an official being read. */
export interface DeskReading {
  readonly deps: Deps;
  readonly tx: Tx;
  readonly programme: Programme;
  readonly official: PhoneOfficial;
  readonly message: Pick<Message, 'id' | 'phone_index' | 'short_code'>;
  readonly text: string;
}

/** Answers the official who has just written, in her language. Where a machine answers us, that ends. */
export async function tell(
  reading: DeskReading,
  text: (speaking: Speaking) => string,
  grievanceId?: string,
): Promise<void> {
  const { deps, tx, programme, official } = reading;
  const { account } = official;
  const to = { programme, account, ...(grievanceId === undefined ? {} : { grievanceId }) };
  const id = await tellOfficial(deps, tx, to, {
    purpose: 'desk',
    isUrgent: true,
    text: ({ work }, voice) => text({ programme, work, voice, now: deps.now() }),
  });
  if (id !== null) await holdBackLoop(reading, id);
}

const HOUR_MS = 3_600_000;
/** Of the same text within an hour: a phone that answers every SMS with "Received" or "Seen" sends a word of ours. */
const MOST_ALIKE = 5;
/** Of all texts within an hour: more than anybody works through by SMS. */
const MOST_TEXTS = 60;

/** Only what we say is limited: what she sent was done. */
async function holdBackLoop(
  { deps, tx, message: { phone_index: phoneIndex } }: DeskReading,
  id: string,
): Promise<void> {
  if (phoneIndex === null) return;
  const now = deps.now();
  const since = new Date(now.getTime() - HOUR_MS);
  const said = await listReplies(tx.db, { phoneIndex, purposes: ['desk'], since });
  const text = said.find((reply) => reply.id === id)?.text;
  const alike = said.filter((reply) => reply.text === text);
  if (alike.length <= MOST_ALIKE && said.length <= MOST_TEXTS) return;
  await holdBack(tx.db, [id], { reason: 'loop_guard', now });
}
