import type { Grievance } from '../db/schema.ts';
import type { Programme } from '../routing/programme.ts';
import type { About, Told } from './change-grievance.ts';
import { dueOf } from './deadlines.ts';
import { showReference } from './reference.ts';
import type { Telling } from './tell-citizen.ts';
import type { Voice } from './texts.ts';

/**
 * What the reporter of a grievance is told about a change, as she allowed: nothing, all of it, or, of a sealed stream, words
 * that say nothing. Those are not the answer to something she has just done: what she did, she saw on the screen.
 *
 * @param saved the row as it is after the change
 * @returns null where she is not written to
 */
export function tellingOf(programme: Programme, saved: Grievance, told: Told | undefined): Telling | null {
  if (!told || saved.citizen_id === null || saved.contact === 'none') return null;
  if (saved.stream === 'ordinary')
    return { ...told, text: (voice) => told.text(voice, about(programme, saved, voice)) };
  if (saved.contact !== 'neutral' || told.isOwnAction) return null;
  return {
    purpose: 'news',
    text: ({ locale }) => locale.sms.news(showReference(saved.reference), programme.ussdCode),
  };
}

function about(programme: Programme, grievance: Grievance, voice: Voice): About {
  const office = programme.byId.offices.get(grievance.office_id ?? '');
  const due = dueOf(grievance);
  return {
    reference: showReference(grievance.reference),
    office: voice.name(office?.names ?? programme.operators),
    due: due ? voice.moment(due) : '',
  };
}
