import type { Atom, Grid, Slot } from './figure-network.ts';

/** What is told and what is listed, by the figures of the network. */
interface Sight {
  readonly slots: readonly Slot[];
  readonly isHidden: readonly boolean[];
}

/**
 * Offices that are not told of although they had enough: who knows which office is responsible for what takes away from theirs the
 * figures of its areas and categories that are told, and fewer than `fewest` would be left.
 */
export function thinOffices(sight: Sight, atoms: readonly Atom[], fewest: number): ReadonlySet<string> {
  const told = toldFigures(sight);
  const left = new Map<string, number>();
  for (const { officeId, areaId, categoryId, received } of atoms) {
    if (officeId === null || told.has(areaKey(areaId, categoryId))) continue;
    left.set(officeId, (left.get(officeId) ?? 0) + received);
  }
  return new Set([...left].filter(([, rest]) => rest < fewest).map(([officeId]) => officeId));
}

/**
 * Lists (`alikeKey`) that give way so that offices may be told of: with them, too, she would take away so much that fewer than `fewest` were
 * left of one. What is left of another grows by it, from nothing perhaps, so it is looked at again.
 */
export function tellingLists(grid: Grid, sight: Sight, atoms: readonly Atom[], fewest: number): ReadonlySet<string> {
  const told = toldFigures(sight);
  const partOf = partsOf(grid.areas);
  const byOffice = new Map<string, { key: string; received: number }[]>();
  for (const { officeId, areaId, categoryId, kindId, received } of atoms) {
    if (officeId === null || told.has(areaKey(areaId, categoryId))) continue;
    const own = byOffice.get(officeId) ?? [];
    own.push({ key: alikeKey(partOf.get(areaId) ?? areaId, kindId), received });
    byOffice.set(officeId, own);
  }
  const telling = new Set<string>();
  for (let before = -1; before < telling.size; ) {
    before = telling.size;
    for (const own of byOffice.values()) {
      const isListed = ({ key }: { key: string }) => told.has(key) && !telling.has(key);
      const left = own.reduce((sum, one) => (isListed(one) ? sum : sum + one.received), 0);
      const all = own.reduce((sum, { received }) => sum + received, 0);
      if (left > 0 && left < fewest && all >= fewest) for (const one of own.filter(isListed)) telling.add(one.key);
    }
  }
  return telling;
}

/** The name of reports that look alike, where each is listed. */
export function alikeKey(areaId: string, kindId: string | null): string {
  return `${areaId} alike ${kindId}`;
}

function areaKey(areaId: string, categoryId: string | null): string {
  return `${areaId} ${categoryId}`;
}

function toldFigures({ slots, isHidden }: Sight): ReadonlySet<string> {
  const told = new Set<string>();
  slots.forEach(({ subject }, index) => {
    if (isHidden[index]) return;
    if (subject.kind === 'area') told.add(areaKey(subject.areaId, subject.categoryId));
    if (subject.kind === 'alike') told.add(alikeKey(subject.areaId, subject.kindId));
  });
  return told;
}

/** By area, the part of the whole that it is or lies in. */
function partsOf(areas: Grid['areas']): ReadonlyMap<string, string> {
  const whole = areas.find(({ parentId }) => parentId === null)?.id;
  const parts = new Map<string, string>();
  // Each stands after the one it lies in.
  for (const { id, parentId } of areas) {
    if (parentId === null) continue;
    parts.set(id, parentId === whole ? id : (parts.get(parentId) ?? id));
  }
  return parts;
}
