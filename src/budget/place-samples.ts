import type { Area, Programme } from '../routing/programme.ts';
import type { Draft } from '../ussd/screen.ts';
import type { Given } from './sample.ts';
import { longestFew, type Worst } from './worst.ts';

/** Every place that has parts: the list of each is a screen. */
export function placeSamples({ areas }: Programme, { area }: Worst): Given[] {
  const inner = [...areas.values()].filter(({ children }) => children.length > 0);
  return inner.map(({ code, parent }) => ({
    ...(parent === null ? { lastArea: area.code } : { cursor: code }),
    blame: { table: 'areas', code },
  }));
}

const MOST_FOUND = 8;
const MOST_TYPED = 20;

/** The longest names of places that can be found together. */
export function foundSamples({ areas }: Programme, { voice }: Worst): Given[] {
  const longest = longestFew<Area>(areas.values(), voice, MOST_FOUND);
  const typed = Array.from(longest[0] ? voice.name(longest[0].names) : '').slice(0, MOST_TYPED);
  const draft: Draft = { typed: typed.join(''), found: longest.map(({ code }) => code) };
  return [{ draft, ...(longest[0] ? { blame: { table: 'areas', code: longest[0].code } } : {}) }];
}
