import { cutToUnits, foldForAir, measure } from '../encoding.ts';

/** Of what a meeting is about, where it is, and what was promised: an SMS says two of them. Units on the air. */
export const LONGEST_LINE = 60;

/** Of a vote and its proposals: each stands whole behind its key, also in Bangla, whose screens hold 70 units. */
export const LONGEST_CHOICE = 40;

/** Whether a text goes over the air in so many units. */
export function fitsUnits(text: string, most: number): boolean {
  return measure(foldForAir(text)).units <= most;
}

/** A text as long as one may be, made of another one in the same letters. */
export function longestLike(text: string, most: number): string {
  const many = foldForAir(`${text} `).repeat(Math.ceil(most / Math.max(text.length, 1)));
  return cutToUnits(many, most).padEnd(most, 'x').slice(0, most);
}
