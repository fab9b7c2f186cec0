/** Fewer letters than this say nothing an office could act on. */
const FEWEST_LETTERS = 3;

/** Whether a text says something: letters of any script count, digits, marks and emoji do not. */
export function saysSomething(text: string): boolean {
  return (text.match(/[\p{L}\p{M}]/gu)?.length ?? 0) >= FEWEST_LETTERS;
}
