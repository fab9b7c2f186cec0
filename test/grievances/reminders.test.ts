import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '../../src/grievances/actor.ts';
import { checkDeadline } from '../../src/grievances/check-deadline.ts';
import { reply } from '../../src/grievances/reply.ts';
import { addAccount } from '../support/console.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { fileReport, readGrievance, readHistory } from '../support/report.ts';

const OFFICIAL: Actor = { kind: 'official', id: null, channel: 'console' };
const WATER = 'water_company@KE.001';
const [AMINA, JUMA, AWAY, OTHER, FOCAL, WATCHER] = [1, 2, 3, 4, 5, 6].map((last) => `+25471630000${last}`) as [
  string,
  string,
  string,
  string,
  string,
  string,
];

let gateway: Gateway;
const ids = new Map<string, string>();
beforeAll(async () => {
  gateway = await openGateway();
  const programme = 'kenya-coast';
  const people = [
    [AMINA, { role: 'official', office: WATER, language: 'sw' }],
    [JUMA, { role: 'official', office: WATER }],
    [AWAY, { role: 'official', office: WATER }],
    [OTHER, { role: 'official', office: 'water_company@KE.002' }],
    [FOCAL, { role: 'focal', stream: 'protection' }],
    [WATCHER, { role: 'observer' }],
  ] as const;
  for (const [phone, person] of people) {
    ids.set(phone, await addAccount(gateway, { programme, phone, ...person }));
  }
  const away = { absent_from: '2026-11-01', absent_until: '2026-12-31' };
  const { db } = gateway.deps;
  await db
    .updateTable('accounts')
    .set(away)
    .where('id', '=', ids.get(AWAY) ?? '')
    .execute();
});
afterAll(() => gateway.close());

let count = 0;

async function routed(report: { category?: string; about?: string; assignee?: string | null } = {}): Promise<string> {
  count += 1;
  const phone = `+25471640${String(count).padStart(4, '0')}`;
  const { category = 'WATER.DRY', about } = report;
  const place = { category, area: 'KE.001.005.0021', phone, source: `reminded-${count}` };
  const { id } = await fileReport(gateway, { ...place, ...(about === undefined ? {} : { about }) });
  await gateway.work();
  if (report.assignee !== undefined) {
    const set = { assignee_id: report.assignee };
    await gateway.deps.db.updateTable('grievances').set(set).where('id', '=', id).execute();
  }
  return id;
}

/** Passes to when the office is to be reminded of this report, and of no other. */
async function passToReminder(id: string): Promise<void> {
  const { remind_at: remindAt } = await readGrievance(gateway, id);
  await gateway.deps.db.updateTable('grievances').set({ wake_at: null }).where('id', '<>', id).execute();
  await gateway.pass(((remindAt?.getTime() ?? 0) - gateway.deps.now().getTime()) / 3_600_000);
}

/** SMS to a phone about a report, by purpose. */
async function told(phone: string, purpose: string): Promise<string[]> {
  const rows = await gateway.deps.db
    .selectFrom('messages')
    .select('text')
    .where('account_id', '=', ids.get(phone) ?? '')
    .where('purpose', '=', purpose as 'reminder')
    .orderBy('id')
    .execute();
  return rows.map(({ text }) => text);
}

const everybody = async (purpose: string) =>
  Object.fromEntries(
    await Promise.all(
      Object.entries({ AMINA, JUMA, AWAY, OTHER, FOCAL, WATCHER }).map(
        async ([name, phone]) => [name, (await told(phone, purpose)).length] as const,
      ),
    ),
  );

describe('the reminder', () => {
  it('comes to whoever has the report, half a day before the promise, once, in her language', async () => {
    const id = await routed({ assignee: ids.get(AMINA) ?? null });
    const { remind_at: remindAt, respond_by: respondBy } = await readGrievance(gateway, id);
    expect(respondBy).toEqual(new Date('2026-11-24T09:30+03:00'));
    // Four of the eight hours before: half past two on Monday, for nobody works from one to two.
    expect(remindAt).toEqual(new Date('2026-11-23T14:30+03:00'));
    await gateway.pass(4.9);
    expect(await told(AMINA, 'reminder')).toEqual([]);
    await gateway.pass(0.1);
    expect(await told(AMINA, 'reminder')).toEqual([
      expect.stringMatching(/^Majibu \d{4} \d{4} .+: mwisho Jnn 24 Nov 09:30\. Tafadhali jibu\.$/),
    ]);
    expect(await readGrievance(gateway, id)).toMatchObject({ remind_at: null, wake_at: respondBy });
    await gateway.pass(0.5);
    await checkDeadline(gateway.deps, id);
    expect(await everybody('reminder')).toEqual({ AMINA: 1, JUMA: 0, AWAY: 0, OTHER: 0, FOCAL: 0, WATCHER: 0 });
    expect(await readHistory(gateway, id)).toEqual(['filed', 'routed', 'reminded']);
  });

  it('comes again before the end, once the first answer is given', async () => {
    const id = await routed({ assignee: ids.get(AMINA) ?? null });
    await reply(gateway.deps, OFFICIAL, { id }, { text: 'We come on Wednesday.' });
    const { remind_at: remindAt, resolve_by: resolveBy } = await readGrievance(gateway, id);
    // 15:00 on Monday and three working days: the end is at 15:00 on Thursday, and four hours before it is ten o'clock.
    expect([remindAt, resolveBy]).toEqual([new Date('2026-11-26T10:00+03:00'), new Date('2026-11-26T15:00+03:00')]);
  });

  it('comes to all of the office whom it reaches, where nobody has the report', async () => {
    const before = await everybody('reminder');
    await passToReminder(await routed({ assignee: null }));
    const { AMINA: amina = 0, JUMA: juma = 0 } = before;
    expect(await everybody('reminder')).toEqual({ ...before, AMINA: amina + 1, JUMA: juma + 1 });
  });

  it('comes to whoever got the report in the place of somebody who is away', async () => {
    const before = await everybody('reminder');
    const id = await routed({ assignee: ids.get(AWAY) ?? null });
    await passToReminder(id);
    const { assignee_id: assignee } = await readGrievance(gateway, id);
    const heir = assignee === ids.get(AMINA) ? 'AMINA' : 'JUMA';
    expect(assignee).toBe(ids.get(heir === 'AMINA' ? AMINA : JUMA));
    expect(await everybody('reminder')).toEqual({ ...before, [heir]: (before[heir] ?? 0) + 1 });
  });

  it('of a sealed report goes to its focal points, and says nothing of it', async () => {
    const id = await routed({ category: 'SAFE.GBV' });
    const { remind_at: remindAt, respond_by: respondBy, reference } = await readGrievance(gateway, id);
    expect((respondBy?.getTime() ?? 0) - (remindAt?.getTime() ?? 0)).toBe(3_600_000);
    await gateway.pass(1);
    const [text, ...more] = await told(FOCAL, 'reminder');
    expect([text, more]).toEqual(['Majibu: something in your queue waits for you. Please sign in.', []]);
    expect(text).not.toContain(reference.slice(0, 4));
  });
});

describe('the last rung', () => {
  async function climb(id: string): Promise<void> {
    for (let rung = 0; rung < 8; rung += 1) {
      await gateway.deps.db
        .updateTable('grievances')
        .set({ wake_at: new Date(0), respond_by: new Date(1), missed_at: null })
        .where('id', '=', id)
        .execute();
      await checkDeadline(gateway.deps, id);
    }
    await gateway.work();
  }

  it('is told to observers, with the reference and the office and nothing else', async () => {
    const id = await routed();
    const { reference } = await readGrievance(gateway, id);
    await climb(id);
    const texts = await told(WATCHER, 'last_rung');
    expect(texts[0]).toMatch(
      new RegExp(`^Majibu ${reference.slice(0, 4)} ${reference.slice(4)}: late at .+, and no office is above it\\.`),
    );
    expect(texts[0]).not.toContain('No water');
  });

  it.each([
    ['a sealed report', { category: 'SAFE.GBV' }],
    ['a report about an office', { about: WATER }],
  ])('is not told of %s', async (_name, report) => {
    const before = (await told(WATCHER, 'last_rung')).length;
    const id = await routed(report);
    await climb(id);
    expect(await readHistory(gateway, id)).toContain('overdue_at_top');
    expect(await told(WATCHER, 'last_rung')).toHaveLength(before);
  });
});
