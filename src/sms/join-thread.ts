import type { Sent } from '../db/read-messages.ts';
import type { Purpose } from '../db/schema.ts';
import { hasSealedSince, listOpenReports, type OpenReport } from '../db/threads.ts';
import { citizenOn } from '../grievances/actor.ts';
import { addCitizenMessage } from '../grievances/add-message.ts';
import { saysSomething } from '../grievances/says-something.ts';
import type { NamedReport } from './conversation.ts';
import { follow } from './follow-conversation.ts';
import type { Reading } from './reading.ts';
import { lastSaid, threadStart } from './thread.ts';
import { askWhich } from './thread-questions.ts';
import { isBareAnswer } from './yes-or-no.ts';

/** After these an answer is waited for: her words belong to that report. */
const ASKING: readonly Purpose[] = ['reply', 'ask_outcome'];
/** After this, for a while: she may not have said it all in one SMS. */
const GOING_ON: Purpose = 'joined';
const GOES_ON_MS = 3_600_000;

/** More open reports than anybody has. */
const MOST_READ = 20;
/** Most reports offered by number. */
const MOST_OFFERED = 3;

/**
 * Adds her words to the report they answer: the one an office wrote about last; else her only open one, where the last
 * that was said to her was about it, or she has filed it since; else, of several, the one she chooses. False: they are
 * about none of them. A problem that comes up weeks after is a new report, and so are words after a sealed one: those
 * must not reach an office by a guess.
 */
export async function joinThread(reading: Reading): Promise<boolean> {
  const { tx, citizen, programme, text } = reading;
  const last = await lastSaid(reading);
  const open = await listOpenReports(tx.db, citizen.id, MOST_READ);
  const told = open.find(({ id }) => id === last?.grievance_id);
  // `12` may be the house that an office asked for.
  if (last && told && isAnswered(reading, last) && /[\p{L}\p{N}]/u.test(text)) {
    return !(await hasSealedSince(tx.db, citizen.id, last.created_at)) && join(reading, told);
  }
  if (!saysSomething(text) || isBareAnswer(programme, text)) return false;
  const spokenOf = told ?? open.find((report) => isFiledSince(reading, report, last));
  if (!spokenOf || (await hasSealedSince(tx.db, citizen.id, threadStart(reading)))) return false;
  return open.length === 1 ? join(reading, spokenOf) : ask(reading, [spokenOf, ...open]);
}

/** Adds her words to the report an office has written about since a moment. False: none has, or it is finished. */
export async function answerOffice(reading: Reading, since: Date): Promise<boolean> {
  const { tx, citizen } = reading;
  const last = await lastSaid(reading, ASKING);
  if (!last || last.created_at <= since || (await hasSealedSince(tx.db, citizen.id, last.created_at))) return false;
  const open = await listOpenReports(tx.db, citizen.id, MOST_READ);
  const told = open.find(({ id }) => id === last.grievance_id);
  return told !== undefined && join(reading, told);
}

function isAnswered({ deps }: Reading, { purpose, created_at: at }: Sent): boolean {
  if (purpose === GOING_ON) return deps.now().getTime() - at.getTime() < GOES_ON_MS;
  return purpose !== null && ASKING.includes(purpose);
}

/** Its receipt is not written yet: this is the second half of what she had to say. */
function isFiledSince(reading: Reading, { filed_at: filedAt }: OpenReport, last: Sent | undefined): boolean {
  return filedAt > (last?.created_at ?? threadStart(reading));
}

async function join({ deps, tx, text }: Reading, { id }: OpenReport): Promise<true> {
  await addCitizenMessage(deps, tx, citizenOn('sms'), { id }, { text });
  return true;
}

async function ask(reading: Reading, candidates: readonly OpenReport[]): Promise<true> {
  const { programme, text } = reading;
  const reports = [...new Set(candidates)].slice(0, MOST_OFFERED).map(
    ({ id, reference, category_id: categoryId }): NamedReport => ({
      id,
      reference,
      category: programme.byId.categories.get(categoryId)?.code ?? '',
    }),
  );
  await follow(reading, askWhich(programme, { text, reports }));
  return true;
}
