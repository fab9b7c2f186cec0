import { toDigits } from '../encoding.ts';

/** Most entries of a numbered list: an SMS of two or three parts. */
export const MOST_OPTIONS = 9;

/** A list to be answered by number. */
export function numbered(labels: readonly string[]): string {
  return labels.map((label, index) => `${index + 1} ${label}`).join('\n');
}

/** The entry that a number alone stands for, in digits of any script; undefined for everything else. */
export function optionAt<T>(options: readonly T[], text: string): T | undefined {
  const digits = toDigits(text.trim()).replace(/[.)]$/, '');
  return /^\d{1,2}$/.test(digits) ? options[Number(digits) - 1] : undefined;
}
