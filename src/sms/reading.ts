import type { Citizen, Purpose } from '../db/schema.ts';
import type { Tx } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import { tellCitizen } from '../grievances/tell-citizen.ts';
import type { Voice } from '../grievances/texts.ts';
import type { Language, Programme } from '../routing/programme.ts';
import type { Known } from './conversation.ts';

/** One SMS being read, with everything its reading may need. */
export interface Reading {
  readonly deps: Deps;
  readonly tx: Tx;
  readonly programme: Programme;
  readonly citizen: Citizen;
  readonly messageId: string;
  readonly text: string;
}

/** Answers the citizen who has just written. */
export async function say(reading: Reading, purpose: Purpose, text: (voice: Voice) => string): Promise<void> {
  const { deps, tx, programme, citizen } = reading;
  await tellCitizen(deps, tx, { programme, citizen }, { purpose, text, isOwnAction: true });
}

/** Remembers something about her. */
export async function setCitizen(
  { tx, citizen }: Reading,
  set: Partial<{
    language: Language;
    area_id: string;
    opted_out_at: Date | null;
    conversation: string | null;
    conversation_at: Date | null;
  }>,
): Promise<void> {
  await tx.db.updateTable('citizens').set(set).where('id', '=', citizen.id).execute();
}

/** What is known of her that an answer may use. */
export function known({ programme, citizen }: Reading): Known {
  return { lastArea: programme.byId.areas.get(citizen.area_id ?? '')?.code };
}
