import type { ChainReport, NamedBreak } from '../audit/verify-chain.ts';
import { showReference } from '../grievances/reference.ts';

/** A checked chain, and how long that took. */
export type CheckedChain = ChainReport & { readonly seconds: number };

/** A checked chain as `audit verify --json` prints it; times in seconds. */
export function chainToJson(chain: CheckedChain, now: Date): object {
  const { programme, isWhole, links, head, unlinked, faults, breaks, backdated, seconds } = chain;
  return {
    programme,
    ok: isWhole,
    links,
    head,
    unlinked: { events: unlinked.events, oldest_seconds: ageOf(unlinked.oldestAt, now) },
    seconds: Number(seconds.toFixed(3)),
    links_per_second: Math.round(links / seconds),
    faults,
    breaks,
    backdated,
  };
}

/** The same for a person at a terminal. */
export function formatChain(chain: CheckedChain, now: Date): string {
  const { programme, isWhole, links, head, unlinked, faults, breaks, backdated, seconds } = chain;
  const rate = `${seconds.toFixed(1)} s, ${Math.round(links / seconds)} links/s`;
  const age = ageOf(unlinked.oldestAt, now);
  const more = faults - breaks.length;
  return [
    `${isWhole ? 'ok  ' : 'FAIL'}  ${programme}  ${links} linked events (${rate})`,
    ...(head ? [`      last link ${head.seq}  ${head.hash}`] : []),
    `      not linked yet: ${unlinked.events}${age === null ? '' : `, the oldest for ${age} s`}`,
    ...breaks.map((each) => `      ${formatBreak(each)}`),
    ...(isWhole || more <= 0 ? [] : [`      places that do not hold: ${faults}`]),
    ...backdated.map((each) => `      look at: ${formatBreak(each)}`),
  ].join('\n');
}

function formatBreak({ kind, seq, events, detail }: NamedBreak): string {
  const about = events.map(({ id, reference }) => {
    const report = reference === null ? 'report not known' : `report ${showReference(reference)}`;
    return `event ${id} (${report})`;
  });
  const place = seq === null ? [] : [`link ${seq}`];
  return `${kind}  ${[...place, ...about].join(', ')}: ${detail}`;
}

function ageOf(at: Date | null, now: Date): number | null {
  return at === null ? null : Math.max(0, Math.round((now.getTime() - at.getTime()) / 1000));
}
