import type { Speaking } from '../desk/words.ts';
import { deskOf } from '../locales/desk/index.ts';
import type { View } from './screen.ts';

/** What an official on the phone is told with, in the language of the call. */
export function speakingIn({ programme, voice, now }: Pick<View, 'programme' | 'voice' | 'now'>): Speaking {
  return { programme, voice, now, work: deskOf(voice.language).work };
}
