import type { Programme } from '../routing/programme.ts';
import { measureScreens } from './measure-screens.ts';
import { measureSms } from './measure-sms.ts';
import { worstOf } from './worst.ts';

/** A screen or an SMS that has no room for the names of a programme. */
export interface Misfit {
  readonly language: string;
  /** What the screen is called, or the template of the SMS. */
  readonly text: string;
  readonly channel: 'screen' | 'sms';
}

/** What does not fit in a programme as it is held ready: for changes that do not come from a folder. */
export function misfitsOf(programme: Programme): Misfit[] {
  return programme.languages.flatMap((language) => {
    const worst = worstOf(programme, language, { meetings: [], projects: [] });
    const screens = measureScreens(programme, worst).filter(({ problem }) => problem !== null);
    const sms = measureSms(programme, worst).filter(({ segments, declared }) => segments > declared);
    return [
      ...screens.map(({ screen }): Misfit => ({ language, text: screen, channel: 'screen' })),
      ...sms.map(({ template }): Misfit => ({ language, text: template, channel: 'sms' })),
    ];
  });
}
