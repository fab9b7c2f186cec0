import { createHash } from 'node:crypto';
import type { FoundLink } from '../db/check-links.ts';
import { GENESIS } from '../db/event-links.ts';

/** What was done to a history. `chain_broken`: one of two things was, and which cannot be told any more. */
export type BreakKind =
  | 'event_changed'
  | 'event_removed'
  | 'event_unlinked'
  | 'link_changed'
  | 'link_removed'
  | 'link_inserted'
  | 'links_reordered'
  | 'chain_broken'
  | 'head_missing';

/** One place where a chain does not hold. */
export interface ChainBreak {
  readonly kind: BreakKind;
  /** The link's number; null: no link is meant. */
  readonly seq: number | null;
  /** The events it is about. */
  readonly eventIds: readonly string[];
  /** What differs, in words. */
  readonly detail: string;
}

/** A link with its hashes as they must have been, where it can be told; or what stands in front of the first one. */
interface Node {
  readonly seq: number;
  readonly link: FoundLink | null;
  readonly eventHash: Buffer;
  readonly hash: Buffer;
}

const FRONT: Node = { seq: 0, link: null, eventHash: GENESIS, hash: GENESIS };

/**
 * Says what was done to a stretch of a chain, by the order of the links.
 *
 * @param links the first is taken as it is; the stretch should have some sound links before and behind what is broken
 * @param isStart nothing is linked before them: then the first is judged too
 */
export function nameBreaks(links: readonly FoundLink[], isStart: boolean): ChainBreak[] {
  const stored = links.map((link): Node => ({ seq: link.seq, link, eventHash: link.eventHash, hash: link.hash }));
  const { nodes, breaks } = correctHashes(isStart ? [FRONT, ...stored] : stored);
  const corrected = nodes.flatMap(({ link, eventHash }) => (link ? [{ ...link, eventHash }] : []));
  const found = [...breaks, ...corrected.flatMap((link) => nameEvent(link, corrected)), ...nameOrder(nodes)];
  return found.sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0));
}

function digest(before: Buffer, eventHash: Buffer): Buffer {
  return createHash('sha256').update(before).update(eventHash).digest();
}

function follows(node: Node, before: Node): boolean {
  return digest(before.hash, node.eventHash).equals(node.hash);
}

function fault(kind: BreakKind, nodes: readonly Pick<Node, 'seq' | 'link'>[], detail: string): ChainBreak {
  const eventIds = nodes.flatMap(({ link }) => (link ? [link.eventId] : []));
  return { kind, seq: nodes.at(-1)?.seq ?? null, eventIds, detail };
}

/** Finds links whose own hashes were altered: with the right ones the chain holds. */
function correctHashes(stored: readonly Node[]): { nodes: Node[]; breaks: ChainBreak[] } {
  const nodes: Node[] = [];
  const breaks: ChainBreak[] = [];
  for (const [index, node] of stored.entries()) {
    const right = rightHashes(nodes.at(-1), node, stored[index + 1]);
    if (right) breaks.push(fault('link_changed', [node], right.what));
    nodes.push({ ...node, ...right?.hashes });
  }
  return { nodes, breaks };
}

function rightHashes(before: Node | undefined, node: Node, next: Node | undefined) {
  if (!before || follows(node, before)) return null;
  const eventHash = node.link?.found?.wholeHash;
  if (eventHash && follows({ ...node, eventHash }, before)) {
    return { what: "the event's hash in its link", hashes: { eventHash } };
  }
  const hash = digest(before.hash, node.eventHash);
  return next && follows(next, { ...node, hash }) ? { what: 'the hash of its link', hashes: { hash } } : null;
}

/** Holds an event against its link. */
function nameEvent(link: FoundLink, all: readonly FoundLink[]): ChainBreak[] {
  const { found, seq } = link;
  const name = (kind: BreakKind, detail: string) => [fault(kind, [{ seq, link }], detail)];
  if (!found) return name('event_removed', 'its link is there, the event is gone');
  const hasWords = found.wordsHash.equals(link.dataHash);
  if (found.wholeHash.equals(link.eventHash)) {
    if (!hasWords) return name('link_changed', 'the hash of the words in its link');
    return found.grievanceId === link.grievanceId ? [] : name('link_changed', 'the report in its link');
  }
  const owner = all.find(({ eventHash }) => eventHash.equals(found.wholeHash));
  if (owner) return name('links_reordered', `this event belongs to link ${owner.seq}`);
  if (found.restHash.equals(link.eventHash)) return name('event_changed', 'its words or its source');
  const rest = 'who did what to which report, where or when';
  return name('event_changed', hasWords ? rest : `its words or its source, and ${rest}`);
}

/** Follows the hashes from link to link and says which are out of their place, too many or missing. */
function nameOrder(nodes: readonly Node[]): ChainBreak[] {
  const paths = findPaths(nodes, findParents(nodes));
  return paths.flatMap((path, index) => {
    const before = paths[index - 1]?.toSorted(bySeq).at(-1);
    return [
      ...(before ? nameGap(before, path.toSorted(bySeq)[0]) : []),
      ...nameMoved(path),
      ...nameBetween(path, nodes),
    ];
  });
}

function bySeq(a: Node, b: Node): number {
  return a.seq - b.seq;
}

/** By link, the one whose hash it continues. */
function findParents(nodes: readonly Node[]): Map<Node, Node> {
  const parents = new Map<Node, Node>();
  for (const [index, node] of nodes.entries()) {
    const before = nodes[index - 1];
    const parent = before && follows(node, before) ? before : nodes.find((other) => follows(node, other));
    if (parent && parent !== node) parents.set(node, parent);
  }
  return parents;
}

/**
 * Takes the longest run of links that continue each other, then the same among those before it and those behind it. What
 * stands between the links of a run and is no part of it is left out: it was put there.
 */
function findPaths(nodes: readonly Node[], parents: ReadonlyMap<Node, Node>): Node[][] {
  const path = longestPath(nodes, parents);
  const seqs = path.map(({ seq }) => seq);
  if (path.length === 0) return [];
  const before = nodes.filter(({ seq }) => seq < Math.min(...seqs));
  const behind = nodes.filter(({ seq }) => seq > Math.max(...seqs));
  return [...findPaths(before, parents), path, ...findPaths(behind, parents)];
}

/** In the order of their hashes. Of two as long, the later one. */
function longestPath(nodes: readonly Node[], parents: ReadonlyMap<Node, Node>): Node[] {
  const own = new Set(nodes);
  let longest: Node[] = [];
  for (const end of nodes) {
    const path: Node[] = [];
    for (let node: Node | undefined = end; node && own.has(node); node = parents.get(node)) path.push(node);
    if (path.length >= longest.length) longest = path.reverse();
  }
  return longest;
}

function nameGap(before: Node, behind: Node | undefined): ChainBreak[] {
  if (!behind) return [];
  if (behind.seq > before.seq + 1) {
    const missing =
      behind.seq - before.seq === 2 ? `link ${before.seq + 1} is` : `links ${before.seq + 1} to ${behind.seq - 1} are`;
    return [{ ...fault('link_removed', [behind], `${missing} gone`), seq: before.seq + 1, eventIds: [] }];
  }
  const what = `it does not follow from link ${before.seq}: one of the two was rewritten, or links between them are gone`;
  return [fault('chain_broken', [before, behind], what)];
}

/** Links that continue each other in another order than that of their numbers. */
function nameMoved(path: readonly Node[]): ChainBreak[] {
  const sorted = path.toSorted(bySeq);
  const moved = path.filter((node, index) => node !== sorted[index]);
  if (moved.length === 0) return [];
  return [fault('links_reordered', moved, `their order was ${moved.map(({ seq }) => seq).join(', ')}`)];
}

/** What stands between the links of a run: links that were put there, or numbers without a link. */
function nameBetween(path: readonly Node[], nodes: readonly Node[]): ChainBreak[] {
  const sorted = path.toSorted(bySeq);
  return sorted.slice(1).flatMap((node, index) => {
    const from = sorted[index]?.seq ?? node.seq;
    const between = nodes.filter(({ seq }) => seq > from && seq < node.seq);
    if (between.length > 0) {
      return between.map((one) => fault('link_inserted', [one], `link ${node.seq} follows from link ${from}`));
    }
    if (node.seq === from + 1) return [];
    return [fault('link_changed', [node], `its number: it follows from link ${from}, and no link is missing`)];
  });
}
