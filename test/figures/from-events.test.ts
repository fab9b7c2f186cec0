import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { DateTime } from 'luxon';
import { NIL } from 'uuid';
import { readFigures } from '../../src/db/read-figures.ts';
import { countFigures } from '../../src/figures/count-figures.ts';
import { bucketOf, STATED_ERROR } from '../../src/figures/time-buckets.ts';
import { writeEvents } from '../../src/figures/write-events.ts';
import type { Programme } from '../../src/routing/programme.ts';
import { openPerson } from '../support/console.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { live } from './live.ts';

/** What an outsider has of a report: its history, as the chain holds it. */
interface Entry {
  readonly type: string;
  readonly at: Date;
  readonly office_id: string | null;
}

/** Whoever writes one of these answers the citizen; a question is no answer. */
const ANSWERS = new Set(['replied', 'resolved', 'rejected']);
/** After these the office of the entry owes the answer; going up the ladder is none of them, nor is a citizen's "no" or a reopening. */
const GIVEN = new Set(['routed', 'transferred', 'handed_back']);
const OUTCOMES: Readonly<Record<string, string | null>> = {
  confirmed: 'confirmed',
  disputed: 'disputed',
  closed_silent: 'silent',
  reopened: null,
};

/** A report read off its history alone. */
function readHistory(entries: readonly Entry[]) {
  const report = {
    filedAt: entries[0]?.at ?? new Date(0),
    answeredAt: null as Date | null,
    resolvedAt: null as Date | null,
    owing: null as string | null,
    holder: null as string | null,
    outcome: null as string | null,
    isEscalated: false,
    isRejected: false,
  };
  for (const { type, at, office_id: office } of entries) {
    if (type === 'filed') report.filedAt = at;
    if (ANSWERS.has(type)) report.answeredAt ??= at;
    if (type === 'resolved') report.resolvedAt = at;
    if (type === 'disputed' || type === 'reopened') report.resolvedAt = null;
    if (GIVEN.has(type) || office === null) report.owing = office;
    const outcome = OUTCOMES[type];
    if (outcome !== undefined) report.outcome = outcome;
    // A "no" opens it again one rung higher, where there is one.
    if (type === 'escalated' || (type === 'disputed' && office !== null && office !== report.holder))
      report.isEscalated = true;
    report.holder = office;
    if (type === 'rejected') report.isRejected = true;
    if (type === 'reopened') report.isRejected = false;
  }
  return report;
}

describe('figures read off the history alone', () => {
  let gateway: Gateway;
  let programme: Programme;
  beforeAll(async () => {
    gateway = await openGateway();
    const found = gateway.deps.programmes.byName('kenya-coast');
    if (!found) throw new Error('no programme');
    programme = found;
    await live(gateway, programme);
    await countFigures(gateway.deps, programme.id);
  }, 60_000);
  afterAll(() => gateway.close());

  async function histories() {
    const rows = await gateway.deps.db
      .selectFrom('grievance_events')
      .innerJoin('grievances', 'grievances.id', 'grievance_events.grievance_id')
      .select(['grievance_id', 'type', 'at', 'grievance_events.office_id'])
      .where('stream', '=', 'ordinary')
      .orderBy('grievance_events.id')
      .execute();
    const byReport = new Map<string, Entry[]>();
    for (const row of rows) byReport.set(row.grievance_id, [...(byReport.get(row.grievance_id) ?? []), row]);
    return [...byReport.values()].map(readHistory);
  }

  it('are the figures of the pages, by office and month', async () => {
    const expected = new Map<string, Record<string, number>>();
    for (const report of await histories()) {
      const month = DateTime.fromJSDate(report.filedAt, { zone: 'Africa/Nairobi' }).toFormat('yyyy-MM-01');
      const key = `${month} ${report.owing ?? NIL}`;
      const sum = expected.get(key) ?? {};
      expected.set(key, sum);
      const add = (name: string, isSo: boolean) => {
        sum[name] = (sum[name] ?? 0) + Number(isSo);
      };
      add('received', true);
      add('answered', report.answeredAt !== null);
      add('resolved', report.resolvedAt !== null);
      add('escalated', report.isEscalated);
      add('rejected', report.isRejected);
      for (const outcome of ['confirmed', 'disputed', 'silent']) add(outcome, report.outcome === outcome);
    }
    const rows = await readFigures(gateway.deps.db, {
      ...{ programmeId: programme.id, kind: 'office', from: '2000-01-01', to: '2100-01-01' },
      ...{ withAbout: true, byMonth: true },
    });
    const shown = rows.map(({ month, officeId, received, answered, resolved, escalated, rejected, ...row }) => [
      `${month} ${officeId}`,
      { received, answered, resolved, escalated, rejected, ...outcomesOf(row) },
    ]);
    expect(new Map(shown as [string, Record<string, number>][])).toEqual(expected);
    expect(expected.size).toBeGreaterThan(3);
  });

  it('are what the script for outsiders counts from a file of what happened', async () => {
    const [from, to] = ['2026-11', gateway.deps.now().toISOString().slice(0, 7)];
    const written = await recount(gateway, programme, { from, to });
    const rows = await readFigures(gateway.deps.db, {
      ...{ programmeId: programme.id, kind: 'office', from: `${from}-01`, to: '2100-01-01' },
      withAbout: true,
    });
    const columns = [
      'received',
      'answered',
      'resolved',
      'rejected',
      'escalated',
      'confirmed',
      'disputed',
      'silent',
    ] as const;
    const codeOf = (id: string) => programme.byId.offices.get(id)?.code ?? '';
    const kept = rows.map((row) => [codeOf(row.officeId), columns.map((name) => row[name])] as const);
    const counted = [...written].map(([code, row]) => [code, columns.map((name) => Number(row[name]))] as const);
    expect(new Map(counted)).toEqual(new Map(kept));
    const observer = await openPerson(gateway, { programme: 'kenya-coast', role: 'observer' });
    const query = `from=${from}&to=${to}&times=calendar`;
    const table = async (name: string): Promise<Record<string, string>[]> => {
      const { text } = await observer.get(`/monitor?as=csv&table=${name}&${query}`).expect(200);
      return parse(text, { columns: true, bom: true });
    };
    const ranked = await table('offices');
    const shown = [...ranked, ...(await table('unranked'))];
    expect(ranked.length).toBeGreaterThan(0);
    expect(shown.length).toBe([...written.keys()].filter((code) => code !== '').length);
    for (const row of shown) {
      const office = [...programme.byId.offices.values()].find(({ names }) => names.en === row.Office);
      const counted = written.get(office?.code ?? '');
      expect([row.Office, row.Reports, row.Answered]).toEqual([row.Office, counted?.received, counted?.answered]);
      if (row.Days === undefined) continue;
      const exact = Number(counted?.median_days);
      expect(Math.abs(Number(row.Days) - exact)).toBeLessThanOrEqual(exact * STATED_ERROR + 0.06);
    }
  });

  it('are the times of the pages too', async () => {
    const expected = new Map<number, number>();
    for (const { filedAt, answeredAt } of await histories()) {
      if (answeredAt === null) continue;
      const bucket = bucketOf((answeredAt.getTime() - filedAt.getTime()) / 60_000);
      expected.set(bucket, (expected.get(bucket) ?? 0) + 1);
    }
    const [all] = await readFigures(gateway.deps.db, {
      ...{ programmeId: programme.id, kind: 'all', from: '2000-01-01', to: '2100-01-01' },
      ...{ withAbout: true, metrics: ['answer_elapsed'] },
    });
    const counted = [...Array.from(all?.times.answer_elapsed ?? []).entries()].filter(([, count]) => count > 0);
    expect(new Map(counted)).toEqual(expected);
  });
});

/** What the script says of each office, from the file that the gateway writes. */
async function recount({ deps }: Gateway, programme: Programme, { from, to }: { from: string; to: string }) {
  const dir = await mkdtemp(join(tmpdir(), 'majibu-events-'));
  try {
    const file = join(dir, 'events.csv');
    const source = { programmeId: programme.id, withAbout: true };
    await writeFile(file, Readable.from(writeEvents(deps.db, source, () => undefined)));
    const script = join(import.meta.dirname, '../../scripts/recount-figures.js');
    const args = [script, file, '--zone', programme.calendar.timeZone, '--from', from, '--to', to];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    const lines: Record<string, string>[] = parse(stdout, { columns: true });
    return new Map(lines.map((line) => [line.office ?? '', line]));
  } finally {
    await rm(dir, { recursive: true });
  }
}

function outcomesOf({ confirmed, disputed, silent }: Record<'confirmed' | 'disputed' | 'silent', number>) {
  return { confirmed, disputed, silent };
}
