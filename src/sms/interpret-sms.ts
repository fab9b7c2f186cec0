import { rememberCitizen } from '../db/citizens.ts';
import { messagePhonePlace } from '../db/messages.ts';
import { findUnreadBefore, lockReceived, settleReceived } from '../db/read-messages.ts';
import { findInboundBefore, hasWrittenBetween } from '../db/replies.ts';
import type { Message } from '../db/schema.ts';
import { type Tx, transact } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import { toDigits } from '../encoding.ts';
import { parseReference } from '../grievances/reference.ts';
import { openPhone, parsePhone } from '../phone.ts';
import type { Language, Programme } from '../routing/programme.ts';
import { askLanguage, namesWhatIsAsked } from './answer-conversation.ts';
import type { Asking, Turn } from './conversation.ts';
import { answerOfficial } from './desk/answer-official.ts';
import { follow, speak } from './follow-conversation.ts';
import { goOn } from './go-on.ts';
import { isGreeting } from './greetings.ts';
import { joinThread, keepThanks } from './join-thread.ts';
import { type Keyword, type ReadKeyword, readKeyword, readLanguage } from './keywords.ts';
import { holdBackLoops } from './loop-guard.ts';
import { isNameOf, wordsOf } from './names-in-text.ts';
import { answerOpenQuestion } from './open-questions.ts';
import { putAside, withAsked } from './put-aside.ts';
import { continueRating, readRating } from './rating-questions.ts';
import { readReport } from './read-report.ts';
import {
  known,
  NO_CONVERSATION,
  openAsking,
  openConversation,
  type Reading,
  say,
  setCitizen,
  waitingBehind,
} from './reading.ts';
import { reportJoinedAgain } from './report-joined-again.ts';
import { askText, continueReport } from './report-questions.ts';
import { sayStatus } from './say-status.ts';
import { saysWhat } from './says-what.ts';
import { soundsSealed } from './sounds-sealed.ts';
import { isOnlyEmoji, saysOnlyThanks } from './thanks.ts';

/** How long a text waits for an earlier one of the same phone that is still being read. */
const ORDER_MS = 120_000;
const LOOK_AGAIN_MS = 250;
/** Nobody types the same words again in less. */
const REPEAT_MS = 5_000;
/** From so many characters on, even after an answer: who answers two questions alike does it with a number or a name. */
const LONG = 12;

/**
 * Reads one SMS that came in and does what it says: an official's work; else keyword, answer to an open question, yes or no to
 * "is it fixed?", a reply in an open thread, or the beginning of a report. Row, effects and replies are one transaction; an SMS
 * that was read before is left alone.
 */
export async function interpretSms(deps: Deps, messageId: string): Promise<void> {
  await transact(deps, async (tx) => {
    const message = await lockReceived(tx.db, messageId);
    if (!message || (await isTooEarly(deps, tx, message))) return;
    if (await isRepeat(tx, message)) {
      await settleReceived(tx.db, messageId, { state: 'set_aside', reason: 'repeat', now: deps.now() });
      return;
    }
    const programme = deps.programmes.byId(message.programme_id ?? '');
    if (!programme || message.phone_sealed === null) {
      await settleReceived(tx.db, messageId, { state: 'set_aside', reason: 'no_programme_or_sender', now: deps.now() });
      return;
    }
    const phone = openPhone(deps.config.sealingKeys, message.phone_sealed, messagePhonePlace(messageId));
    // The callback looked only at the pattern; a number that no telephone can have is not written to.
    if (parsePhone(phone, programme.region) === null) {
      await settleReceived(tx.db, messageId, { state: 'set_aside', reason: 'unusable_sender', now: deps.now() });
      return;
    }
    const official = await answerOfficial(deps, tx, programme, message);
    if (official) {
      await settleReceived(tx.db, messageId, { state: 'interpreted', ...official, now: deps.now() });
      return;
    }
    const citizen = await rememberCitizen(tx.db, deps.config, { programmeId: programme.id, phone, now: deps.now() });
    const { tx: watched, written } = watchReplies(tx);
    const waiting = waitingBehind({ deps, citizen });
    const reading = { deps, tx: watched, programme, citizen, messageId, text: message.text.trim(), waiting };
    await goOn(reading, await read(reading));
    await holdBackLoops({ deps, tx, citizen }, written);
    await settleReceived(tx.db, messageId, { state: 'interpreted', citizenId: citizen.id, now: deps.now() });
  });
}

/** What one person writes is read in the order in which it came. The earlier SMS is woken, and this one again after it. */
async function isTooEarly(deps: Deps, tx: Tx, message: Message): Promise<boolean> {
  if (message.phone_index === null) return false;
  const earlier = await findUnreadBefore(tx.db, message, new Date(deps.now().getTime() - ORDER_MS));
  if (!earlier) return false;
  tx.wake('interpret-sms', earlier.id);
  tx.wake('interpret-sms', message.id, { delayMs: LOOK_AGAIN_MS });
  return true;
}

/**
 * Some phones and carriers send an SMS twice, the second time under another id. The same words right after each other,
 * nothing between them and seconds apart by our own clock, are one SMS where they came before we had written anything: a
 * "1" that came twice must not answer the next question as well, and a "2" to each of two questions is two answers. Longer
 * words are one in any case. The carrier's clock is not asked: it gives whole seconds, and two SMS of one second that were
 * held up on the road still arrive together.
 */
async function isRepeat({ db }: Tx, message: Message): Promise<boolean> {
  const before = await findInboundBefore(db, message);
  const text = message.text.trim();
  if (before?.text.trim() !== text || message.created_at.getTime() - before.created_at.getTime() >= REPEAT_MS) {
    return false;
  }
  return text.length >= LONG || !(await hasWrittenBetween(db, before, message));
}

/** A transaction that knows which replies were written in it. */
function watchReplies(tx: Tx): { tx: Tx; written: ReadonlySet<string> } {
  const written = new Set<string>();
  const wake: Tx['wake'] = (job, id, options) => {
    if (job === 'send-sms') written.add(id);
    tx.wake(job, id, options);
  };
  return { tx: { db: tx.db, wake }, written };
}

/** @returns what goes on when nothing is being asked any more, the next one first */
async function read(received: Reading): Promise<readonly Asking[]> {
  const { programme, text, waiting } = received;
  const asked = openConversation(received);
  const isName = asked !== null && namesWhatIsAsked(programme, asked, text);
  const found = isName ? null : meantKeyword(programme, text);
  const reading = await guessLanguage(received, found?.language ?? null);
  if (found && found.keyword !== 'yes' && found.keyword !== 'no') {
    const after = await BY_KEYWORD[found.keyword](reading, found);
    if (after) return after;
  }
  const language = isName ? null : readLanguage(programme, text);
  if (language) {
    await speak(reading, language);
    return waiting;
  }
  // It asks for nothing, answers nothing and opens nothing again: whatever was asked stays asked.
  if (saysOnlyThanks(programme, text) || (asked === null && isOnlyEmoji(text))) {
    await keepThanks(reading);
    return waiting;
  }
  if (asked === null && isGreeting(programme, text)) await sayHelp(reading);
  else if (asked === null && (await reportJoinedAgain(reading))) return waiting;
  else if (!(await answerOpenQuestion(reading)) && !(await joinThread(reading))) await begin(reading);
  return waiting;
}

/** Nothing is asked and nothing answered: a report begins, if she says anything at all. */
async function begin(reading: Reading): Promise<void> {
  const { programme, text } = reading;
  if (!saysWhat(programme, text)) {
    return say(reading, 'status', (voice) => voice.locale.sms.notUnderstood(programme.ussdCode));
  }
  await follow(reading, /\s/.test(text) ? continueReport(programme, known(reading), { text }) : beginWithWord(reading));
}

/** One word may name what it is about. If not, she is asked for more of them. */
function beginWithWord(reading: Reading): Turn {
  const { programme, text } = reading;
  const draft = readReport(programme, text);
  return draft.category === undefined && !soundsSealed(programme, wordsOf(text))
    ? askText({ ...draft, text })
    : continueReport(programme, known(reading), draft);
}

async function sayHelp(reading: Reading): Promise<void> {
  const { titles, ussdCode } = reading.programme;
  await say(reading, 'status', (voice) => voice.locale.sms.help(voice.name(titles), ussdCode));
}

/** A keyword, unless it is a slip of one only and names something of the programme. */
function meantKeyword(programme: Programme, text: string): ReadKeyword | null {
  const found = readKeyword(programme, text);
  const isName = found?.isSlip && (isNameOf(programme, 'categories', text) || isNameOf(programme, 'areas', text));
  return isName ? null : found;
}

/** A stranger's first keyword says which language she writes in; it holds until she chooses one. */
async function guessLanguage(reading: Reading, language: Language | null): Promise<Reading> {
  const { citizen, programme } = reading;
  if (citizen.language !== null || !language || !programme.languages.includes(language)) return reading;
  await setCitizen(reading, { language });
  return { ...reading, citizen: { ...citizen, language } };
}

/** What each keyword does, and what goes on after it. False: it was no keyword after all (`check the water please` is a report). */
const BY_KEYWORD: Readonly<
  Record<Exclude<Keyword, 'yes' | 'no'>, (reading: Reading, found: ReadKeyword) => Promise<readonly Asking[] | false>>
> = {
  report: async (reading, { rest, isSlip }) => {
    const { programme } = reading;
    const draft = withAsked(reading, readReport(programme, rest));
    // What may be no keyword at all stays in what she wrote.
    const whole = isSlip && draft.text !== undefined ? { ...draft, text: reading.text } : draft;
    const begun = putAside(reading, { report: whole });
    await follow(begun, continueReport(programme, known(reading), whole));
    return begun.waiting;
  },
  status: async (reading, { rest }) => {
    const parsed = parseReference(rest);
    if (rest !== '' && !/^[\d\s-]+$/.test(toDigits(rest))) return false;
    if (rest !== '' && !parsed.ok) {
      await say(reading, 'status', (voice) =>
        parsed.reason === 'check_digit' ? voice.locale.sms.wrongReference : voice.locale.sms.unknownReference,
      );
    } else {
      await sayStatus(reading, parsed.ok ? parsed.reference : null);
    }
    return reading.waiting;
  },
  rate: async (reading, { rest }) => {
    const draft = readRating(reading.programme, rest);
    if (!draft) return false;
    const begun = putAside(reading, { rating: draft });
    await follow(begun, continueRating(reading.programme, draft));
    return begun.waiting;
  },
  help: async (reading) => {
    await sayHelp(reading);
    return reading.waiting;
  },
  data: async (reading) => {
    await say(reading, 'notice', (voice) => voice.locale.sms.aboutData(voice.name(reading.programme.operators)));
    return reading.waiting;
  },
  stop: async (reading) => {
    await setCitizen(reading, { opted_out_at: reading.deps.now(), ...NO_CONVERSATION });
    await say(reading, 'notice', (voice) => voice.locale.sms.stopped(reading.programme.ussdCode));
    return [];
  },
  start: async (reading) => {
    await setCitizen(reading, { opted_out_at: null });
    await say(reading, 'notice', (voice) => voice.locale.sms.started);
    return reading.waiting;
  },
  language: async (reading, { rest }) => {
    const language = readLanguage(reading.programme, rest);
    if (!language && rest !== '') return false;
    if (language) await speak(reading, language);
    else await follow(reading, askLanguage(reading.programme, openAsking(reading)));
    return reading.waiting;
  },
};
