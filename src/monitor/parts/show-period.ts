import { monitorWordsOf } from '../../locales/monitor/index.ts';
import type { Language } from '../../routing/programme.ts';
import { lastMonthOf, type Period } from '../scope/period.ts';
import { showMonth } from './show-month.ts';

/** A period as people say it: `Dec 2025 to Nov 2026`, or one month. */
export function showPeriod(language: Language, period: Period): string {
  const first = showMonth(language, period.from);
  return period.months === 1
    ? first
    : monitorWordsOf(language).frame.period(first, showMonth(language, lastMonthOf(period)));
}
