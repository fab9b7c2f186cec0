import type { Kysely } from 'kysely';
import { hasOptedOut } from '../db/citizens.ts';
import type { GrievanceKey } from '../db/grievances.ts';
import type { Database, Grievance } from '../db/schema.ts';
import { transact } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { Actor } from './actor.ts';
import { speak, type Words } from './approved-texts.ts';
import { type Change, changeWithin, type Situation } from './change-grievance.ts';
import { stopClock, waitUntil } from './pause-clock.ts';

/**
 * An office asks the citizen something that it cannot go on without: in words, or by an approved text where the report is
 * sealed. The clock stands still until she answers, objects, or the time for it is over, and she is told so. Not an answer:
 * what was promised stays promised.
 *
 * @throws {AppError} `conflict` with a sentence when she has objected to waiting before, or nobody can be asked
 */
export async function awaitCitizen(deps: Deps, actor: Actor, key: GrievanceKey, input: Words): Promise<Grievance> {
  return transact(deps, async (tx) => {
    const saved = await changeWithin(deps, tx, key, actor, (situation) => decideAsk(situation, input));
    if (!(await canBeAsked(tx.db, saved))) throw new AppError('conflict', NOBODY_TO_ASK);
    return saved;
  });
}

/** What a question to the citizen comes to. */
export function decideAsk(situation: Situation, words: Words): Change {
  const { grievance } = situation;
  if (grievance.objected_at !== null) throw new AppError('conflict', HAS_OBJECTED);
  const { text, data } = speak(grievance, 'ask', words);
  return {
    action: 'await_citizen',
    event: 'asked',
    set: { ...stopClock(situation), waiting_until: waitUntil(situation) },
    data: { ...data },
    tell: {
      purpose: 'asked',
      text: ({ locale }, { reference, office }) => locale.sms.asked(reference, office, text),
    },
  };
}

const HAS_OBJECTED =
  'The citizen does not want you to wait for her answer. Reply to her, and work on with what you have.';
const NOBODY_TO_ASK =
  'Nobody can be asked: this report came without a number that may be written to. Work on with what you have.';

/** By SMS, or where she looks with her PIN. After STOP no SMS comes, and a clock must not stand still unheard. */
async function canBeAsked(db: Kysely<Database>, grievance: Grievance): Promise<boolean> {
  if (grievance.pin_hash !== null) return true;
  if (grievance.citizen_id === null || grievance.contact === 'none') return false;
  return !(await hasOptedOut(db, grievance.citizen_id));
}
