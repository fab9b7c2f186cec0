import { rememberCitizen } from '../db/citizens.ts';
import { lockGrievance } from '../db/grievances.ts';
import { messagePhonePlace } from '../db/messages.ts';
import { lastAskingMessage, lockReceived, settleReceived } from '../db/read-messages.ts';
import type { Purpose } from '../db/schema.ts';
import { transact } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import { toDigits } from '../encoding.ts';
import { citizenOn } from '../grievances/actor.ts';
import { addCitizenMessage } from '../grievances/add-message.ts';
import { confirm } from '../grievances/confirm.ts';
import { parseReference } from '../grievances/reference.ts';
import { dispute } from '../grievances/reopen.ts';
import { isOpen } from '../grievances/transitions.ts';
import { openPhone } from '../phone.ts';
import {
  answerConversation,
  askLanguage,
  type Conversation,
  continueRating,
  continueReport,
  readRating,
  saysSomething,
} from './conversation.ts';
import { follow, speak } from './follow-conversation.ts';
import { type Keyword, readKeyword, readLanguage } from './keywords.ts';
import { known, type Reading, say, setCitizen } from './reading.ts';
import { sayStatus } from './say-status.ts';

/** How long a question stays open, and how long an answer of an office can be answered back. */
const CONVERSATION_MS = 86_400_000;
const THREAD_MS = 7 * 86_400_000;

/** After these a bare yes or no is her word on "is it fixed?": when she is asked, and when she says it again. */
const OUTCOME_PURPOSES: ReadonlySet<Purpose | null> = new Set(['ask_outcome', 'closed', 'reopened']);

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
    const phone = openPhone(deps.config.sealingKeys, message.phone_sealed, messagePhonePlace(messageId));
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
    if (!language && rest !== '') return false;
    if (!language && rest !== '') return false;
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
