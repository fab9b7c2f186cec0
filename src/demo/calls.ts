import type { CallEnd } from '../db/call-ends.ts';
import type { Language } from '../routing/programme.ts';
import type { ScreenName } from '../ussd/screen.ts';
import { happens, pickWeighted, type Random } from './random.ts';
import type { World } from './world.ts';

/** Where calls are left that reported nothing, and how often; the rest of them is dropped. */
const LEFT_ON: Readonly<Partial<Record<ScreenName, number>>> = {
  language: 9,
  menu: 20,
  consent: 7,
  'about-data': 1,
  'report-category': 10,
  'report-subcategory': 6,
  'report-place': 17,
  'report-place-found': 4,
  'report-description': 14,
  'report-confirm': 3,
  'rate-place': 3,
  'rate-unit': 3,
  'rate-score': 2,
  'mine-list': 4,
  'info-place': 2,
};
/** Where calls end that had what they wanted. */
const FINISHED_ON: Readonly<Partial<Record<ScreenName, number>>> = {
  'report-joined': 2,
  'report-cancelled': 1,
  'groups-thanks': 4,
  'rate-end': 8,
  'rate-comment': 2,
  'mine-state': 16,
  'mine-done': 5,
  'info-figures': 3,
  'info-projects': 3,
  'info-meetings': 2,
};

/** Calls of a stretch of time, counted by day, screen, language and how they ended. */
export interface CallCounter {
  /** A report that was filed in a call, and the calls beside it that filed none. */
  count(at: Date, language: Language, random: Random): void;
  /** What was counted since the last time. */
  take(): (CallEnd & { calls: number })[];
}

/** Counts calls where nobody calls: for each report so many that were broken off, or wanted something else. */
export function createCallCounter({ programme, dayOf }: World): CallCounter {
  let counted = new Map<string, CallEnd & { calls: number }>();
  const add = (end: Omit<CallEnd, 'programme_id'>) => {
    const key = `${end.day} ${end.screen} ${end.language} ${end.how}`;
    const before = counted.get(key);
    counted.set(key, { ...end, programme_id: programme.id, calls: (before?.calls ?? 0) + 1 });
  };
  return {
    count: (at, language, random) => {
      const day = dayOf(at);
      add({ day, language, screen: happens(random, 0.8) ? 'report-receipt' : 'groups', how: 'finished' });
      // Second languages are broken off more often: their screens are longer.
      const isFirst = language === programme.languages[0];
      while (happens(random, isFirst ? 0.3 : 0.36)) {
        add({ day, language, screen: pickWeighted(random, LEFT_ON), how: 'dropped' });
      }
      while (happens(random, 0.28)) add({ day, language, screen: pickWeighted(random, FINISHED_ON), how: 'finished' });
    },
    take: () => {
      const taken = [...counted.values()];
      counted = new Map();
      return taken;
    },
  };
}
