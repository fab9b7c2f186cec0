import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Grievance } from '../../src/db/schema.ts';
import { acknowledge } from '../../src/grievances/acknowledge.ts';
import { SYSTEM } from '../../src/grievances/actor.ts';
import { showReference } from '../../src/grievances/reference.ts';
import { addAccount, openPerson, type Person } from '../support/console.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { fileReport } from '../support/report.ts';

const MOMBASA = 'water_company@KE.001';

/** A ward of a county of the coast. */
function wardOf({ deps }: Gateway, county: string): string {
  const areas = deps.programmes.byName('kenya-coast')?.areas.values() ?? [];
  const ward = [...areas].find(({ code, level }) => level === 'ward' && code.startsWith(`${county}.`));
  if (!ward) throw new Error('no such ward');
  return ward.code;
}

let reports = 0;
async function file(gateway: Gateway, county: string): Promise<Grievance> {
  reports += 1;
  const phone = `+25471200${String(1000 + reports)}`;
  const area = wardOf(gateway, county);
  return fileReport(gateway, { category: 'WATER.DRY', area, phone, source: `board-${reports}` });
}

describe('the board', () => {
  let gateway: Gateway;
  let supervisor: Person;
  beforeAll(async () => {
    gateway = await openGateway();
    supervisor = await openPerson(gateway, { programme: 'kenya-coast', role: 'supervisor', area: 'KE.001' });
  });
  afterAll(() => gateway.close());

  it('is empty in words where nothing is open', async () => {
    const { text } = await supervisor.get('/console/board').expect(200);
    expect(text).toContain('Nothing is open at any office here.');
  });

  it('shows per office what is open, late, with nobody and how old, within her area only', async () => {
    const mine = await file(gateway, 'KE.001');
    await file(gateway, 'KE.001');
    await file(gateway, 'KE.003');
    await gateway.work();
    await acknowledge(gateway.deps, SYSTEM, { id: mine.id });
    await addAccount(gateway, { programme: 'kenya-coast', role: 'official', office: MOMBASA, name: 'Salim Ali' });
    const { text } = await supervisor.get('/console/board').expect(200);
    expect(text).toContain('No office has anything late.');
    expect(text).toContain('Salim Ali: 0 open, 0 late');
    expect(text.match(/<tr>/g)).toHaveLength(2);
    expect(text).toMatch(/data-label="Open"><a[^>]*view=all">2</);
    expect(text).not.toContain('KE.003');
  });

  it('puts the office that is late first and leads to what is late', async () => {
    await gateway.deps.db
      .updateTable('grievances')
      .set({ due_by: new Date(gateway.deps.now().getTime() - 1) })
      .where('area_id', 'in', areaIds(gateway, 'KE.001'))
      .execute();
    const { text } = await supervisor.get('/console/board').expect(200);
    expect(text).toContain('1 office has something late.');
    expect(text).toContain(`/console?office=${encodeURIComponent(MOMBASA)}&amp;view=overdue`);
  });

  it.each(['official', 'observer', 'focal'] as const)('is not for the role %s', async (role) => {
    const place = role === 'official' ? { office: MOMBASA } : role === 'focal' ? { stream: 'child' as const } : {};
    const person = await openPerson(gateway, { programme: 'kenya-coast', role, ...place });
    await person.get('/console/board').expect(403);
    await person.get('/console/triage').expect(403);
  });
});

describe('the triage queue', () => {
  let gateway: Gateway;
  let triage: Person;
  beforeAll(async () => {
    gateway = await openGateway();
    triage = await openPerson(gateway, { programme: 'kenya-coast', role: 'triage' });
  });
  afterAll(() => gateway.close());

  it('says that nothing waits', async () => {
    const { text } = await triage.get('/console/triage').expect(200);
    expect(text).toContain('Nothing waits for an office.');
  });

  it('shows who passed a report on, in words, and the way to an office; never one of another programme', async () => {
    const { id, reference } = await file(gateway, 'KE.001');
    const office = gateway.deps.programmes.byName('kenya-coast')?.offices.get(MOMBASA);
    await gateway.deps.db
      .updateTable('grievances')
      .set({ triaged_at: gateway.deps.now(), passed_by: [office?.id ?? ''] })
      .where('id', '=', id)
      .execute();
    const { text } = await triage.get('/console/triage').expect(200);
    expect(text).toContain(showReference(reference));
    expect(text).toContain('Passed on by Mombasa Water Company (MOWASSCO)');
    expect(text).toContain(`/console/reports/${reference}/transfer`);
    const other = await openPerson(gateway, { programme: 'kosovo', role: 'triage' });
    expect((await other.get('/console/triage').expect(200)).text).not.toContain(showReference(reference));
  });
});

function areaIds({ deps }: Gateway, county: string): string[] {
  const areas = deps.programmes.byName('kenya-coast')?.areas.values() ?? [];
  return [...areas].filter(({ code }) => code.startsWith(county)).map(({ id }) => id);
}
