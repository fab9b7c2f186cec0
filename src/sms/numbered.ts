import { toDigits } from '../encoding.ts';

/** Most entries of a numbered list. A ninth of the longest names would make the list in Bangla one SMS dearer. */
export const MOST_OPTIONS = 8;

/** A list to be answered by number. */
export function numbered(labels: readonly string[]): string {
  return labels.map((label, index) => `${index + 1} ${label}`).join('\n');
}

/** The entry that a number alone stands for, in digits of any script; undefined for everything else. */
export function optionAt<T>(options: readonly T[], text: string): T | undefined {
  const digits = toDigits(text.trim()).replace(/[.)]$/, '');
  return /^\d{1,2}$/.test(digits) ? options[Number(digits) - 1] : undefined;
}
