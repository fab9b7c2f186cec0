import { rememberCitizen } from '../db/citizens.ts';
import { lockGrievance } from '../db/grievances.ts';
import { listOwnReports, readOwnReport } from '../db/own-reports.ts';
import { saveRating } from '../db/ratings.ts';
import { lastAskingMessage, lockReceived, settleReceived } from '../db/read-messages.ts';
import type { Citizen, Purpose } from '../db/schema.ts';
import { type Tx, transact } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import { citizenOn } from '../grievances/actor.ts';
import { addCitizenMessage } from '../grievances/add-message.ts';
import { confirm } from '../grievances/confirm.ts';
import { dueOf } from '../grievances/deadlines.ts';
import { fileGrievance } from '../grievances/file-grievance.ts';
import { localDay } from '../grievances/local-day.ts';
import { parseReference, showReference } from '../grievances/reference.ts';
import { dispute } from '../grievances/reopen.ts';
import { tellCitizen } from '../grievances/tell-citizen.ts';
import type { Voice } from '../grievances/texts.ts';
import { isOpen } from '../grievances/transitions.ts';
import { openPhone } from '../phone.ts';
import type { Language, Programme } from '../routing/programme.ts';
import {
  answerConversation,
  askLanguage,
  type Conversation,
  continueRating,
  continueReport,
  readRating,
  saysSomething,
  type Turn,
} from './conversation.ts';
import { toDigits } from './encoding.ts';
import { type Keyword, readKeyword, readLanguage } from './keywords.ts';

/** How long a question stays open, and how long an answer of an office can be answered back. */
const CONVERSATION_MS = 86_400_000;
const THREAD_MS = 7 * 86_400_000;

/** After these a bare yes or no is her word on "is it fixed?": when she is asked, and when she says it again. */
const OUTCOME_PURPOSES: ReadonlySet<Purpose | null> = new Set(['ask_outcome', 'closed', 'reopened']);

/** One SMS being read, with everything its reading may need. */
interface Reading {
  readonly deps: Deps;
  readonly tx: Tx;
  readonly programme: Programme;
  readonly citizen: Citizen;
  readonly messageId: string;
  readonly text: string;
}

/**
 * Reads one SMS that came in and does what it says: keyword, answer to an open question, yes or no to "is it fixed?",
 * a reply in an open thread, or else the beginning of a report. Row, effects and replies are one transaction; an SMS that
 * was read before is left alone.
 */
export async function interpretSms(deps: Deps, messageId: string): Promise<void> {
  await transact(deps, async (tx) => {
    const message = await lockReceived(tx.db, messageId);
    if (!message) return;
    const programme = deps.programmes.byId(message.programme_id ?? '');
    if (!programme || message.phone_sealed === null) {
      await settleReceived(tx.db, messageId, { state: 'set_aside', reason: 'no_programme_or_sender', now: deps.now() });
      return;
    }
    const place = { table: 'messages', column: 'phone_sealed', rowId: messageId };
    const phone = openPhone(deps.config.sealingKeys, message.phone_sealed, place);
    const citizen = await rememberCitizen(tx.db, deps.config, { programmeId: programme.id, phone, now: deps.now() });
    await read({ deps, tx, programme, citizen, messageId, text: message.text.trim() });
    await settleReceived(tx.db, messageId, { state: 'interpreted', citizenId: citizen.id, now: deps.now() });
  });
}

async function read(reading: Reading): Promise<void> {
  const { programme, text } = reading;
  const found = readKeyword(programme, text);
  if (found && found.keyword !== 'yes' && found.keyword !== 'no') {
    if (await BY_KEYWORD[found.keyword](reading, found.rest)) return;
  }
  const language = readLanguage(programme, text);
  if (language) return speak(reading, language);
  if (await answerOpenQuestion(reading, found?.keyword)) return;
  if (await joinThread(reading)) return;
  if (!saysSomething(text)) {
    return say(reading, 'status', (voice) => voice.locale.sms.notUnderstood(programme.ussdCode));
  }
  return follow(reading, continueReport(programme, known(reading), { text }));
}

/** What each keyword does. False: it was no keyword after all (`check the water please` is a report). */
const BY_KEYWORD: Readonly<
  Record<Exclude<Keyword, 'yes' | 'no'>, (reading: Reading, rest: string) => Promise<boolean>>
> = {
  report: async (reading, rest) => {
    await follow(reading, continueReport(reading.programme, known(reading), saysSomething(rest) ? { text: rest } : {}));
    return true;
  },
  status: async (reading, rest) => {
    const parsed = parseReference(rest);
    if (rest !== '' && !/^[\d\s-]+$/.test(toDigits(rest))) return false;
    if (rest !== '' && !parsed.ok) {
      await say(reading, 'status', (voice) =>
        parsed.reason === 'check_digit' ? voice.locale.sms.wrongReference : voice.locale.sms.unknownReference,
      );
    } else {
      await sayStatus(reading, parsed.ok ? parsed.reference : null);
    }
    return true;
  },
  rate: async (reading, rest) => {
    await follow(reading, continueRating(reading.programme, readRating(reading.programme, rest)));
    return true;
  },
  help: async (reading) => {
    const { titles, ussdCode } = reading.programme;
    await say(reading, 'status', (voice) => voice.locale.sms.help(voice.name(titles), ussdCode));
    return true;
  },
  stop: async (reading) => {
    await setCitizen(reading, { opted_out_at: reading.deps.now(), conversation: null });
    await say(reading, 'notice', (voice) => voice.locale.sms.stopped(reading.programme.ussdCode));
    return true;
  },
  start: async (reading) => {
    await setCitizen(reading, { opted_out_at: null });
    await say(reading, 'notice', (voice) => voice.locale.sms.started);
    return true;
  },
  language: async (reading, rest) => {
    const language = readLanguage(reading.programme, rest);
    if (language) await speak(reading, language);
    else await follow(reading, askLanguage(reading.programme));
    return true;
  },
};

/** Two questions may be open: one of a conversation, and "is it fixed?". The one asked last is the one answered. */
async function answerOpenQuestion(reading: Reading, keyword: Keyword | undefined): Promise<boolean> {
  const { deps, tx, programme, citizen, text } = reading;
  const asked = openConversation(reading);
  const yesOrNo = readYesOrNo(text, keyword);
  const last = await lastAskingMessage(tx.db, citizen.id, new Date(deps.now().getTime() - THREAD_MS));
  const isOutcomeNewer = !asked || !citizen.conversation_at || (last && last.created_at >= citizen.conversation_at);
  if (yesOrNo !== null && last?.grievance_id && OUTCOME_PURPOSES.has(last.purpose) && isOutcomeNewer) {
    await answerOutcome(reading, last.grievance_id, yesOrNo);
    return true;
  }
  if (!asked) return false;
  await follow(reading, answerConversation(programme, known(reading), asked, text));
  return true;
}

/** Her word on "is it fixed?". Said again, or too late to matter, it is answered with where the report stands. */
async function answerOutcome(reading: Reading, grievanceId: string, isFixed: boolean): Promise<void> {
  const { deps, tx } = reading;
  const before = await lockGrievance(tx.db, { id: grievanceId });
  const after = await (isFixed ? confirm : dispute)(deps, tx, citizenOn('sms'), { id: grievanceId });
  if (before && before.status === after.status) await sayStatus(reading, after.reference);
}

/** Words that follow an office's answer within a week belong to that report. */
async function joinThread(reading: Reading): Promise<boolean> {
  const { deps, tx, citizen, text } = reading;
  const last = await lastAskingMessage(tx.db, citizen.id, new Date(deps.now().getTime() - THREAD_MS));
  if (!last?.grievance_id || last.purpose === 'receipt' || !saysSomething(text)) return false;
  const grievance = await tx.db
    .selectFrom('grievances')
    .select('status')
    .where('id', '=', last.grievance_id)
    .executeTakeFirst();
  if (!grievance || !(isOpen(grievance.status) || grievance.status === 'resolved')) return false;
  await addCitizenMessage(deps, tx, citizenOn('sms'), { id: last.grievance_id }, { text });
  return true;
}

/** Does what a conversation has come to. */
async function follow(reading: Reading, turn: Turn): Promise<void> {
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

async function speak(reading: Reading, language: Language): Promise<void> {
  await setCitizen(reading, { language });
  const citizen = { ...reading.citizen, language };
  return say({ ...reading, citizen }, 'status', (voice) => voice.locale.sms.languageSet);
}

async function sayStatus(reading: Reading, reference: string | null): Promise<void> {
  const { tx, programme, citizen } = reading;
  const reports =
    reference === null
      ? (await listOwnReports(tx.db, citizen.id)).filter(({ status }) => isOpen(status) || status === 'resolved')
      : [await readOwnReport(tx.db, citizen.id, reference)].filter((report) => report !== undefined);
  return say(reading, 'status', (voice) => {
    if (reports.length === 0) {
      return reference === null ? voice.locale.sms.noReports(programme.ussdCode) : voice.locale.sms.unknownReference;
    }
    return reports
      .slice(0, 3)
      .map((report) => {
        const category = programme.byId.categories.get(report.category_id);
        const office = programme.byId.offices.get(report.office_id ?? '');
        const due = dueOf(report);
        const state = voice.locale.sms.status(
          showReference(report.reference),
          category ? voice.name(category.names) : '',
          voice.locale.status[report.status],
        );
        const where = office && due && isOpen(report.status);
        return where ? `${state} ${voice.locale.sms.statusOffice(voice.name(office.names), voice.moment(due))}` : state;
      })
      .join('\n');
  });
}

async function say(reading: Reading, purpose: Purpose, text: (voice: Voice) => string): Promise<void> {
  const { deps, tx, programme, citizen } = reading;
  await tellCitizen(deps, tx, { programme, citizen }, { purpose, text, isOwnAction: true });
}

async function setCitizen(
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

function known({ programme, citizen }: Reading): { lastArea: string | undefined } {
  return { lastArea: programme.byId.areas.get(citizen.area_id ?? '')?.code };
}

function openConversation({ deps, citizen }: Reading): Conversation | null {
  const { conversation, conversation_at: at } = citizen;
  if (!conversation || !at || deps.now().getTime() - at.getTime() > CONVERSATION_MS) return null;
  return conversation as Conversation;
}

function readYesOrNo(text: string, keyword: Keyword | undefined): boolean | null {
  if (keyword === 'yes') return true;
  if (keyword === 'no') return false;
  const digits = toDigits(text).replace(/[.)\s]/g, '');
  return digits === '1' ? true : digits === '2' ? false : null;
}
