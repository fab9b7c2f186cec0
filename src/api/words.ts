import { z } from 'zod';
import { countSegments, foldForAir, makeStorable } from '../encoding.ts';

/** The longest text an official may write, in UTF-16 code units. */
const LONGEST_ANSWER = 1_000;
/** Of one text, its heading not counted: more is a letter, and handsets and carriers begin to lose parts. */
const MOST_SEGMENTS = 6;

/** Words of a person: what PostgreSQL cannot store and the space around them are taken away; something must be left. */
export function longestWords(maxCharacters: number) {
  return z
    .string()
    .overwrite((text) => makeStorable(text).trim())
    .min(1)
    .max(maxCharacters);
}

/** Words that go out by SMS: no more than `MOST_SEGMENTS` of them, in whatever alphabet they are. */
export function smsWords() {
  return longestWords(LONGEST_ANSWER)
    .check((context) => {
      const segments = countSegments(foldForAir(context.value));
      if (segments <= MOST_SEGMENTS) return;
      const message = `Takes ${segments} SMS; at most ${MOST_SEGMENTS} go out as one. Write it shorter.`;
      context.issues.push({ code: 'custom', input: context.value, message });
    })
    .describe(`Goes out by SMS: at most ${MOST_SEGMENTS} of them, 918 plain or 402 other characters.`);
}
