import { rememberCitizen } from '../db/citizens.ts';
import { messagePhonePlace } from '../db/messages.ts';
import { findUnreadBefore, lockReceived, settleReceived } from '../db/read-messages.ts';
import { findInboundBefore } from '../db/replies.ts';
import type { Message } from '../db/schema.ts';
import { type Tx, transact } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import { toDigits } from '../encoding.ts';
import { parseReference } from '../grievances/reference.ts';
import { saysSomething } from '../grievances/says-something.ts';
import { openPhone, parsePhone } from '../phone.ts';
import type { Language } from '../routing/programme.ts';
import { askLanguage, namesWhatIsAsked } from './answer-conversation.ts';
import { follow, speak } from './follow-conversation.ts';
import { joinThread } from './join-thread.ts';
import { type Keyword, type ReadKeyword, readKeyword, readLanguage } from './keywords.ts';
import { holdBackLoops } from './loop-guard.ts';
import { answerOpenQuestion } from './open-questions.ts';
import { continueRating, readRating } from './rating-questions.ts';
import { readReport } from './read-report.ts';
import { known, NO_CONVERSATION, openAsking, openConversation, type Reading, say, setCitizen } from './reading.ts';
import { continueReport } from './report-questions.ts';
import { sayStatus } from './say-status.ts';
import { isOnlyEmoji, saysOnlyThanks } from './thanks.ts';
import { isBareAnswer } from './yes-or-no.ts';

/** How long a text waits for an earlier one of the same phone that is still being read. */
const ORDER_MS = 120_000;
const LOOK_AGAIN_MS = 250;
/** Nobody reads an answer and types the same words again in less. */
const REPEAT_MS = 5_000;

/**
 * Reads one SMS that came in and does what it says: keyword, answer to an open question, yes or no to "is it fixed?",
 * a reply in an open thread, or else the beginning of a report. Row, effects and replies are one transaction; an SMS that
 * was read before is left alone.
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
    const citizen = await rememberCitizen(tx.db, deps.config, { programmeId: programme.id, phone, now: deps.now() });
    const { tx: watched, written } = watchReplies(tx);
    await read({ deps, tx: watched, programme, citizen, messageId, text: message.text.trim() });
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
 * nothing between them and seconds apart by our own clock, are one SMS: nobody has read our answer and typed the next one
 * by then, and a "1" that came twice must not answer the next question as well. The carrier's clock is not asked: it gives
 * whole seconds, and two SMS of one second that were held up on the road still arrive together.
 */
async function isRepeat({ db }: Tx, message: Message): Promise<boolean> {
  const before = await findInboundBefore(db, message);
  return (
    before !== undefined &&
    before.text.trim() === message.text.trim() &&
    message.created_at.getTime() - before.created_at.getTime() < REPEAT_MS
  );
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

async function read(received: Reading): Promise<void> {
  const { programme, text } = received;
  const asked = openConversation(received);
  const isName = asked !== null && namesWhatIsAsked(programme, asked, text);
  const found = isName ? null : readKeyword(programme, text);
  const reading = await guessLanguage(received, found?.language ?? null);
  if (found && found.keyword !== 'yes' && found.keyword !== 'no') {
    if (await BY_KEYWORD[found.keyword](reading, found)) return;
  }
  const language = isName ? null : readLanguage(programme, text);
  if (language) return speak(reading, language);
  // It asks for nothing, answers nothing and opens nothing again: whatever was asked stays asked.
  if (saysOnlyThanks(programme, text) || (asked === null && isOnlyEmoji(text))) return;
  if (await answerOpenQuestion(reading)) return;
  if (await joinThread(reading)) return;
  if (!saysSomething(text) || isBareAnswer(programme, text)) {
    return say(reading, 'status', (voice) => voice.locale.sms.notUnderstood(programme.ussdCode));
  }
  await follow(reading, continueReport(programme, known(reading), { text }));
}

/** A stranger's first keyword says which language she writes in; it holds until she chooses one. */
async function guessLanguage(reading: Reading, language: Language | null): Promise<Reading> {
  const { citizen, programme } = reading;
  if (citizen.language !== null || !language || !programme.languages.includes(language)) return reading;
  await setCitizen(reading, { language });
  return { ...reading, citizen: { ...citizen, language } };
}

/** What each keyword does. False: it was no keyword after all (`check the water please` is a report). */
const BY_KEYWORD: Readonly<
  Record<Exclude<Keyword, 'yes' | 'no'>, (reading: Reading, found: ReadKeyword) => Promise<boolean>>
> = {
  report: async (reading, { rest, isSlip }) => {
    const draft = readReport(reading.programme, rest);
    // What may be no keyword at all stays in what she wrote.
    const whole = isSlip && draft.text !== undefined ? { ...draft, text: reading.text } : draft;
    return follow(reading, continueReport(reading.programme, known(reading), whole));
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
    return true;
  },
  rate: async (reading, { rest }) => {
    const draft = readRating(reading.programme, rest);
    if (!draft) return false;
    return follow(reading, continueRating(reading.programme, draft));
  },
  help: async (reading) => {
    const { titles, ussdCode } = reading.programme;
    await say(reading, 'status', (voice) => voice.locale.sms.help(voice.name(titles), ussdCode));
    return true;
  },
  data: async (reading) => {
    await say(reading, 'notice', (voice) => voice.locale.sms.aboutData(voice.name(reading.programme.operators)));
    return true;
  },
  stop: async (reading) => {
    await setCitizen(reading, { opted_out_at: reading.deps.now(), ...NO_CONVERSATION });
    await say(reading, 'notice', (voice) => voice.locale.sms.stopped(reading.programme.ussdCode));
    return true;
  },
  start: async (reading) => {
    await setCitizen(reading, { opted_out_at: null });
    await say(reading, 'notice', (voice) => voice.locale.sms.started);
    return true;
  },
  language: async (reading, { rest }) => {
    const language = readLanguage(reading.programme, rest);
    if (!language && rest !== '') return false;
    if (language) await speak(reading, language);
    else await follow(reading, askLanguage(reading.programme, openAsking(reading)));
    return true;
  },
};
