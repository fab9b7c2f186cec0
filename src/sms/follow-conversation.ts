import { readOffer } from '../db/draft-offers.ts';
import { saveRating } from '../db/ratings.ts';
import { forgetLeft } from '../db/settle-sessions.ts';
import { citizenOn } from '../grievances/actor.ts';
import { addCitizenMessage } from '../grievances/add-message.ts';
import { allowNeutralWords } from '../grievances/allow-neutral-words.ts';
import { fileGrievance, placeToRemember } from '../grievances/file-grievance.ts';
import { localDay } from '../grievances/local-day.ts';
import { makePin } from '../grievances/pin.ts';
import { showReference } from '../grievances/reference.ts';
import type { Language } from '../routing/programme.ts';
import { askAgain } from './answer-conversation.ts';
import type { Turn, WholeReport } from './conversation.ts';
import { agree, withNotice } from './notice.ts';
import { keepAsking, known, NO_CONVERSATION, openAsking, type Reading, say, sayPin, setCitizen } from './reading.ts';
import { continueReport } from './report-questions.ts';
import { askContact } from './thread-questions.ts';

/** Does what a conversation has come to. False: her words were no answer, and are still to be read. */
export async function follow(reading: Reading, turn: Turn): Promise<boolean> {
  if ('quiet' in turn && !turn.isOver) return true;
  if ('ask' in turn) {
    const { ask, texts } = await withNotice(reading, turn);
    await keepAsking(reading, ask);
    await say(reading, 'question', ...texts);
    return true;
  }
  if ('speak' in turn) {
    await speak(reading, turn.speak);
    return true;
  }
  await setCitizen(reading, NO_CONVERSATION);
  if ('file' in turn || 'drop' in turn) await forgetCall(reading);
  if ('file' in turn) await file(reading, turn.file);
  if ('rate' in turn) await rate(reading, turn.rate);
  if ('join' in turn) await join(reading, turn);
  if ('allow' in turn) await allow(reading, turn.allow);
  if ('drop' in turn) await say(reading, 'status', (voice) => voice.locale.sms.dropped);
  return !('pass' in turn);
}

/** What a call left unsent has found its end here: the next call must not offer to go on with it. */
async function forgetCall({ tx, programme, citizen }: Reading): Promise<void> {
  if (readOffer(citizen.conversation) === null) return;
  await forgetLeft(tx.db, { programmeId: programme.id, phoneIndex: citizen.phone_index });
}

async function file(reading: Reading, draft: WholeReport): Promise<void> {
  const { deps, tx, programme, citizen, messageId } = reading;
  const category = programme.categories.get(draft.category);
  const area = programme.areas.get(draft.area);
  if (!category || !area) {
    // The programme was loaded anew while she was asked.
    await follow(reading, continueReport(programme, known(reading), { text: draft.text }));
    return;
  }
  const isSealed = category.stream !== 'ordinary';
  const pin = isSealed ? makePin() : undefined;
  const grievance = await fileGrievance(deps, tx, {
    programme,
    citizenId: citizen.id,
    category,
    area,
    text: draft.text,
    language: citizen.language ?? programme.languages[0],
    channel: 'sms',
    source: `sms-${messageId}`,
    contact: isSealed ? 'none' : 'sms',
    ...(pin === undefined ? {} : { pin }),
  });
  const { areaId } = placeToRemember(category, area);
  if (areaId !== undefined) await setCitizen(reading, { area_id: areaId });
  await agree(reading, { isNoticed: draft.isNoticed === true, isSealed });
  // The receipt of an ordinary report comes with its office.
  if (pin !== undefined) await answerSealed(reading, grievance, pin);
}

/**
 * She has just written from this phone, so it is answered, in words that say nothing, and she is asked whether more of them
 * may come (docs/decisions/0009).
 */
async function answerSealed(reading: Reading, { id, reference }: { id: string; reference: string }, pin: string) {
  const { ask, say: question } = askContact(id);
  await keepAsking(reading, ask);
  await sayPin(reading, 'question', pin, (shown) => [
    (voice) => voice.locale.sms.sealed(showReference(reference), shown),
    question,
  ]);
}

async function allow(reading: Reading, grievanceId: string): Promise<void> {
  const { deps, tx } = reading;
  await allowNeutralWords(deps, tx, citizenOn('sms'), { id: grievanceId });
  await say(reading, 'status', (voice) => voice.locale.sms.weMayWrite);
}

async function join(reading: Reading, { join: added, next }: Extract<Turn, { join: unknown }>): Promise<void> {
  const { deps, tx, programme } = reading;
  await addCitizenMessage(deps, tx, citizenOn('sms'), { id: added.grievance }, { text: added.text });
  if (next) await follow(reading, askAgain(programme, known(reading), next));
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
  await setCitizen(reading, { language });
  if (turn === null || !('ask' in turn)) {
    await setCitizen(reading, NO_CONVERSATION);
    return say(spoken, 'status', (voice) => voice.locale.sms.languageSet);
  }
  await keepAsking(reading, turn.ask);
  return say(spoken, 'question', (voice) => `${voice.locale.sms.languageSet}\n${turn.say(voice)}`);
}
