import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listHoldings } from '../../src/db/holdings.ts';
import type { Grievance, Holding } from '../../src/db/schema.ts';
import { transact } from '../../src/db/transact.ts';
import { acknowledge } from '../../src/grievances/acknowledge.ts';
import { type Actor, citizenOn } from '../../src/grievances/actor.ts';
import { addCitizenMessage } from '../../src/grievances/add-message.ts';
import { addNote } from '../../src/grievances/add-note.ts';
import { awaitCitizen } from '../../src/grievances/await-citizen.ts';
import { goOn } from '../../src/grievances/go-on.ts';
import { handBack } from '../../src/grievances/hand-back.ts';
import { reject } from '../../src/grievances/reject.ts';
import { dispute, reopen } from '../../src/grievances/reopen.ts';
import { reply } from '../../src/grievances/reply.ts';
import { resolve } from '../../src/grievances/resolve.ts';
import { transfer } from '../../src/grievances/transfer.ts';
import { isOpen } from '../../src/grievances/transitions.ts';
import { workingMinutesBetween } from '../../src/grievances/working-time.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { createRandom, pick } from '../support/random.ts';
import { fileReport, readGrievance } from '../support/report.ts';

const OFFICIAL: Actor = { kind: 'official', id: null, channel: 'console' };
const OFFICES = ['water_company@KE.001', 'county_water_dept@KE.001', 'wasreb@KE', 'protection_desk@KE'] as const;

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());

let count = 0;

async function filed(): Promise<Grievance> {
  count += 1;
  const phone = `+25471620${String(count).padStart(4, '0')}`;
  const place = { category: 'WATER.DRY', area: 'KE.001.005.0021' };
  return fileReport(gateway, { ...place, phone, source: `held-${count}` });
}

const holdings = (id: string) => listHoldings(gateway.deps.db, id);
const turns = (all: readonly Holding[]) =>
  all.map(({ holder, from_at: from, until_at: until, working_minutes: minutes }) => [holder, from, until, minutes]);

describe('whose turn it is', () => {
  it('begins with the filing, goes from hand to hand, and ends with the end', async () => {
    const { id, filed_at: at } = await filed();
    expect(await holdings(id)).toEqual([]);
    await gateway.work();
    const { deps } = gateway;
    expect(turns(await holdings(id))).toEqual([['office', at, null, null]]);
    await acknowledge(deps, OFFICIAL, { id });
    await addNote(deps, OFFICIAL, { id }, { text: 'Asked the engineer.' });
    await gateway.pass(2);
    const asked = deps.now();
    await awaitCitizen(deps, OFFICIAL, { id }, { text: 'Which house?' });
    await gateway.pass(24);
    const answered = deps.now();
    await reply(deps, OFFICIAL, { id }, { text: 'Never mind, we found it.' });
    await gateway.pass(1);
    const passed = deps.now();
    await transfer(deps, OFFICIAL, { id }, { office: OFFICES[1], reason: 'Theirs' });
    await gateway.pass(1);
    const end = deps.now();
    await resolve(deps, OFFICIAL, { id }, { text: 'Mended.' });
    // 09:30 to 11:30 on Monday; to 11:30 on Tuesday, the lunch hour and the night are nobody's work; and two hours more.
    expect(turns(await holdings(id))).toEqual([
      ['office', at, asked, 120],
      ['citizen', asked, answered, 480],
      ['office', answered, passed, 60],
      ['office', passed, end, 30],
    ]);
    const office = deps.programmes.byName('kenya-coast')?.offices;
    expect((await holdings(id)).map(({ office_id: held }) => held)).toEqual(
      [OFFICES[0], OFFICES[0], OFFICES[0], OFFICES[1]].map((code) => office?.get(code)?.id),
    );
  });

  it('is opened again with the report, and charged to whoever has it then', async () => {
    const { id } = await filed();
    await gateway.work();
    await resolve(gateway.deps, OFFICIAL, { id }, { text: 'Mended.' });
    await gateway.pass(24);
    const opened = gateway.deps.now();
    await transact(gateway.deps, (tx) =>
      dispute(gateway.deps, tx, citizenOn('ussd'), { id }, { reason: 'Still dry.' }),
    );
    const [first, second, ...more] = await holdings(id);
    expect(more).toEqual([]);
    expect(first?.until_at).not.toBeNull();
    expect(second).toMatchObject({ holder: 'office', from_at: opened, until_at: null });
    expect(second?.office_id).not.toBe(first?.office_id);
  });

  it('is charged to triage where nobody had it when it ended', async () => {
    const { id } = await filed();
    await gateway.deps.db.updateTable('grievances').set({ triaged_at: null }).where('id', '=', id).execute();
    await gateway.pass(0);
    const before = await holdings(id);
    expect(before).toHaveLength(1);
    const other = await filed();
    await reject(gateway.deps, OFFICIAL, { id: other.id }, { reason: 'Not a report.' });
    expect(turns(await holdings(other.id))).toEqual([['triage', other.filed_at, gateway.deps.now(), 0]]);
    await gateway.work();
  });

  it('has begun with the filing also for a report from before there were turns', async () => {
    const { id, filed_at: at } = await filed();
    await gateway.work();
    await gateway.deps.db.deleteFrom('holdings').where('grievance_id', '=', id).execute();
    await gateway.pass(1);
    await transfer(gateway.deps, OFFICIAL, { id }, { office: OFFICES[2], reason: 'Theirs' });
    const all = await holdings(id);
    expect(all.map(({ holder, from_at: from }) => [holder, from])).toEqual([
      ['office', at],
      ['office', gateway.deps.now()],
    ]);
  });
});

describe('over any history', () => {
  const citizen = citizenOn('sms');
  const ACTS: ((id: string, word: string) => Promise<unknown>)[] = [
    (id) => acknowledge(gateway.deps, OFFICIAL, { id }),
    (id, text) => reply(gateway.deps, OFFICIAL, { id }, { text }),
    (id, text) => addNote(gateway.deps, OFFICIAL, { id }, { text }),
    (id, text) => awaitCitizen(gateway.deps, OFFICIAL, { id }, { text }),
    (id, text) => awaitCitizen(gateway.deps, OFFICIAL, { id }, { text }),
    (id, text) => transact(gateway.deps, (tx) => addCitizenMessage(gateway.deps, tx, citizen, { id }, { text })),
    (id) => transact(gateway.deps, (tx) => goOn(gateway.deps, tx, citizen, { id })),
    ...OFFICES.slice(0, 3).map(
      (office) => (id: string, reason: string) => transfer(gateway.deps, OFFICIAL, { id }, { office, reason }),
    ),
    (id, reason) => handBack(gateway.deps, OFFICIAL, { id }, { reason }),
    (id, text) => resolve(gateway.deps, OFFICIAL, { id }, { text }),
    (id, reason) => transact(gateway.deps, (tx) => dispute(gateway.deps, tx, citizen, { id }, { reason })),
    (id, reason) => reject(gateway.deps, OFFICIAL, { id }, { reason }),
    (id, reason) => reopen(gateway.deps, OFFICIAL, { id }, { reason }),
  ];

  it('every moment in which it is open is charged to somebody, once', async () => {
    const random = createRandom(4);
    let charged = 0;
    for (let story = 0; story < 12; story += 1) {
      const { id, filed_at: filedAt } = await filed();
      /** When it was opened and ended: what the holdings must cover, from the states alone. */
      const open: { from: Date; until: Date | null }[] = [{ from: filedAt, until: null }];
      const look = async () => {
        const isNow = isOpen((await readGrievance(gateway, id)).status);
        const last = open.at(-1);
        if (isNow && last?.until) open.push({ from: gateway.deps.now(), until: null });
        if (!isNow && last && last.until === null) last.until = gateway.deps.now();
      };
      for (let step = 0; step < 14; step += 1) {
        await gateway.pass(pick(random, [0, 0.4, 3, 17, 50]));
        await look();
        // What the state does not allow is refused, and must leave the holdings alone.
        await pick(random, ACTS)(id, 'A word.').catch(() => undefined);
        await look();
      }
      const all = await holdings(id);
      charged += all.length;
      expect(all.filter(({ until_at: until }) => until === null)).toHaveLength(open.at(-1)?.until === null ? 1 : 0);
      expect(joined(all.map(({ from_at: from, until_at: until }) => ({ from, until })))).toEqual(joined(open));
      for (const one of all) expect(one.working_minutes).toEqual(minutesOf(one));
    }
    expect(charged).toBeGreaterThan(40);
  }, 120_000);

  /** Stretches that lie end to end as one, those without length left out. */
  function joined(all: readonly { from: Date; until: Date | null }[]) {
    const stretches: { from: Date; until: Date | null }[] = [];
    for (const { from, until } of all) {
      const last = stretches.at(-1);
      if (last?.until?.getTime() === from.getTime()) last.until = until;
      else stretches.push({ from, until });
    }
    return stretches.filter(({ from, until }) => from.getTime() !== until?.getTime());
  }

  function minutesOf({ holder, office_id: officeId, from_at: from, until_at: until }: Holding): number | null {
    if (until === null) return null;
    const programme = gateway.deps.programmes.byName('kenya-coast');
    if (!programme) throw new Error('no programme');
    const office = holder === 'office' ? programme.byId.offices.get(officeId ?? '') : undefined;
    return workingMinutesBetween(programme.calendar, office?.hours ?? null, from, until);
  }
});
