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

/** After these an answer is waited for: her words belong to that report. */
export const ASKING: readonly Purpose[] = ['reply', 'ask_outcome', 'joined'];

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
  const { tx, citizen, text } = reading;
  if (!saysSomething(text)) return false;
  const last = await lastSaid(reading);
  const open = await listOpenReports(tx.db, citizen.id, MOST_READ);
  const told = open.find(({ id }) => id === last?.grievance_id);
  if (last && told && ASKING.some((purpose) => purpose === last.purpose)) {
    if (await hasSealedSince(tx.db, citizen.id, last.created_at)) return false;
    return join(reading, told);
  }
  const spokenOf = told ?? open.find((report) => isFiledSince(reading, report, last));
  if (!spokenOf || (await hasSealedSince(tx.db, citizen.id, threadStart(reading)))) return false;
  return open.length === 1 ? join(reading, spokenOf) : ask(reading, [spokenOf, ...open]);
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
