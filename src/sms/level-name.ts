import type { Voice } from '../grievances/texts.ts';
import type { Programme } from '../routing/programme.ts';

/** What people call the smallest places of the programme: ward, municipality, or "ward / union". */
export function levelName(programme: Programme, voice: Voice): string {
  const leaves = [...programme.areas.values()].filter(({ children }) => children.length === 0);
  const levels = new Set(leaves.map(({ level }) => level));
  const names = [...levels].map((level) => programme.levelNames.get(level)).filter((known) => known !== undefined);
  return names.map((known) => voice.name(known).toLowerCase()).join(' / ');
}
