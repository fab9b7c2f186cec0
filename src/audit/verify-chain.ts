import type { Kysely } from 'kysely';
import {
  checkStretch,
  type LinkFault,
  listLostEvents,
  listStrayEvents,
  readExtent,
  readLinkHash,
  readLinks,
  readReferences,
  type Stretch,
} from '../db/check-links.ts';
import { countUnlinked, type Head, readHead } from '../db/event-links.ts';
import type { Database } from '../db/schema.ts';
import { type BreakKind, type ChainBreak, nameBreaks } from './name-breaks.ts';

/** Checked with one statement: some hundreds of milliseconds. */
const STRETCH = 20_000;
/** Sound links read on each side of what is broken, to see how it goes on. */
const AROUND = 20;
/** Read together to say what was done to them: naming compares each with each. */
const MOST_TOGETHER = 300;
/** Named one by one; of more, the number. */
const MOST_NAMED = 100;

/** A break or a strange thing, with the references of the reports it is about, as far as they are known. */
export interface NamedBreak {
  readonly kind: BreakKind | 'backdated';
  readonly seq: number | null;
  readonly events: readonly { id: string; reference: string | null }[];
  readonly detail: string;
}

/** What became of one programme's chain. */
export interface ChainReport {
  readonly programme: string;
  readonly isWhole: boolean;
  /** Links looked at. */
  readonly links: number;
  readonly head: { seq: number; hash: string } | null;
  readonly unlinked: { events: number; oldestAt: Date | null };
  /** At most a hundred; `faults` counts all that are wrong on the face of it. */
  readonly breaks: readonly NamedBreak[];
  readonly faults: number;
  /** Events that bear a time more than an hour before one linked earlier: no break, but worth a look. */
  readonly backdated: readonly NamedBreak[];
}

/**
 * Recomputes a programme's whole chain from the events as they are now and says where it does not hold. Reads one state
 * of the database throughout, so what is linked meanwhile does no harm. Needs a connection without a limit of time.
 *
 * @param published an end of this chain made known before: the chain must still go through it
 */
export async function verifyChain(
  db: Kysely<Database>,
  programme: { id: string; name: string },
  published: Head | null = null,
): Promise<ChainReport> {
  const inOneState = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
  return inOneState.execute(async (tx) => {
    const extent = await readExtent(tx, programme.id);
    const found = await checkAll(tx, programme.id, extent);
    const broken = found.filter(({ isBroken }) => isBroken);
    const named = await nameAll(tx, programme.id, broken, extent?.first ?? 1);
    const outside = [
      ...(await findUnlinked(tx, programme.id)),
      ...(await findMissingHead(tx, programme.id, published)),
    ];
    const backdated = found
      .filter(({ isBackdated }) => isBackdated)
      .slice(0, MOST_NAMED)
      .map(toBackdated);
    const head = await readHead(tx, programme.id);
    const waiting = (await countUnlinked(tx)).find(({ programmeId }) => programmeId === programme.id);
    return {
      programme: programme.name,
      isWhole: broken.length + outside.length === 0,
      links: extent?.links ?? 0,
      head: head ? { seq: head.seq, hash: head.hash.toString('hex') } : null,
      unlinked: { events: waiting?.events ?? 0, oldestAt: waiting?.oldestAt ?? null },
      breaks: await addReferences(tx, [...named, ...outside].slice(0, MOST_NAMED)),
      faults: broken.length + outside.length,
      backdated: await addReferences(tx, backdated),
    };
  });
}

type Extent = Awaited<ReturnType<typeof readExtent>>;

async function checkAll(db: Kysely<Database>, programmeId: string, extent: Extent): Promise<LinkFault[]> {
  const found: LinkFault[] = [];
  let at: Pick<Stretch, 'after' | 'latestAt'> | null = extent && { after: extent.first - 1, latestAt: null };
  while (at) {
    const { faults, next }: Awaited<ReturnType<typeof checkStretch>> = await checkStretch(db, {
      programmeId,
      limit: STRETCH,
      ...at,
    });
    found.push(...faults);
    at = next;
  }
  return found;
}

/** Reads what is broken together with what is around it, and names it. */
async function nameAll(
  db: Kysely<Database>,
  programmeId: string,
  broken: readonly LinkFault[],
  first: number,
): Promise<ChainBreak[]> {
  const named: ChainBreak[] = [];
  for (const { from, to } of gather(broken.map(({ seq }) => seq))) {
    if (named.length >= MOST_NAMED) break;
    const links = await readLinks(db, programmeId, { from, to });
    named.push(...nameBreaks(links, from <= first));
  }
  return named;
}

/** Stretches around numbers, in order; those that touch are one, up to a length. */
function gather(seqs: readonly number[]): { from: number; to: number }[] {
  const stretches: { from: number; to: number }[] = [];
  for (const seq of seqs) {
    const last = stretches.at(-1);
    const isNear = last && seq - AROUND <= last.to + 1 && seq + AROUND - last.from < MOST_TOGETHER;
    if (isNear) last.to = seq + AROUND;
    else stretches.push({ from: Math.max(seq - AROUND, (last?.to ?? seq - AROUND - 1) + 1), to: seq + AROUND });
  }
  return stretches;
}

async function findUnlinked(db: Kysely<Database>, programmeId: string): Promise<ChainBreak[]> {
  const stray = await listStrayEvents(db, programmeId, MOST_NAMED);
  const lost = await listLostEvents(db, programmeId, MOST_NAMED);
  const ofNoLink = (kind: BreakKind, id: string, detail: string) => ({ kind, seq: null, eventIds: [id], detail });
  return [
    ...stray.map((id) => ofNoLink('event_unlinked', id, 'it was written past the gateway, or its link is gone')),
    ...lost.map((id) => ofNoLink('event_removed', id, 'it was written down, and was gone before it was linked')),
  ];
}

async function findMissingHead(
  db: Kysely<Database>,
  programmeId: string,
  published: Head | null,
): Promise<ChainBreak[]> {
  if (!published) return [];
  const hash = await readLinkHash(db, programmeId, published.seq);
  if (hash?.equals(published.hash)) return [];
  const what = hash ? 'link has another hash than the one made known' : 'link made known is gone';
  const detail = `the ${what}: the chain was rewritten from here or before`;
  return [{ kind: 'head_missing', seq: published.seq, eventIds: [], detail }];
}

function toBackdated({ seq, eventId }: LinkFault) {
  return {
    kind: 'backdated' as const,
    seq,
    eventIds: [eventId],
    detail: 'an event linked before it bears a later time',
  };
}

async function addReferences(
  db: Kysely<Database>,
  breaks: readonly (Pick<NamedBreak, 'kind' | 'seq' | 'detail'> & { eventIds: readonly string[] })[],
): Promise<NamedBreak[]> {
  const references = await readReferences(
    db,
    breaks.flatMap(({ eventIds }) => eventIds),
  );
  return breaks.map(({ eventIds, ...rest }) => ({
    ...rest,
    events: eventIds.map((id) => ({ id, reference: references.get(id) ?? null })),
  }));
}
