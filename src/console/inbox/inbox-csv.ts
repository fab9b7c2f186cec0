import { DateTime } from 'luxon';
import type { AccountCaller } from '../../accounts/caller.ts';
import { type InboxRow, listInbox } from '../../db/inbox.ts';
import type { Deps } from '../../deps.ts';
import { showReference } from '../../grievances/reference.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { type Language, nameIn } from '../../routing/programme.ts';
import { dueSentence } from '../parts/due-sentence.tsx';
import { dueStateOf } from '../parts/due-state.ts';
import { stateOf } from '../parts/state-tag.tsx';
import { toCsv } from '../parts/to-csv.ts';
import type { InboxQuery } from './inbox-query.ts';
import { categoryLabel } from './inbox-rows.tsx';
import { conditionsOf } from './read-inbox.ts';

/** More than anybody works through in a spreadsheet, and little enough to be held at once. */
const MOST_ROWS = 20_000;
/** As long as a report can be. */
const TEXT_LIMIT = 20_000;

/**
 * The list of an address as a spreadsheet reads it, in the order of the page; times are local. A cell that a spreadsheet would
 * calculate is quoted with an apostrophe. There are no phone numbers in it: they are not read.
 */
export async function inboxCsv(
  deps: Pick<Deps, 'db' | 'now'>,
  { caller, language, query }: { caller: AccountCaller; language: Language; query: InboxQuery },
): Promise<string> {
  const now = deps.now();
  const rows = await listInbox(deps.db, {
    where: conditionsOf(caller, query, now),
    from: null,
    direction: 'forward',
    limit: MOST_ROWS + 1,
    textLimit: TEXT_LIMIT,
  });
  const words = wordsOf(language).inbox;
  const toCells = cellsOf(caller, language, now);
  const lines = [Object.values(words.csv), ...rows.slice(0, MOST_ROWS).map(toCells)];
  if (rows.length > MOST_ROWS) lines.push([words.cut(MOST_ROWS)]);
  return toCsv(lines);
}

/** In the order of the words of `csv`. */
function cellsOf({ programme }: AccountCaller, language: Language, now: Date): (row: InboxRow) => string[] {
  const { timeZone } = programme.calendar;
  const { states, channels } = wordsOf(language).inbox;
  const name = (item: { readonly names: { readonly en: string } } | undefined) =>
    item ? nameIn(item.names, language) : '';
  const local = (at: Date | null) =>
    at === null ? '' : DateTime.fromJSDate(at, { zone: timeZone }).toFormat('yyyy-MM-dd HH:mm');
  return (row) => {
    const due = dueStateOf(programme, row, now);
    const state = stateOf(row, due);
    return [
      showReference(row.reference),
      dueSentence({ language, timeZone }, due),
      local(row.due_by),
      state === null ? '' : states[state],
      categoryLabel(programme, language, row.category_id),
      name(programme.byId.areas.get(row.area_id)),
      name(programme.byId.offices.get(row.office_id ?? '')),
      row.assignee ?? '',
      local(row.filed_at),
      channels[row.channel],
      row.language,
      String(row.joiners + 1),
      row.text,
    ];
  };
}
