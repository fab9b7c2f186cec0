import { officialByPhone } from '../../accounts/official-by-phone.ts';
import { visibleGrievances } from '../../accounts/scope.ts';
import { findLastNaming, listUnfinished, type Unfinished } from '../../db/desk-messages.ts';
import { type DeskReport, readDeskReport } from '../../db/desk-reports.ts';
import type { Message } from '../../db/schema.ts';
import type { Tx } from '../../db/transact.ts';
import type { Deps } from '../../deps.ts';
import { act, takesWords, type Verb } from '../../desk/act.ts';
import { showReference } from '../../grievances/reference.ts';
import { saysSomething } from '../../grievances/says-something.ts';
import type { Programme } from '../../routing/programme.ts';
import { readKeyword, readLanguage } from '../keywords.ts';
import { wordsOf } from '../names-in-text.ts';
import { soundsSealed } from '../sounds-sealed.ts';
import { type DeskReading, tell } from './desk-reading.ts';
import { type ReadOrder, readOrder } from './read-order.ts';
import { sayList } from './say-list.ts';
import { sayOutcome } from './say-outcome.ts';
import { sayReport } from './say-report.ts';

/** How long an official who left her words out may take to send them. */
const WORDLESS_MS = 3_600_000;
/** What she was told of a report longer ago, she need not remember. */
const TOLD_MS = 30 * 86_400_000;

/** An official's SMS that was answered: whose it was, and what is still to come. */
export interface AnsweredOfficial {
  readonly accountId: string;
  readonly reason?: Unfinished;
}

/**
 * Reads an SMS as the work of an official, where the phone is a registered one, and does what it says. Null: it is a citizen's,
 * an official's too where she writes as one; nothing was done, but that she was told first, behind HELP, what officials can send,
 * and, behind STOP, that the SMS about her work go on.
 */
export async function answerOfficial(
  deps: Deps,
  tx: Tx,
  programme: Programme,
  message: Message,
): Promise<AnsweredOfficial | null> {
  const official = message.phone_index && (await officialByPhone(tx.db, programme, message.phone_index));
  if (!official) return null;
  const reading: DeskReading = { deps, tx, programme, official, message, text: message.text.trim() };
  const accountId = official.account.id;
  const order = readOrder(programme, reading.text);
  const answered = order === null ? await finishOrder(reading) : await answer(reading, order);
  if (answered === null) {
    const { keyword } = readKeyword(programme, reading.text) ?? {};
    if (keyword === 'help') await sayHelp(reading);
    if (keyword === 'stop') await tell(reading, ({ work }) => work.stopped);
    return null;
  }
  if (answered === 'not_hers') return null;
  return answered === 'answered' ? { accountId } : { accountId, reason: answered };
}

type Answered = 'answered' | Unfinished | 'not_hers';

async function answer(reading: DeskReading, order: ReadOrder): Promise<Answered> {
  switch (order.says) {
    case 'list':
      await sayList(reading, order.isLate);
      return 'answered';
    case 'order':
      return order.verb === 'read' ? show(reading, order.reference) : obey(reading, { ...order, verb: order.verb });
    case 'wrong_number':
      await tell(reading, ({ work, voice }) =>
        order.why === 'check_digit' ? voice.locale.sms.wrongReference : work.unknown(order.typed),
      );
      return 'answered';
    case 'no_number':
      await tell(reading, ({ work }) => work.needsNumber(work.keywords[order.verb][0] ?? ''));
      return 'answered';
    case 'no_verb':
      return askForVerb(reading, order.reference);
  }
}

async function show(reading: DeskReading, reference: string): Promise<Answered> {
  const report = await find(reading, reference);
  if (report) await sayReport(reading, report);
  else await sayOutcome(reading, reference, { is: 'unknown' });
  return 'answered';
}

interface Wanted {
  readonly verb: Verb;
  readonly reference: string;
  readonly text: string;
}

/** Does it; where words are missing, she is asked for them, once she is known to have the report. */
async function obey(reading: DeskReading, wanted: Wanted): Promise<Answered> {
  const { verb, reference, text } = wanted;
  if (!takesWords(verb) || /[\p{L}\p{N}]/u.test(text)) return carryOut(reading, wanted);
  const report = await find(reading, reference);
  if (!report) {
    await sayOutcome(reading, reference, { is: 'unknown' });
    return 'answered';
  }
  await tell(reading, ({ work }) => work.needsWords(showReference(reference), work.prompts[verb]), report.id);
  return 'asked_for_words';
}

/** What is told to be written shorter, or sent again, may come without its verb and number. */
async function carryOut(reading: DeskReading, { verb, reference, text }: Wanted): Promise<Answered> {
  const { deps, tx, official, message } = reading;
  const since = new Date(deps.now().getTime() - TOLD_MS);
  const named = { accountId: official.account.id, reference: showReference(reference), since };
  const seen = { id: (await findLastNaming(tx.db, named)) ?? message.id };
  const source = `sms-${message.id}`;
  const outcome = await act(deps, tx, official.caller, { verb, reference, text, source, seen });
  await sayOutcome(reading, reference, outcome);
  if (outcome.is === 'overtaken') return 'asked_again';
  return outcome.is === 'too_long' ? 'asked_for_words' : 'answered';
}

/** The words that her SMS before this one waits for. Null: it waits for none, or these are a citizen's. */
async function finishOrder(reading: DeskReading): Promise<Answered | null> {
  const { deps, tx, programme, official, message, text } = reading;
  // Somebody else may hold this phone: what is told of violence or bribes goes to no citizen by a guess.
  if (!saysSomething(text) || isForCitizens(programme, text) || soundsSealed(programme, wordsOf(text))) return null;
  const since = new Date(deps.now().getTime() - WORDLESS_MS);
  const before = await listUnfinished(tx.db, message, { accountId: official.account.id, since });
  const [last, ...earlier] = before.map((one) => ({ ...one, order: readOrder(programme, one.text) }));
  if (!last) return null;
  const order = [last, ...earlier].map((one) => one.order).find((one) => one !== null);
  if (order?.says !== 'order' || order.verb === 'read') return null;
  // What another official's answer has held up goes out only as it was.
  const held = last.order === null ? last.text.trim() : order.text;
  if (last.waitsFor === 'asked_again' && held !== text) return null;
  return carryOut(reading, { verb: order.verb, reference: order.reference, text });
}

/** A citizen's keyword alone, or with what it takes: `STATUS 48217736`, `LANG English`. Words may begin with it all the same. */
function isForCitizens(programme: Programme, text: string): boolean {
  const keyword = readKeyword(programme, text);
  if (keyword === null || keyword.isSlip) return false;
  const isLanguage = keyword.keyword === 'language' && readLanguage(programme, keyword.rest) !== null;
  return isLanguage || !/\p{L}/u.test(keyword.rest);
}

/** Of a report that is not hers the words stay a citizen's: nothing tells that there is one. */
async function askForVerb(reading: DeskReading, reference: string): Promise<Answered> {
  const report = await find(reading, reference);
  if (!report) return 'not_hers';
  await tell(reading, ({ work }) => work.needsWord(reference), report.id);
  return 'answered';
}

async function sayHelp(reading: DeskReading): Promise<void> {
  await tell(reading, ({ work, programme }) => work.help(programme.ussdCode));
}

async function find({ tx, programme, official }: DeskReading, reference: string): Promise<DeskReport | undefined> {
  const visible = visibleGrievances(official.caller);
  return readDeskReport(tx.db, { visible, programmeId: programme.id, reference });
}
