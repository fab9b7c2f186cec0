import type { Places } from '../src/routing/find-area.ts';
import type { Area } from '../src/routing/programme.ts';

/** Something that a person may type, and the area she means by it; null: none. */
export interface Typed {
  readonly kind: 'name' | 'beginning' | 'slip' | 'level' | 'none';
  readonly text: string;
  readonly means: Area | null;
}

/** Places of a country that are taken, spread evenly over its smallest ones. */
const SAMPLE = 100;

/** Texts that look like a long report or fit very many names. */
const HARD = ['the pump in the market is broken again since Monday', 'ba', 'mo', 'xyzxyz', '12', 'বা'];

/**
 * What people type for every so many-th of the smallest places: its names in each script, their beginnings, and each name
 * with one slip of the thumb: a letter left out, doubled, wrong, or changed with its neighbour. The same each time.
 */
export function typedNames({ areas }: Places): Typed[] {
  const leaves = [...areas.values()].filter(({ children }) => children.length === 0);
  const step = Math.ceil(leaves.length / SAMPLE);
  const taken = leaves.filter((_leaf, at) => at % step === 0);
  return [
    ...taken.flatMap((area) => Object.values(area.names).flatMap((name) => typedFor(area, name))),
    ...HARD.map((text): Typed => ({ kind: 'none', text, means: null })),
  ];
}

function typedFor(area: Area, name: string): Typed[] {
  const letters = Array.from(name);
  const middle = Math.floor(letters.length / 2);
  const [before, letter = '', next = ''] = [letters.slice(0, middle).join(''), letters[middle], letters[middle + 1]];
  const after = letters.slice(middle + 2).join('');
  const slips = [
    `${before}${next}${after}`,
    `${before}${letter}${letter}${next}${after}`,
    `${before}${letters[0]?.toLowerCase()}${next}${after}`,
    `${before}${next}${letter}${after}`,
  ];
  return [
    { kind: 'name', text: name, means: area },
    { kind: 'beginning', text: letters.slice(0, 3).join(''), means: area },
    { kind: 'level', text: `${name} ${area.level}`, means: area },
    { kind: 'level', text: `${area.level} of ${slips[0]}`, means: area },
    ...slips.map((text): Typed => ({ kind: 'slip', text, means: area })),
  ];
}
