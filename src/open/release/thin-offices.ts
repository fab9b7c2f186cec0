import type { Atom, Grid, Slot } from './figure-network.ts';

/** What is told and what is listed, by the figures of the network. */
interface Sight {
  readonly slots: readonly Slot[];
  readonly isHidden: readonly boolean[];
}

/** Reports of an office that share a place, a category and a kind, with the told figures together with which they can be taken away from its own. */
interface Piece {
  readonly received: number;
  /** Where each of them may be listed (`alikeKey`). */
  readonly listKey: string;
  /** In a told figure of a place, all categories together, of which everything is the office's. */
  readonly isInPlace: boolean;
  /** In a told figure of a category, right here or in a place around, of which everything is the office's. */
  readonly isInCategory: boolean;
  /** In the told figure of right here and its category, whoever else has a part in that. */
  readonly isHere: boolean;
}

/**
 * Offices that are not told of although they had enough: who knows which office is responsible for what takes away from theirs the
 * figures of its areas and categories that are told, and fewer than `fewest` would be left.
 */
export function thinOffices(grid: Grid, sight: Sight, atoms: readonly Atom[], fewest: number): ReadonlySet<string> {
  const byOffice = piecesOf(grid, toldFigures(sight), atoms);
  return new Set([...byOffice].filter(([, pieces]) => isThin(pieces, fewest)).map(([officeId]) => officeId));
}

/**
 * Lists (`alikeKey`) that give way so that offices may be told of: with them, too, she would take away so much that fewer than `fewest` were
 * left of one. What is left of another grows by it, from nothing perhaps, so it is looked at again.
 */
export function tellingLists(grid: Grid, sight: Sight, atoms: readonly Atom[], fewest: number): ReadonlySet<string> {
  const told = toldFigures(sight);
  // An office that is not told of gives nothing away, nor one whose figure is the sum of others that are told anyway.
  const open = [...piecesOf(grid, told, atoms).values()].filter(
    (pieces) => sumOf(pieces) >= fewest && !isThin(pieces, fewest) && !isSumOfTold(pieces),
  );
  const telling = new Set<string>();
  for (let before = -1; before < telling.size; ) {
    before = telling.size;
    for (const pieces of open) {
      const isListed = ({ listKey }: Piece) => told.has(listKey) && !telling.has(listKey);
      const byLists = leftOf(pieces, isListed);
      const byOwn = leftOf(pieces, (one) => isListed(one) || isOwn(one));
      const byAll = leftOf(pieces, (one) => isListed(one) || isOwn(one) || one.isHere);
      const isFew = [byLists, byOwn, byAll].some((left) => left > 0 && left < fewest);
      // Lists and figures overlap: together they leave nothing, some of them may leave a few.
      if (!isFew && (byOwn > 0 || byLists === 0)) continue;
      for (const one of pieces.filter(isListed)) telling.add(one.listKey);
    }
  }
  return telling;
}

/** Figures of places and of categories overlap: where it takes both to leave nothing, some of them may leave a few. */
function isThin(pieces: readonly Piece[], fewest: number): boolean {
  const byOwn = leftOf(pieces, isOwn);
  const byAll = leftOf(pieces, (one) => isOwn(one) || one.isHere);
  if ([byOwn, byAll].some((left) => left > 0 && left < fewest)) return true;
  return byOwn === 0 && !isSumOfTold(pieces);
}

/** Of all places, or of all categories in places, the widest told figures have nothing in common: an office's is known from them already. */
function isSumOfTold(pieces: readonly Piece[]): boolean {
  return pieces.every(({ isInPlace }) => isInPlace) || pieces.every(({ isInCategory }) => isInCategory);
}

function isOwn({ isInPlace, isInCategory }: Piece): boolean {
  return isInPlace || isInCategory;
}

function leftOf(pieces: readonly Piece[], isTaken: (piece: Piece) => boolean): number {
  return sumOf(pieces.filter((one) => !isTaken(one)));
}

function sumOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { received }) => sum + received, 0);
}

function piecesOf(
  grid: Grid,
  told: ReadonlySet<string>,
  atoms: readonly Atom[],
): ReadonlyMap<string, readonly Piece[]> {
  const partOf = partsOf(grid.areas);
  const linesOf = linesUp(grid.areas);
  const owners = ownersOf(told, linesOf, atoms);
  const byOffice = new Map<string, Piece[]>();
  for (const { officeId, areaId, categoryId, kindId, received } of atoms) {
    if (officeId === null) continue;
    const isAlone = (category: string | null) =>
      (linesOf.get(areaId) ?? []).some((area) => owners.get(areaKey(area, category)) === officeId);
    const pieces = byOffice.get(officeId) ?? [];
    pieces.push({
      received,
      listKey: alikeKey(partOf.get(areaId) ?? areaId, kindId),
      isInPlace: isAlone(null),
      isInCategory: isAlone(categoryId),
      isHere: told.has(areaKey(areaId, categoryId)),
    });
    byOffice.set(officeId, pieces);
  }
  return byOffice;
}

/** By told figure, the office that has all of it; null: several have, or none has a part. */
function ownersOf(
  told: ReadonlySet<string>,
  linesOf: ReadonlyMap<string, readonly string[]>,
  atoms: readonly Atom[],
): ReadonlyMap<string, string | null> {
  const owners = new Map<string, string | null>();
  for (const { officeId, areaId, categoryId } of atoms) {
    for (const area of linesOf.get(areaId) ?? []) {
      for (const key of [areaKey(area, categoryId), areaKey(area, null)]) {
        if (!told.has(key)) continue;
        const owner = owners.get(key);
        owners.set(key, owner === undefined || owner === officeId ? officeId : null);
      }
    }
  }
  return owners;
}

/** By area, itself and every one around it. */
function linesUp(areas: Grid['areas']): ReadonlyMap<string, readonly string[]> {
  const lines = new Map<string, readonly string[]>();
  // Each stands after the one it lies in.
  for (const { id, parentId } of areas) lines.set(id, [id, ...(parentId === null ? [] : (lines.get(parentId) ?? []))]);
  return lines;
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
