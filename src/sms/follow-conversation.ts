import { saveRating } from '../db/ratings.ts';
import { fileGrievance, placeToRemember } from '../grievances/file-grievance.ts';
import { localDay } from '../grievances/local-day.ts';
import { showReference } from '../grievances/reference.ts';
import type { Language } from '../routing/programme.ts';
import { askAgain, continueReport, type Turn } from './conversation.ts';
import { known, NO_CONVERSATION, openAsking, type Reading, say, setCitizen } from './reading.ts';

/** Does what a conversation has come to. */
export async function follow(reading: Reading, turn: Turn): Promise<void> {
  if ('ask' in turn) {
    await setCitizen(reading, { conversation: JSON.stringify(turn.ask), conversation_at: reading.deps.now() });
    return say(reading, 'question', turn.say);
  }
  if ('speak' in turn) return speak(reading, turn.speak);
  await setCitizen(reading, NO_CONVERSATION);
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
  const { areaId } = placeToRemember(category, area);
  // The receipt of an ordinary report comes with its office.
  if (areaId !== undefined) return setCitizen(reading, { area_id: areaId });
  // She has just written from this phone, so it is answered, in words that say nothing (docs/decisions/0009).
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

/** Writes to her in this language from now on, and goes on with what was being asked. */
export async function speak(reading: Reading, language: Language): Promise<void> {
  const spoken = { ...reading, citizen: { ...reading.citizen, language } };
  const asking = openAsking(reading);
  const turn = asking && askAgain(reading.programme, known(reading), asking);
  const isAsking = turn !== null && 'ask' in turn;
  const next = isAsking
    ? { conversation: JSON.stringify(turn.ask), conversation_at: reading.deps.now() }
    : NO_CONVERSATION;
  await setCitizen(reading, { language, ...next });
  return say(spoken, isAsking ? 'question' : 'status', (voice) =>
    isAsking ? `${voice.locale.sms.languageSet}\n${turn.say(voice)}` : voice.locale.sms.languageSet,
  );
}
