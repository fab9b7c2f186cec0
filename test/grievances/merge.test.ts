import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Grievance } from '../../src/db/schema.ts';
import { transact } from '../../src/db/transact.ts';
import type { Actor } from '../../src/grievances/actor.ts';
import { handBack } from '../../src/grievances/hand-back.ts';
import { merge } from '../../src/grievances/merge.ts';
import { showReference } from '../../src/grievances/reference.ts';
import { dispute, reopen } from '../../src/grievances/reopen.ts';
import { resolve } from '../../src/grievances/resolve.ts';
import { routeGrievance } from '../../src/grievances/route-grievance.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { fileReport, readGrievance, readHistory } from '../support/report.ts';
import { join } from './joiners.ts';

const OFFICIAL: Actor = { kind: 'official', id: null, channel: 'console' };
const CITIZEN: Actor = { kind: 'citizen', id: null, channel: 'ussd' };
const MTONGWE = 'KE.001.005.0021';
const WATER = 'water_company@KE.001';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());

let count = 0;
const number = () => {
  count += 1;
  return `+2547190${String(count).padStart(5, '0')}`;
};

type Filed = Grievance & { phone: string };

async function routed(
  report: { about?: string; pin?: string; phone?: string; category?: string } = {},
): Promise<Filed> {
  const phone = report.phone ?? number();
  const { id } = await fileReport(gateway, {
    category: 'WATER.DRY',
    area: MTONGWE,
    source: `merge-${number()}`,
    ...report,
    phone,
  });
  await routeGrievance(gateway.deps, id);
  return { ...(await readGrievance(gateway, id)), phone };
}

const mergeInto = (duplicate: Grievance, other: Grievance, actor = OFFICIAL) =>
  merge(gateway.deps, actor, { id: duplicate.id }, { into: other.reference });

async function news(phone: string): Promise<string[]> {
  await gateway.work();
  return gateway.inbox(phone);
}

const lastOf = (texts: readonly string[]) => texts.at(-1) ?? '';

describe('merge', () => {
  it('closes the duplicate, tells its citizen where it goes on, and counts her with the other', async () => {
    const [duplicate, other] = [await routed(), await routed()];
    const saved = await mergeInto(duplicate, other);
    expect(saved).toMatchObject({ status: 'closed', merged_into_id: other.id, closed_at: gateway.deps.now() });
    expect(saved).toMatchObject({ outcome: null, due_by: null, wake_at: null });
    expect(await readHistory(gateway, duplicate.id)).toEqual(['filed', 'routed', 'merged']);
    expect(await readHistory(gateway, other.id)).toEqual(['filed', 'routed', 'took_in']);
    expect(await readGrievance(gateway, other.id)).toMatchObject({
      joiners: 1,
      status: 'routed',
      due_by: other.due_by,
    });
    expect(lastOf(await news(duplicate.phone))).toMatch(
      new RegExp(
        `^Majibu ${showReference(duplicate.reference)}: .* Yours goes on as ${showReference(other.reference)}\\. ` +
          'Mombasa Water Company \\(MOWASSCO\\) must answer by Tue 24 Nov',
      ),
    );
    expect(await news(other.phone)).toHaveLength(1);

    await resolve(gateway.deps, OFFICIAL, { id: other.id }, { text: 'The pipe is mended.' });
    const end = lastOf(await news(duplicate.phone));
    expect(end).toContain(`${showReference(other.reference)}: Mombasa Water Company (MOWASSCO) says`);
    expect(end).not.toContain('pipe');
  });

  it('takes along who joined it, each once, and tells them too', async () => {
    const [duplicate, other] = [await routed(), await routed()];
    const [one, both] = [number(), number()];
    for (const phone of [one, both, other.phone]) await join(gateway, duplicate, phone);
    await join(gateway, other, both);
    expect((await readGrievance(gateway, duplicate.id)).joiners).toBe(3);
    await news(one);

    await mergeInto(duplicate, other);
    // Who filed it and `one` are new there; `both` had joined it, and the other's own reporter is no joiner.
    expect((await readGrievance(gateway, other.id)).joiners).toBe(3);
    for (const phone of [one, both]) {
      const text = lastOf(await news(phone));
      expect(text).toContain(`${showReference(duplicate.reference)}: there is another report of the same`);
      expect(text).not.toContain('fixed');
    }
    await resolve(gateway.deps, OFFICIAL, { id: other.id }, { text: 'Mended.' });
    await gateway.work();
    const ends = (await news(both)).filter((text) => text.includes('says that the problem you joined is fixed'));
    expect(ends).toHaveLength(1);
    expect(lastOf(await news(one))).toContain(showReference(other.reference));
  });

  it('does not count who filed both', async () => {
    const other = await routed();
    const duplicate = await routed({ phone: other.phone });
    await mergeInto(duplicate, other);
    expect((await readGrievance(gateway, other.id)).joiners).toBe(0);
  });

  it('does it once for one request, also when it comes twice at once', async () => {
    const [duplicate, other] = [await routed(), await routed()];
    const actor = { ...OFFICIAL, source: 'merge-once' };
    await Promise.all([1, 2, 3].map(() => mergeInto(duplicate, other, actor)));
    expect((await readGrievance(gateway, other.id)).joiners).toBe(1);
    expect(await readHistory(gateway, other.id)).toEqual(['filed', 'routed', 'took_in']);
    expect((await news(duplicate.phone)).filter((text) => text.includes('another report'))).toHaveLength(1);
  });

  it('lets one win of two that are merged into each other at once', async () => {
    for (let n = 0; n < 5; n += 1) {
      const [a, b] = [await routed(), await routed()];
      const results = await Promise.allSettled([mergeInto(a, b), mergeInto(b, a)]);
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const result of results) {
        if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'invalid' });
      }
    }
  });
});

describe('what cannot be merged', () => {
  it('the same report, one that is not there, one that has ended, one that was merged', async () => {
    const [duplicate, other, third] = [await routed(), await routed(), await routed()];
    const refused = { code: 'invalid', issues: [{ path: 'into' }] };
    await expect(mergeInto(duplicate, duplicate)).rejects.toMatchObject(refused);
    const nobody = { ...other, reference: '10000003' };
    await expect(mergeInto(duplicate, nobody)).rejects.toMatchObject(refused);
    await mergeInto(other, third);
    await expect(mergeInto(duplicate, other)).rejects.toMatchObject(refused);
    await expect(mergeInto(other, duplicate)).rejects.toMatchObject({ code: 'conflict' });
    await resolve(gateway.deps, OFFICIAL, { id: third.id }, { text: 'Done.' });
    await expect(mergeInto(duplicate, third)).rejects.toMatchObject(refused);
    expect(await readHistory(gateway, duplicate.id)).toEqual(['filed', 'routed']);
  });

  it('one about an office, but with one about the same office', async () => {
    const [ordinary, about, same] = [await routed(), await routed({ about: WATER }), await routed({ about: WATER })];
    const elsewhere = await routed({ about: 'county_water_dept@KE.001' });
    await expect(mergeInto(ordinary, about)).rejects.toMatchObject({ code: 'invalid' });
    await expect(mergeInto(about, ordinary)).rejects.toMatchObject({ code: 'invalid' });
    await expect(mergeInto(about, elsewhere)).rejects.toMatchObject({ code: 'invalid' });
    expect((await mergeInto(about, same)).merged_into_id).toBe(same.id);
  });

  it('one whose reporter reads the answer with its PIN, and one that is sealed', async () => {
    const [anonymous, other, sealed] = [
      await routed({ pin: '4711' }),
      await routed(),
      await routed({ category: 'INTEG' }),
    ];
    await expect(mergeInto(anonymous, other)).rejects.toMatchObject({ code: 'conflict' });
    await expect(mergeInto(sealed, other)).rejects.toMatchObject({ code: 'conflict' });
    await expect(mergeInto(other, sealed)).rejects.toMatchObject({ code: 'conflict' });
    expect((await mergeInto(other, anonymous)).merged_into_id).toBe(anonymous.id);
  });
});

describe('a merged report that is opened again', () => {
  it('is one of its own: who came with it does not count with the other any more', async () => {
    const [duplicate, other] = [await routed(), await routed()];
    const [one, both] = [number(), number()];
    await join(gateway, duplicate, one);
    await join(gateway, other, both);
    await gateway.pass(1);
    await join(gateway, duplicate, both);
    await mergeInto(duplicate, other);
    await gateway.pass(1);
    const opened = await reopen(gateway.deps, OFFICIAL, { id: duplicate.id }, { reason: 'Another street' });
    expect(opened).toMatchObject({
      status: 'routed',
      merged_into_id: null,
      closed_at: null,
      office_id: duplicate.office_id,
    });
    expect((await readGrievance(gateway, other.id)).joiners).toBe(1);
    expect(await readHistory(gateway, other.id)).toEqual(['filed', 'routed', 'joined', 'took_in', 'took_out']);
    expect(lastOf(await news(duplicate.phone))).toContain('your report is open again');
    const before = await news(one);
    await resolve(gateway.deps, OFFICIAL, { id: other.id }, { text: 'Mended.' });
    expect(await news(one)).toEqual(before);
    expect((await mergeInto(duplicate, await routed())).status).toBe('closed');
  });

  it('by a clock that goes on between two steps too, and not by the same request sent again', async () => {
    const [duplicate, other] = [await routed(), await routed()];
    let at = gateway.deps.now().getTime();
    const deps = {
      ...gateway.deps,
      now: () => {
        at += 1;
        return new Date(at);
      },
    };
    const once = { ...OFFICIAL, source: `once-${number()}` };
    const again = () => merge(deps, once, { id: duplicate.id }, { into: other.reference });
    await again();
    expect((await readGrievance(gateway, other.id)).joiners).toBe(1);
    await reopen(deps, OFFICIAL, { id: duplicate.id }, { reason: 'Another street' });
    expect((await readGrievance(gateway, other.id)).joiners).toBe(0);
    await again();
    expect((await readGrievance(gateway, other.id)).joiners).toBe(0);
    expect(await readHistory(gateway, other.id)).toEqual(['filed', 'routed', 'took_in', 'took_out']);
  });

  it('also when its citizen says that it is not fixed; what never had an office goes back to triage', async () => {
    const [duplicate, other] = [await routed(), await routed()];
    for (let n = 0; n < 4; n += 1) await handBack(gateway.deps, OFFICIAL, { id: duplicate.id }, { reason: 'Not ours' });
    expect((await readGrievance(gateway, duplicate.id)).status).toBe('filed');
    await mergeInto(duplicate, other);
    await transact(gateway.deps, (tx) => dispute(gateway.deps, tx, CITIZEN, { id: duplicate.id }, { reason: 'No' }));
    expect(await readGrievance(gateway, duplicate.id)).toMatchObject({ status: 'filed', merged_into_id: null });
    expect((await readGrievance(gateway, other.id)).joiners).toBe(0);
  });
});
