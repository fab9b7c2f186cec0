/** Longer than any address of ours. */
const LONGEST = 1_000;

/**
 * A page of the monitor as it is kept: path and query, without what is no part of the view (language, files). Null: it is no page of
 * the monitor, so that nobody can be led elsewhere.
 */
export function readSavedPath(typed: string): string | null {
  if (typed.length > LONGEST || !/^\/monitor(?![a-z0-9_-])/.test(typed) || /[\\\s]/.test(typed)) return null;
  const base = 'http://monitor.invalid';
  const url = URL.canParse(typed, base) ? new URL(typed, base) : null;
  if (url === null || url.origin !== base || !/^\/monitor(\/[a-z-]+)*\/?$/.test(url.pathname)) return null;
  for (const name of ['lang', 'as', 'table', 'chart', 'of', 'done']) url.searchParams.delete(name);
  return `${url.pathname}${url.search}`;
}
