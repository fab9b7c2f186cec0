import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { askForNumber, decideOnNumber, showNumber } from '../../src/grievances/unmask.ts';
import { openPerson, type Person } from '../support/console.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { openProgram } from '../support/program.ts';
import { readHistory } from '../support/report.ts';
import { AROUND, fileSealed, hidden, openFocal } from './sealed-scene.ts';

const PHONE = '+254733444555';
const IN_THE_CLEAR = /733 ?444 ?555/;
const REASON = 'She does not answer, and the court sits on Monday.';

let gateway: Gateway;
let amina: Person;
let brenda: Person;
let chris: Person;
beforeAll(async () => {
  gateway = await openGateway();
  amina = await openFocal(gateway, { name: 'Amina Yusuf' });
  brenda = await openFocal(gateway, { name: 'Brenda Otieno' });
  chris = await openFocal(gateway, { name: 'Chris Mwangi', area: AROUND });
});
afterAll(() => gateway.close());

type Report = Awaited<ReturnType<typeof fileSealed>>;
const pathOf = ({ reference }: Report) => `/console/sealed/${reference}`;
const file = () => fileSealed(gateway, { phone: PHONE });
const person = ({ id }: Person) => ({ kind: 'official', id, channel: 'console' }) as const;

async function ask(who: Person, report: Report, note = REASON) {
  const { text } = await who.get(`${pathOf(report)}/number`).expect(200);
  return who.post(`${pathOf(report)}/number`, { once: hidden(text, 'once'), seen: hidden(text, 'seen'), note });
}

async function formOf(who: Person, report: Report): Promise<Record<string, string>> {
  const { text } = await who.get(`${pathOf(report)}/number`).expect(200);
  return { once: hidden(text, 'once'), seen: hidden(text, 'seen'), unmasking: hidden(text, 'unmasking') };
}

async function decide(who: Person, report: Report, decision: 'grant' | 'refuse') {
  return who.post(`${pathOf(report)}/decide`, { ...(await formOf(who, report)), decision });
}

describe('the number behind a report', () => {
  it('is shown to whoever asked, for an hour, once somebody else has agreed; each look is written down', async () => {
    const report = await file();
    const shown = () => amina.get(`${pathOf(report)}/number/shown`);
    expect((await shown()).status).toBe(404);
    expect((await ask(amina, report)).headers.location).toBe(`${pathOf(report)}?done=number`);
    expect((await shown()).status).toBe(404);

    const queue = await brenda.get('/console/sealed').expect(200);
    expect(queue.text).toContain('Its number is asked for');
    expect((await amina.get('/console/sealed')).text).not.toContain('Its number is asked for');
    const asked = await brenda.get(`${pathOf(report)}/number`).expect(200);
    expect(asked.text).toContain('Amina Yusuf asks to see the number');
    expect(asked.text).toContain(REASON);
    expect((await decide(brenda, report, 'grant')).headers.location).toBe(`${pathOf(report)}?done=decide`);

    const page = await shown();
    expect([page.status, IN_THE_CLEAR.test(page.text)]).toEqual([200, true]);
    expect(page.headers['cache-control']).toBe('no-store');
    expect(page.text).not.toContain('Zebrafink');
    expect((await shown()).status).toBe(200);
    // To nobody else, also not to whoever agreed.
    for (const other of [brenda, chris]) expect((await other.get(`${pathOf(report)}/number/shown`)).status).toBe(404);
    await gateway.pass(0.4);
    expect((await shown()).status).toBe(200);
    const history = await readHistory(gateway, report.id);
    expect(history.filter((type) => type !== 'paged')).toEqual([
      'filed',
      'routed',
      'unmask_asked',
      'unmask_granted',
      'number_shown',
      'number_shown',
      'number_shown',
    ]);
    const rows = await gateway.deps.db
      .selectFrom('unmaskings')
      .selectAll()
      .where('grievance_id', '=', report.id)
      .execute();
    expect(rows).toEqual([
      expect.objectContaining({ asked_by: amina.id, decided_by: brenda.id, is_granted: true, reason: REASON }),
    ]);
  });

  it('is shown no longer than that', async () => {
    const report = await file();
    const actor = person(amina);
    await askForNumber(gateway.deps, actor, { id: report.id }, { reason: REASON });
    const [asked] = await gateway.deps.db
      .selectFrom('unmaskings')
      .select('id')
      .where('grievance_id', '=', report.id)
      .execute();
    const unmaskingId = asked?.id ?? '';
    await decideOnNumber(gateway.deps, person(brenda), { id: report.id }, { unmaskingId, isGranted: true });
    await gateway.pass(0.99);
    expect((await showNumber(gateway.deps, actor, { id: report.id })).phone).toBe(PHONE);
    await gateway.pass(0.02);
    await expect(showNumber(gateway.deps, actor, { id: report.id })).rejects.toMatchObject({ code: 'not_found' });
    // She may ask again.
    await askForNumber(gateway.deps, actor, { id: report.id }, { reason: REASON });
  });

  it('is not granted by whoever asked, on the page, in the use case and in the database', async () => {
    const report = await freshly(file);
    await ask(amina, report);
    const own = await amina.get(`${pathOf(report)}/number`);
    expect(own.text).not.toContain('name="decision"');
    const [asked] = await gateway.deps.db
      .selectFrom('unmaskings')
      .select('id')
      .where('grievance_id', '=', report.id)
      .execute();
    const forged = { unmasking: asked?.id ?? '', decision: 'grant', once: crypto.randomUUID() };
    expect((await amina.post(`${pathOf(report)}/decide`, forged)).status).toBe(403);
    const decided = { decided_by: amina.id, decided_at: gateway.deps.now(), is_granted: true };
    const direct = gateway.deps.db
      .updateTable('unmaskings')
      .set(decided)
      .where('id', '=', asked?.id ?? '');
    await expect(direct.execute()).rejects.toThrow('unmaskings_two_people');
    expect(await readHistory(gateway, report.id)).not.toContain('unmask_granted');
  });

  it('can be refused, and she reads by whom', async () => {
    const report = await freshly(file);
    await ask(amina, report);
    expect((await decide(brenda, report, 'refuse')).status).toBe(303);
    expect((await amina.get(`${pathOf(report)}/number`)).text).toContain('Brenda Otieno refused on');
    expect((await amina.get(`${pathOf(report)}/number/shown`)).status).toBe(404);
    expect((await readHistory(gateway, report.id)).at(-1)).toBe('unmask_refused');
  });

  it('is decided once, whoever is first', async () => {
    const report = await freshly(file);
    await ask(amina, report);
    // Both have the form before either sends it.
    const [hers, his] = [await formOf(brenda, report), await formOf(chris, report)];
    const answers = await Promise.all([
      brenda.post(`${pathOf(report)}/decide`, { ...hers, decision: 'grant' }),
      chris.post(`${pathOf(report)}/decide`, { ...his, decision: 'refuse' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
    const events = await readHistory(gateway, report.id);
    expect(events.filter((type) => type.startsWith('unmask_') && type !== 'unmask_asked')).toHaveLength(1);
  });

  it('is asked for with a reason, once', async () => {
    const report = await freshly(file);
    const short = await ask(amina, report, ' because ');
    expect(short.status).toBe(422);
    expect(short.text).toContain('Write why, in at least 10 characters.');
    const { text } = await amina.get(`${pathOf(report)}/number`);
    const form = { once: hidden(text, 'once'), seen: hidden(text, 'seen'), note: REASON };
    const sent = await Promise.all([1, 2].map(() => amina.post(`${pathOf(report)}/number`, form)));
    expect(sent.map(({ status }) => status)).toEqual([303, 303]);
    const again = await amina.post(`${pathOf(report)}/number`, { ...form, once: crypto.randomUUID() });
    expect(again.status).toBe(409);
    expect((await readHistory(gateway, report.id)).filter((type) => type === 'unmask_asked')).toHaveLength(1);
  });

  it('is told of with names also once those who asked or decided have left', async () => {
    const report = await freshly(file);
    await ask(amina, report);
    const left = { disabled_at: gateway.deps.now() };
    const { db } = gateway.deps;
    await db.updateTable('accounts').set(left).where('id', '=', amina.id).execute();
    expect((await brenda.get(`${pathOf(report)}/number`)).text).toContain('Amina Yusuf asks to see the number');
    await db.updateTable('accounts').set({ disabled_at: null }).where('id', '=', amina.id).execute();
  });

  it('lets nobody read why it was asked for whose last code was too long ago', async () => {
    const report = await freshly(file);
    await ask(amina, report);
    expect((await brenda.get(`${pathOf(report)}/number`)).text).toContain(REASON);
    await gateway.pass(0.6);
    const stale = await brenda.post(`${pathOf(report)}/number`, { note: 'short' });
    expect([stale.status, stale.text.includes('name="code"'), stale.text.includes(REASON)]).toEqual([422, true, false]);
  });

  it('may not be there at all, and the page says so at once', async () => {
    const report = await freshly(() => fileSealed(gateway, { phone: null }));
    const { text } = await amina.get(`${pathOf(report)}/number`).expect(200);
    expect(text).toContain('This report came without a number');
    expect(text).not.toContain('<form method="post" action="/console/sealed');
    expect((await amina.post(`${pathOf(report)}/number`, { note: REASON })).status).toBe(409);
  });

  it('cannot be asked for where nobody could agree: the page says whom to ask', async () => {
    const alone = await openFocal(gateway, { stream: 'integrity', name: 'Dora Karisa' });
    const report = await fileSealed(gateway, { category: 'INTEG.BRIBE', phone: PHONE });
    const page = async () => (await alone.get(`${pathOf(report)}/number`).expect(200)).text;
    expect(await page()).toContain('Ask an administrator to name another one.');
    await openPerson(gateway, { programme: 'kenya-coast', role: 'admin', name: 'Esther Admin' });
    expect(await page()).toContain('Ask an administrator to name another one: Esther Admin.');
    expect(await page()).not.toContain('Ask for the number');
  });

  it('is no page for anybody else, and no route of the API', async () => {
    const report = await freshly(file);
    const program = await openProgram(gateway, { programme: 'kenya-coast', role: 'focal', stream: 'protection' });
    const read = await program.get(`/grievances/${report.reference}`).expect(200);
    expect(read.text).not.toMatch(IN_THE_CLEAR);
    const child = await openFocal(gateway, { stream: 'child' });
    for (const path of ['/number', '/number/shown']) await child.get(`${pathOf(report)}${path}`).expect(404);
    expect((await child.post(`${pathOf(report)}/number`, { note: REASON })).status).toBe(404);
  });
});

it('stands in no log, no history and no other page', async () => {
  expect(gateway.logged.join('\n')).not.toMatch(IN_THE_CLEAR);
  const { db } = gateway.deps;
  expect(JSON.stringify(await db.selectFrom('grievance_events').select('data').execute())).not.toMatch(IN_THE_CLEAR);
  const reports = await db.selectFrom('grievances').select('reference').where('stream', '=', 'protection').execute();
  amina = await openFocal(gateway);
  for (const { reference } of reports) {
    for (const path of [`/console/sealed/${reference}`, `/console/sealed/${reference}/number`, '/console/sealed']) {
      expect((await amina.get(path).expect(200)).text).not.toMatch(IN_THE_CLEAR);
    }
  }
});

/** The people sign in anew: time has passed since their last codes. */
async function freshly(make: () => Promise<Report>): Promise<Report> {
  await gateway.deps.db.updateTable('account_sessions').set({ proved_at: gateway.deps.now() }).execute();
  return make();
}
