import { officialByPhone } from '../../accounts/official-by-phone.ts';
import { visibleGrievances } from '../../accounts/scope.ts';
import { ASKED_FOR_WORDS, findLastNaming, findWordless } from '../../db/desk-messages.ts';
import { type DeskReport, readDeskReport } from '../../db/desk-reports.ts';
import type { Message } from '../../db/schema.ts';
import type { Tx } from '../../db/transact.ts';
import type { Deps } from '../../deps.ts';
import { act, takesWords, type Verb } from '../../desk/act.ts';
import { showReference } from '../../grievances/reference.ts';
import { saysSomething } from '../../grievances/says-something.ts';
import type { Programme } from '../../routing/programme.ts';
import { readKeyword } from '../keywords.ts';
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
  readonly reason?: typeof ASKED_FOR_WORDS;
}

/**
 * Reads an SMS as the work of an official, where the phone is a registered one, and does what it says. Null: it is a citizen's,
 * an official's too where she writes as one; nothing was done, but that HELP has told her first what officials can send.
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
  if (order === null) {
    if (await finishOrder(reading)) return { accountId };
    if (readKeyword(programme, reading.text)?.keyword === 'help') await sayHelp(reading);
    return null;
  }
  const asks = await answer(reading, order);
  if (asks === 'not_hers') return null;
  return asks === 'asks_words' ? { accountId, reason: ASKED_FOR_WORDS } : { accountId };
}

type Answered = 'answered' | 'asks_words' | 'not_hers';

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
  if (!takesWords(verb) || /[\p{L}\p{N}]/u.test(text)) {
    await carryOut(reading, wanted);
    return 'answered';
  }
  const report = await find(reading, reference);
  if (!report) {
    await sayOutcome(reading, reference, { is: 'unknown' });
    return 'answered';
  }
  await tell(reading, ({ work }) => work.needsWords(showReference(reference), work.prompts[verb]), report.id);
  return 'asks_words';
}

async function carryOut(reading: DeskReading, { verb, reference, text }: Wanted): Promise<void> {
  const { deps, tx, official, message } = reading;
  const since = new Date(deps.now().getTime() - TOLD_MS);
  const named = { accountId: official.account.id, reference: showReference(reference), since };
  const seen = { id: (await findLastNaming(tx.db, named)) ?? message.id };
  const source = `sms-${message.id}`;
  const outcome = await act(deps, tx, official.caller, { verb, reference, text, source, seen });
  await sayOutcome(reading, reference, outcome);
}

/** The words that were missing in her SMS before this one. A citizen's keyword alone, or a bare number, is none. */
async function finishOrder(reading: DeskReading): Promise<boolean> {
  const { deps, tx, programme, official, message, text } = reading;
  const keyword = readKeyword(programme, text);
  if (!saysSomething(text) || (keyword !== null && !keyword.isSlip && keyword.rest === '')) return false;
  const since = new Date(deps.now().getTime() - WORDLESS_MS);
  const before = await findWordless(tx.db, message, { accountId: official.account.id, since });
  const order = before ? readOrder(programme, before.text) : null;
  if (order?.says !== 'order' || order.verb === 'read') return false;
  await carryOut(reading, { verb: order.verb, reference: order.reference, text });
  return true;
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
