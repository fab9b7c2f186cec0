import { saveRating } from '../db/ratings.ts';
import { fileGrievance } from '../grievances/file-grievance.ts';
import { localDay } from '../grievances/local-day.ts';
import { showReference } from '../grievances/reference.ts';
import type { Language } from '../routing/programme.ts';
import { continueReport, type Turn } from './conversation.ts';
import { known, type Reading, say, setCitizen } from './reading.ts';

/** Does what a conversation has come to. */
export async function follow(reading: Reading, turn: Turn): Promise<void> {
  if ('ask' in turn) {
    await setCitizen(reading, { conversation: JSON.stringify(turn.ask), conversation_at: reading.deps.now() });
    return say(reading, 'question', turn.say);
  }
  await setCitizen(reading, { conversation: null, conversation_at: null });
  if ('speak' in turn) return speak(reading, turn.speak);
  if ('rate' in turn) return rate(reading, turn.rate);
  return file(reading, turn.file);
}

async function file(reading: Reading, draft: { text: string; category: string; area: string }): Promise<void> {
  const { deps, tx, programme, citizen, messageId } = reading;
  const category = programme.categories.get(draft.category);
  const area = programme.areas.get(draft.area);
  if (!category || !area) return follow(reading, continueReport(programme, known(reading), { text: draft.text }));
  const grievance = await fileGrievance(deps, tx, {
    programme,
    citizenId: citizen.id,
    category,
    area,
    text: draft.text,
    language: citizen.language ?? programme.languages[0],
    channel: 'sms',
    source: `sms-${messageId}`,
  });
  // The receipt of an ordinary report comes with its office. A sealed one says only that it has arrived.
  if (category.stream === 'ordinary') return setCitizen(reading, { area_id: area.id });
  return say(reading, 'status', (voice) => voice.locale.sms.sealed(showReference(grievance.reference)));
}

async function rate(reading: Reading, given: { unit: string; score: number; comment: string | null }): Promise<void> {
  const { deps, tx, programme, citizen } = reading;
  const unit = programme.units.get(given.unit);
  if (!unit) return;
  await saveRating(tx.db, {
    programmeId: programme.id,
    unitId: unit.id,
    citizenId: citizen.id,
    score: given.score,
    comment: given.comment,
    language: citizen.language ?? programme.languages[0],
    channel: 'sms',
    ratedOn: localDay(deps.now(), programme.calendar.timeZone),
    now: deps.now(),
  });
  return say(reading, 'status', (voice) => voice.locale.sms.rated(voice.name(unit.names), given.score));
}

/** Writes to her in this language from now on. */
export async function speak(reading: Reading, language: Language): Promise<void> {
  await setCitizen(reading, { language });
  const citizen = { ...reading.citizen, language };
  return say({ ...reading, citizen }, 'status', (voice) => voice.locale.sms.languageSet);
}
