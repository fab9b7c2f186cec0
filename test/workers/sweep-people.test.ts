import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addAccount, openPerson } from '../support/console.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { fileReport, readGrievance } from '../support/report.ts';

const OFFICE = 'water_company@KE.001';

describe('what the sweep does for the people of offices', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await openGateway();
  });
  afterAll(() => gateway.close());

  it('gives what somebody has to others of her office on the first day she is away, and not before', async () => {
    const first = await addAccount(gateway, { programme: 'kenya-coast', role: 'official', office: OFFICE });
    const area = [...(gateway.deps.programmes.byName('kenya-coast')?.areas.values() ?? [])].find(
      ({ code, level }) => level === 'ward' && code.startsWith('KE.001.'),
    );
    const at = { category: 'WATER.DRY', area: area?.code ?? '', phone: '+254712000901', source: 'away-1' };
    const { id } = await fileReport(gateway, at);
    await gateway.work();
    expect((await readGrievance(gateway, id)).assignee_id).toBe(first);
    const second = await addAccount(gateway, { programme: 'kenya-coast', role: 'official', office: OFFICE });
    await gateway.deps.db
      .updateTable('accounts')
      .set({ absent_from: '2026-11-24', absent_until: '2026-11-30' })
      .where('id', '=', first)
      .execute();
    await gateway.pass(1);
    expect((await readGrievance(gateway, id)).assignee_id).toBe(first);
    await gateway.pass(16);
    expect((await readGrievance(gateway, id)).assignee_id).toBe(second);
  });

  it('forgets sessions a week after they have ended, and no other', async () => {
    const person = await openPerson(gateway, { programme: 'kenya-coast', role: 'triage' });
    const other = await openPerson(gateway, { programme: 'kenya-coast', role: 'triage' });
    const ended = new Date(gateway.deps.now().getTime() - 7 * 86_400_000 - 1_000);
    await gateway.deps.db
      .updateTable('account_sessions')
      .set({ ends_at: ended })
      .where('account_id', '=', person.id)
      .execute();
    await gateway.deps.db
      .updateTable('account_sessions')
      .set({ ends_at: new Date(ended.getTime() + 2_000) })
      .where('account_id', '=', other.id)
      .execute();
    await gateway.pass(0);
    const left = await gateway.deps.db.selectFrom('account_sessions').select('account_id').execute();
    expect(left).toEqual([{ account_id: other.id }]);
  });
});
