import { z } from 'zod';
import type { Role } from '../../db/schema.ts';
import { inboxCsv } from '../inbox/inbox-csv.ts';
import { InboxPage } from '../inbox/inbox-page.tsx';
import { inboxQuery } from '../inbox/inbox-query.ts';
import { type Found, findReference, readCounts, readInbox } from '../inbox/read-inbox.ts';
import { accountRoute, type ConsoleRoute } from '../route.ts';

/** Where each role begins; null: with the inbox. */
export const HOMES: Readonly<Record<Role, string | null>> = {
  official: null,
  supervisor: null,
  admin: null,
  focal: '/console/sealed',
  triage: '/console/triage',
  observer: '/monitor',
};

const input = z.object({ query: inboxQuery });

/** Nothing was looked for by its reference. */
const WORDS: Found = { kind: 'words' };

/** The first page after signing in: the inbox, or what somebody has in its place. */
const showInbox = accountRoute({
  method: 'get',
  path: '/',
  needs: 'account',
  input,
  handle: async (deps, { caller, language }, { query }) => {
    const home = HOMES[caller.role];
    if (home !== null) return { redirect: home };
    const found = query.q === '' ? WORDS : await findReference(deps, caller, query.q);
    if (found.kind === 'report') return { redirect: `/console/reports/${found.reference}` };
    const read = await readInbox(deps, caller, query);
    // Of a reference that leads nowhere it is said why; what has the same digits among its words would only confuse.
    const inbox = found.kind === 'words' ? read : { ...read, rows: [], before: null, after: null };
    return { page: <InboxPage caller={caller} language={language} query={query} inbox={inbox} found={found} /> };
  },
});

/** The figures on top of the inbox, for the script that keeps them true. */
const showCounts = accountRoute({
  method: 'get',
  path: '/counts.json',
  needs: 'acknowledge',
  input,
  handle: async (deps, { caller }, { query }) => {
    const { overdue, today, new: fresh, waiting } = await readCounts(deps, caller, query);
    return { json: { overdue, today, new: fresh, waiting } };
  },
});

/** The list as a file for a spreadsheet. */
const saveInbox = accountRoute({
  method: 'get',
  path: '/inbox.csv',
  needs: 'acknowledge',
  input,
  handle: async (deps, { caller, language }, { query }) => ({
    file: {
      name: 'majibu-inbox.csv',
      type: 'text/csv; charset=utf-8',
      body: await inboxCsv(deps, { caller, language, query }),
    },
  }),
});

/** The office's inbox. */
export const INBOX_ROUTES: readonly ConsoleRoute[] = [showInbox, showCounts, saveInbox];
