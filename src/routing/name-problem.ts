/**
 * What is wrong with a name that a phone will show, and how to mend it; null: nothing.
 *
 * @param limit the longest that fits, in UTF-16 units
 */
export function nameProblem(name: string, limit: number): string | null {
  if (name === '') return 'is empty; write the name in this language';
  if (/\p{Cc}/u.test(name)) return 'holds a line end or a control character; write it on one line';
  if (name.length > limit) return `has ${name.length} characters, at most ${limit} fit; shorten it`;
  return null;
}
