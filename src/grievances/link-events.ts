import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { NIL } from 'uuid';
import {
  forgetLinked,
  GENESIS,
  type Head,
  insertLinks,
  type Link,
  listUnlinked,
  lockChain,
  readHead,
  type UnlinkedEvent,
} from '../db/event-links.ts';
import type { Database } from '../db/schema.ts';
import type { Deps } from '../deps.ts';

/** Linked in one transaction, which takes some tens of milliseconds. */
const LINKED_AT_ONCE = 500;
/** After so many the next job goes on: a worker that is told to stop waits for this one. */
const MOST_BATCHES = 20;

/**
 * Links what a programme's history has gained since the last time: each event to the one linked before it. Links are made
 * behind the events, by one at a time, so that people who file at the same moment do not wait for each other. An event
 * waits in `unlinked_events` from the moment it is committed, so a late commit is late and never lost. Harmless when run
 * twice or by two workers at once: whoever comes second leaves it to the first.
 */
export async function linkEvents({ db, wake }: Pick<Deps, 'db' | 'wake'>, programmeId: string): Promise<void> {
  let after: string = NIL;
  for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
    const last = await db.transaction().execute((tx) => linkSome(tx, programmeId, after));
    if (last === null) return;
    after = last;
  }
  wake('link-events', programmeId);
}

/** Links some events after the event `after`. The last one of them; null: there are no more, or another is at it. */
async function linkSome(db: Kysely<Database>, programmeId: string, after: string): Promise<string | null> {
  if (!(await lockChain(db, programmeId))) return null;
  const waiting = await listUnlinked(db, programmeId, { after, limit: LINKED_AT_ONCE });
  const events = waiting.filter((event): event is UnlinkedEvent => event.dataHash !== null);
  if (events.length > 0) {
    const head = (await readHead(db, programmeId)) ?? { seq: 0, hash: GENESIS };
    await insertLinks(db, programmeId, chain(head, events));
  }
  if (events.length < waiting.length) await forgetLinked(db, programmeId);
  return waiting.length < LINKED_AT_ONCE ? null : (waiting.at(-1)?.eventId ?? null);
}

function chain(head: Head, events: readonly UnlinkedEvent[]): Link[] {
  let last = head;
  return events.map((event) => {
    const hash = createHash('sha256').update(last.hash).update(event.eventHash).digest();
    last = { seq: last.seq + 1, hash };
    return { ...event, ...last };
  });
}
