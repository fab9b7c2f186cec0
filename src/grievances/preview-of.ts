import type { Citizen } from '../db/schema.ts';
import { applyChange, type Change, type Situation } from './change-grievance.ts';
import { type WordedSms, wordSms } from './tell-citizen.ts';
import { tellingOf } from './telling-of.ts';

/**
 * The SMS that a change would send, by the same functions that send it.
 *
 * @param citizen whose report it is; null: nobody is known
 * @returns null where she would not be written to: she stayed anonymous, wants no SMS, or has no phone with us
 * @throws {AppError} `conflict` when the status does not allow the change
 */
export function previewOf(situation: Situation, citizen: Citizen | null, change: Change): WordedSms | null {
  const { programme } = situation;
  const { merged } = applyChange(situation, change);
  const telling = tellingOf(programme, merged, change.tell);
  if (telling === null || citizen === null) return null;
  if (citizen.opted_out_at !== null && telling.isOwnAction !== true) return null;
  return wordSms({ programme, citizen }, telling);
}
