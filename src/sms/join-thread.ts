import type { Sent } from '../db/read-messages.ts';
import type { Purpose } from '../db/schema.ts';
import { hasSealedSince, type OpenReport } from '../db/threads.ts';
import { citizenOn } from '../grievances/actor.ts';
import { addCitizenMessage } from '../grievances/add-message.ts';
import { saysSomething } from '../grievances/says-something.ts';
import type { NamedReport, ReportAsking } from './conversation.ts';
import { follow } from './follow-conversation.ts';
import { wordsOf } from './names-in-text.ts';
import type { Reading } from './reading.ts';
import { soundsSealed } from './sounds-sealed.ts';
import { mayAnswer } from './thanks.ts';
import { hasSealedLately, lastSaid, openReports, threadStart } from './thread.ts';
import { askWhich } from './thread-questions.ts';
import { isBareAnswer } from './yes-or-no.ts';

/** After these an answer is waited for: her words belong to that report. */
const ASKING: readonly Purpose[] = ['reply', 'asked', 'ask_outcome'];
/** After these it may be anything, and short. */
const WORDED: readonly (Purpose | null)[] = ['reply', 'asked'];
/** After this, for a while: she may not have said it all in one SMS. */
const GOING_ON: Purpose = 'joined';
const GOES_ON_MS = 3_600_000;

/** Most reports offered by number. */
const MOST_OFFERED = 3;

/**
 * Adds her words to the report they answer: the one an office wrote about last; else her only open one, where the last
 * that was said to her was about it, or she has filed it since; else, of several, the one she chooses. False: they are
 * about none of them. A problem that comes up weeks after is a new report, and so are words after a sealed one, and words
 * of a sealed matter that no office has asked for: those must not reach an office by a guess.
 */
export async function joinThread(reading: Reading): Promise<boolean> {
  const { tx, citizen, programme, text } = reading;
  const last = await lastSaid(reading);
  const open = await openReports(reading);
  const told = open.find(({ id }) => id === last?.grievance_id);
  if ((!told || !WORDED.includes(last?.purpose ?? null)) && soundsSealed(programme, wordsOf(text))) return false;
  // `12` may be the house that an office asked for.
  if (last && told && isAnswered(reading, last) && /[\p{L}\p{N}]/u.test(text)) {
    if (await hasSealedSince(tx.db, citizen.id, last.created_at)) return false;
    return (await hasSealedLately(reading, last.created_at)) ? whichOf(reading, [told, ...open]) : join(reading, told);
  }
  if (!saysSomething(text) || isBareAnswer(programme, text)) return false;
  const spokenOf = told ?? open.find((report) => isFiledSince(reading, report, last));
  if (!spokenOf || (await hasSealedSince(tx.db, citizen.id, threadStart(reading)))) return false;
  return open.length === 1 ? join(reading, spokenOf) : whichOf(reading, [spokenOf, ...open]);
}

/**
 * Keeps words of thanks that may be the answer to what an office has just written, for that office to read. She is not
 * answered: most often they are thanks.
 */
export async function keepThanks(reading: Reading): Promise<void> {
  const { deps, tx, text } = reading;
  const last = mayAnswer(text) ? await lastSaid(reading) : undefined;
  if (!last || !WORDED.includes(last.purpose) || (await hasSealedLately(reading, last.created_at))) return;
  const told = (await openReports(reading)).find(({ id }) => id === last.grievance_id);
  if (told) await addCitizenMessage(deps, tx, citizenOn('sms'), { id: told.id }, { text, isQuiet: true });
}

/** The report an office has written about since a moment, and waits for an answer. None where it may not be guessed. */
export async function askedSince(reading: Reading, since: Date): Promise<OpenReport | undefined> {
  const last = await lastSaid(reading, ASKING);
  if (!last || last.created_at <= since || (await hasSealedLately(reading, last.created_at))) return undefined;
  return (await openReports(reading)).find(({ id }) => id === last.grievance_id);
}

function isAnswered({ deps }: Reading, { purpose, created_at: at }: Sent): boolean {
  if (purpose === GOING_ON) return deps.now().getTime() - at.getTime() < GOES_ON_MS;
  return purpose !== null && ASKING.includes(purpose);
}

/** Its receipt is not written yet: this is the second half of what she had to say. */
function isFiledSince(reading: Reading, { filed_at: filedAt }: OpenReport, last: Sent | undefined): boolean {
  return filedAt > (last?.created_at ?? threadStart(reading));
}

/** Adds her words to a report. One that waits for her word on the outcome still does, and says so. */
async function join({ deps, tx, text }: Reading, { id, status }: OpenReport): Promise<true> {
  const asksOutcome = status === 'resolved';
  await addCitizenMessage(deps, tx, citizenOn('sms'), { id }, { text, asksOutcome });
  return true;
}

/** Adds her words to the report of an office, behind whose question another one is still open and put again after it. */
export async function joinAnswer({ deps, tx, text }: Reading, { id }: OpenReport): Promise<void> {
  await addCitizenMessage(deps, tx, citizenOn('sms'), { id }, { text });
}

/**
 * Asks which of her reports her words are about.
 *
 * @param draft the report she was being asked about: the new one
 */
export async function whichOf(
  reading: Reading,
  candidates: readonly OpenReport[],
  draft?: ReportAsking,
): Promise<true> {
  const { programme, text } = reading;
  const reports = [...new Set(candidates)].slice(0, MOST_OFFERED).map(
    ({ id, reference, category_id: categoryId }): NamedReport => ({
      id,
      reference,
      category: programme.byId.categories.get(categoryId)?.code ?? '',
    }),
  );
  await follow(reading, askWhich(programme, { text, reports, ...(draft ? { draft } : {}) }));
  return true;
}
