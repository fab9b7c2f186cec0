import { z } from 'zod';
import { makeStorable } from '../../encoding.ts';

export const VIEWS = ['all', 'mine', 'unassigned', 'overdue', 'today', 'new', 'waiting', 'answered'] as const;
/** Which part of the inbox is shown. */
export type View = (typeof VIEWS)[number];

/** Longer than anybody types to find something. */
const LONGEST_SEARCH = 200;

/** A row's place, as the address holds it: its deadline in microseconds since 1970 or `n` for none, and its id. */
const place = z
  .string()
  .regex(/^(\d{1,17}|n)_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  .optional()
  .catch(undefined);
const code = z.string().min(1).max(LONGEST_SEARCH).optional().catch(undefined);

/** The address of an inbox. What cannot be read in it counts as not there. */
export const inboxQuery = z.object({
  view: z.enum(VIEWS).catch('all'),
  office: code,
  category: code,
  area: code,
  q: z
    .string()
    .catch('')
    .transform((typed) => makeStorable(typed).trim().slice(0, LONGEST_SEARCH)),
  /** `all`: also what has ended or is with another office, as far as she may see it. */
  scope: z.enum(['inbox', 'all']).catch('inbox'),
  after: place,
  before: place,
});
export type InboxQuery = z.output<typeof inboxQuery>;

/** What stands in an address only where it says something. */
const SILENT: Readonly<Partial<InboxQuery>> = { view: 'all', scope: 'inbox', q: '' };

/** The address of the same list with something changed. A changed list begins at its beginning unless a place is given. */
export function inboxHref(query: InboxQuery, change: Partial<InboxQuery>, path = '/console'): string {
  const { after: _after, before: _before, ...kept } = query;
  const wanted = Object.entries({ ...kept, ...change }).filter(
    ([name, value]) => value !== undefined && value !== SILENT[name as keyof InboxQuery],
  );
  const search = new URLSearchParams(wanted.map(([name, value]) => [name, String(value)])).toString();
  return search === '' ? path : `${path}?${search}`;
}
