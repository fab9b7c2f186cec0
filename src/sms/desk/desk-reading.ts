import type { PhoneOfficial } from '../../accounts/official-by-phone.ts';
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

/** Answers the official who has just written, in her language. */
export async function tell(
  { deps, tx, programme, official: { account } }: DeskReading,
  text: (speaking: Speaking) => string,
  grievanceId?: string,
): Promise<void> {
  const to = { programme, account, ...(grievanceId === undefined ? {} : { grievanceId }) };
  await tellOfficial(deps, tx, to, {
    purpose: 'desk',
    isUrgent: true,
    text: ({ work }, voice) => text({ programme, work, voice, now: deps.now() }),
  });
}
