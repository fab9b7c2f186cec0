import type { Programme } from '../routing/programme.ts';

/** A programme in two or three words for a small screen: its folder's name, written as a name (`kenya-coast`: Kenya Coast). */
export function programmeLabel({ name }: Pick<Programme, 'name'>): string {
  return name
    .split('-')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join(' ');
}
