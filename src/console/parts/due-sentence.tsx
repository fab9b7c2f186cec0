import { DateTime } from 'luxon';
import type { VNode } from 'preact';
import { wordsOf } from '../../locales/console/index.ts';
import { localeOf, showMoment } from '../../locales/index.ts';
import type { Language } from '../../routing/programme.ts';
import type { DueState } from './due-state.ts';

/** In which language, and in which time zone moments are read. */
export interface Reader {
  readonly language: Language;
  readonly timeZone: string;
}

/** A deadline as a sentence: `2 working days late`, `Due today 17:00`, `Clock stopped`. Never a bare colour or time. */
export function dueSentence({ language, timeZone }: Reader, state: DueState): string {
  const { due } = wordsOf(language).inbox;
  const moment = (at: Date) => showMoment(localeOf(language), at, timeZone);
  const time = (at: Date) => DateTime.fromJSDate(at, { zone: timeZone }).toFormat('HH:mm');
  switch (state.kind) {
    case 'late':
      return due.late(state.days);
    case 'late_since':
      return due.lateSince(state.isToday ? time(state.at) : moment(state.at));
    case 'today':
      return due.today(time(state.at));
    case 'left':
      return due.left(state.days);
    case 'on':
      return due.on(moment(state.at));
    case 'stopped':
    case 'unconfirmed':
    case 'ended':
    case 'none':
      return due[state.kind];
  }
}

const LOOKS: Readonly<Partial<Record<DueState['kind'], string>>> = {
  late: 'due due--late',
  late_since: 'due due--late',
  today: 'due due--today',
};

/** The sentence of a deadline as lists show it: late in red with a triangle, today in brown. */
export function DueSentence({ state, ...reader }: Reader & { readonly state: DueState }): VNode {
  return <span class={LOOKS[state.kind] ?? 'due'}>{dueSentence(reader, state)}</span>;
}
