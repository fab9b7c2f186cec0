import { sql } from 'kysely';
import { countForums } from '../db/count-forums.ts';
import { type CountedVote, listCountedVotes } from '../db/list-counted-votes.ts';
import { listMeetingsHeld, type MeetingHeld } from '../db/list-meetings-held.ts';
import { listPromisesIn } from '../db/promises.ts';
import { FEWEST_COUNTED, type PublicPromise, toPublicPromise } from '../forums/read-promises.ts';
import { resultOf } from '../forums/vote-result.ts';
import type { Programme } from '../routing/programme.ts';
import { nameOf, number, type ReportContext, showAtLeast, showCount, showDate, text } from './context.ts';
import type { ReportSection, ReportTable } from './report.ts';

/** More meetings, votes or promises of a year are not printed one by one; they are counted all the same. */
const MOST_LISTED = 1_000;

/** Meetings that were held, what was promised there and whether it was kept, and votes that closed. */
export async function forums(context: ReportContext): Promise<ReportSection> {
  const { db, programme, from, until, now } = context;
  const { forums: words } = context.words;
  const all = await countForums(db, { programmeId: programme.id, from, to: until, now, fewest: FEWEST_COUNTED });
  const listed = [
    { of: all.meetings, table: meetingsTable(context, await readMeetings(context)) },
    { of: all.promises, table: promisesTable(context, await readPromised(context)) },
    { of: all.votes, table: votesTable(context, await readVotes(context)) },
  ];
  const count = (some: number) => showCount(context, some);
  const isAny = all.meetings + all.promises + all.votes > 0;
  return {
    heading: words.heading,
    words: isAny
      ? [
          words.counts(count(all.meetings), count(all.votes)),
          ...(all.promises === 0 ? [] : [words.promises(count(all.promises), count(all.kept), count(all.broken))]),
          words.about,
          ...listed.flatMap((one) => sayLeftOut(context, one)),
        ]
      : [words.none],
    tables: listed.map(({ table }) => table).filter(({ rows }) => rows.length > 0),
  };
}

/** That a table has not all it is of; nothing where it has. */
function sayLeftOut(context: ReportContext, { of, table }: { of: number; table: ReportTable }): string[] {
  const shown = table.rows.length;
  if (shown >= of) return [];
  return [context.words.forums.cut(table.caption, showCount(context, shown), showCount(context, of - shown))];
}

function meetingsTable(context: ReportContext, meetings: readonly MeetingHeld[]): ReportTable {
  const { columns, forums: words } = context.words;
  return {
    caption: words.meetings,
    columns: [
      text(columns.meeting),
      text(columns.area),
      text(columns.day),
      number(columns.came),
      number(columns.promises),
    ],
    rows: meetings.map((meeting) => [
      nameOf(context, meeting.names),
      placeOf(context, meeting.area_id),
      showDate(context, meeting.starts_at),
      showAtLeast(context, meeting.came),
      showCount(context, meeting.promises),
    ]),
  };
}

function promisesTable(context: ReportContext, promises: readonly PublicPromise[]): ReportTable {
  const { columns, forums: words } = context.words;
  return {
    caption: words.promised,
    columns: [text(columns.promise), text(columns.office), text(columns.due), text(columns.outcome)],
    rows: promises.map(({ names, office, dueOn, result }) => [
      nameOf(context, names),
      office === undefined ? '' : nameOf(context, office.names),
      showDate(context, dueOn),
      words.results[result],
    ]),
  };
}

function votesTable(context: ReportContext, votes: readonly CountedVote[]): ReportTable {
  const { columns, forums: words } = context.words;
  return {
    caption: words.votes,
    columns: [text(columns.vote), text(columns.area), text(columns.day), number(columns.votes), text(columns.chosen)],
    rows: votes.map((vote) => {
      const { turnout, proposals, winners } = resultOf(
        vote.proposals.map(({ votes: given, ...proposal }) => ({ ...proposal, votes: given ?? 0 })),
      );
      const chosen = proposals.filter((proposal) => winners.includes(proposal.number));
      return [
        nameOf(context, vote.names),
        placeOf(context, vote.area_id),
        showDate(context, vote.closes_at),
        showAtLeast(context, turnout ?? 0),
        chosen.map(({ names, votes: given }) => `${nameOf(context, names)} (${showCount(context, given)})`).join(', '),
      ];
    }),
  };
}

async function readMeetings(context: ReportContext): Promise<MeetingHeld[]> {
  const { db, programme, from, until } = context;
  const wanted = { programmeId: programme.id, areaIds: allAreas(programme), from, to: until, onlyHeld: true };
  return (await listMeetingsHeld(db, { ...wanted, after: null, limit: MOST_LISTED })).reverse();
}

async function readPromised(context: ReportContext): Promise<PublicPromise[]> {
  const { db, programme, from, until, now } = context;
  const where = [
    sql<boolean>`meetings.starts_at >= ${from}`,
    sql<boolean>`meetings.starts_at < ${until}`,
    sql<boolean>`meetings.retired_at is null`,
  ];
  const wanted = { programmeId: programme.id, areaIds: allAreas(programme), limit: MOST_LISTED, where };
  const rows = await listPromisesIn(db, wanted);
  return rows.map((row) => toPublicPromise(programme, row, now)).reverse();
}

async function readVotes({ db, programme, from, until }: ReportContext): Promise<CountedVote[]> {
  const wanted = { programmeId: programme.id, areaIds: allAreas(programme), now: until, after: null };
  const rows = await listCountedVotes(db, { ...wanted, closed: { from, to: until }, limit: MOST_LISTED });
  return rows.reverse();
}

function allAreas({ byId }: Programme): string[] {
  return [...byId.areas.keys()];
}

function placeOf(context: ReportContext, areaId: string): string {
  return nameOf(context, (context.programme.byId.areas.get(areaId) ?? context.programme.root).names);
}
