import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { transact } from '../../src/db/transact.ts';
import { openWithPin } from '../../src/grievances/open-with-pin.ts';
import { hashPin } from '../../src/grievances/pin.ts';
import { sweep } from '../../src/workers/sweep.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { fileReport } from '../support/report.ts';

const PIN = '0417';
const MINUTE_MS = 60_000;

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());

let phones = 0;
async function reportWithPin() {
  phones += 1;
  const phone = `+25471299${String(phones).padStart(4, '0')}`;
  const filed = await fileReport(gateway, { category: 'SAFE.GBV', area: 'KE.001.005.0021', phone, source: phone });
  const pin_hash = hashPin(gateway.deps.config.indexKey, filed.id, PIN);
  await gateway.deps.db.updateTable('grievances').set({ pin_hash }).where('id', '=', filed.id).execute();
  return filed;
}

/** Types a PIN so many minutes from now. */
function type(report: { programme_id: string; reference: string }, pin: string, minutes = 0) {
  const now = () => new Date(gateway.deps.now().getTime() + minutes * MINUTE_MS);
  const typed = { programmeId: report.programme_id, reference: report.reference, pin };
  return transact(gateway.deps, (tx) => openWithPin({ ...gateway.deps, now }, tx, typed));
}

describe('openWithPin', () => {
  it('opens a report with its PIN, in its own programme only', async () => {
    const report = await reportWithPin();
    expect(await type(report, PIN)).toBe('right');
    const khulna = gateway.deps.programmes.byName('khulna');
    expect(await type({ ...report, programme_id: khulna?.id ?? '' }, PIN)).toBe('wrong');
    expect(await type(await reportWithPin(), '0418')).toBe('wrong');
  });

  it('holds every next try for an hour, then two, four and so on, up to a week', async () => {
    const report = await reportWithPin();
    for (let tries = 0; tries < 5; tries += 1) expect(await type(report, '0000')).toBe('wrong');
    let minutes = 0;
    const heldMinutes: number[] = [];
    for (const hours of [1, 2, 4, 8, 16, 32, 64, 128, 168, 168]) {
      expect(await type(report, PIN, minutes + hours * 60 - 1)).toBe('held');
      minutes += hours * 60;
      expect(await type(report, '0000', minutes)).toBe('wrong');
      heldMinutes.push(hours);
    }
    expect(await type(report, PIN, minutes + 168 * 60)).toBe('right');
    expect(await type(report, '0000', minutes + 168 * 60)).toBe('wrong');
    expect(heldMinutes).toHaveLength(10);
  });

  it('begins anew after the right PIN', async () => {
    const report = await reportWithPin();
    for (let round = 0; round < 3; round += 1) {
      for (let tries = 0; tries < 4; tries += 1) expect(await type(report, '9999')).toBe('wrong');
      expect(await type(report, PIN)).toBe('right');
    }
  });

  it('stores no reference and no PIN of what was tried, and forgets it after a month', async () => {
    const reference = '10000018';
    const programme = gateway.deps.programmes.byName('kenya-coast');
    const count = async () => (await gateway.deps.db.selectFrom('pin_tries').selectAll().execute()).length;
    await gateway.deps.db.deleteFrom('pin_tries').execute();
    expect(await type({ programme_id: programme?.id ?? '', reference }, '1111')).toBe('wrong');
    const rows = await gateway.deps.db.selectFrom('pin_tries').selectAll().execute();
    expect(rows).toHaveLength(1);
    expect(rows[0]?.reference_index).toHaveLength(32);
    const at = (days: number) => ({
      ...gateway.deps,
      now: () => new Date(gateway.deps.now().getTime() + days * 24 * 60 * MINUTE_MS),
    });
    await sweep(at(29));
    expect(await count()).toBe(1);
    expect(await sweep(at(31))).toMatchObject({ forgiven: 1 });
    expect(await count()).toBe(0);
  });
});
