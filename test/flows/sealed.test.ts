import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import type { NewKey } from '../../src/accounts/create-key.ts';
import { makeReference } from '../../src/grievances/reference.ts';
import type { Category, Programme, Stream } from '../../src/routing/programme.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { openProgram, type Program } from '../support/program.ts';
import { fileReport, readGrievance } from '../support/report.ts';
import { type Citizen, openCitizen } from '../support/story.ts';

const TEXT = 'The officer asked my mother for money';
/** A good reference that no report has. */
const UNUSED = makeReference(() => 1_000_000);
/** Past every promise of every rung of every ladder. */
const HALF_A_YEAR_HOURS = 24 * 180;

/** One sealed category a stream and programme, a leaf of its tree, and an ordinary one beside them. */
const PROGRAMMES = [
  {
    name: 'kenya-coast',
    phones: '+2547120020',
    place: 'KE.001.004.0016',
    ordinary: 'WATER.DRY',
    sealed: ['INTEG.BRIBE', 'HEALTH.FEES', 'SAFE.GBV', 'SAFE.CHILD'],
  },
  {
    name: 'khulna',
    phones: '+88017110020',
    place: 'BD.40.47.12.11',
    ordinary: 'UP.BIRTH',
    sealed: ['INTEG.BRIBE', 'SAFE.VAW', 'SAFE.CHILD'],
  },
  {
    name: 'kosovo',
    phones: '+383441020',
    place: 'XK.04.34',
    ordinary: 'SAS.DELAY',
    sealed: ['INTEG.BRIBE', 'SAFE.DV', 'SAFE.CHILD'],
  },
] as const;

/** Everyone who is no focal point. */
const OUTSIDERS: readonly Omit<NewKey, 'programme'>[] = [{ role: 'triage' }, { role: 'observer' }, { role: 'admin' }];

type Sealed = { category: Category; channel: 'ussd' | 'sms'; reference: string; id: string; citizen: Citizen };

describe.each(PROGRAMMES)('sealed reports of $name', ({ name, phones, place, ordinary, sealed }) => {
  let gateway: Gateway;
  let programme: Programme;
  const reports: Sealed[] = [];
  let lastPhone = 10;
  const newCitizen = (): Citizen => {
    lastPhone += 1;
    return openCitizen(gateway, `${phones}${lastPhone}`);
  };

  beforeAll(async () => {
    gateway = await openGateway();
    const found = gateway.deps.programmes.byName(name);
    if (!found) throw new Error(`no programme ${name}`);
    programme = found;
    const at = { programme: name, category: ordinary, area: place, phone: `${phones}99`, source: 'the-ordinary-one' };
    await fileReport(gateway, { ...at, language: 'en' });
    await gateway.work();
  });
  afterAll(() => gateway.close());

  const categoryOf = (code: string): Category => {
    const category = programme.categories.get(code);
    if (!category) throw new Error(`no category ${code}`);
    return category;
  };
  const placeName = () => programme.areas.get(place)?.names.en ?? '';
  const remember = async (code: string, channel: Sealed['channel'], citizen: Citizen, shown: string) => {
    const reference = shown.replace(' ', '');
    const row = await gateway.deps.db
      .selectFrom('grievances')
      .selectAll()
      .where('reference', '=', reference)
      .executeTakeFirstOrThrow();
    expect(row.stream).toBe(categoryOf(code).stream);
    expect(row.stream).not.toBe('ordinary');
    reports.push({ category: categoryOf(code), channel, reference, id: row.id, citizen });
  };

  it.each(sealed)('%s is filed by USSD without an SMS, and the screen names no office', async (code) => {
    const citizen = newCitizen();
    const category = categoryOf(code);
    let call = await (await citizen.dial(programme.ussdCode)).choose('English');
    call = await (await call.choose('Report a problem')).choose('I agree');
    call = await (await call.choose(category.parent?.names.en ?? '')).choose(category.names.en);
    for (const { phone } of programme.helplines.filter(({ streams }) => streams.includes(category.stream))) {
      expect(call.screen).toContain(phone);
    }
    call = await (await (await call.choose('Tell us')).type(placeName())).type(TEXT);
    expect(call.screen).toContain('Is it safe to send an SMS to this phone?');
    call = await (await call.choose('No, send nothing')).choose('Send');
    expect(call.screen).toMatch(
      /^Thank you\. A trained person will read it\. Number \d{4} \d{4}, PIN \d{4}\nKeep both: with them you read the answer here\.$/,
    );
    const shown = /\d{4} \d{4}/.exec(call.screen)?.[0] ?? '';
    expect(await citizen.news()).toEqual([]);
    await remember(code, 'ussd', citizen, shown);
  });

  it.each(sealed)('%s is filed by SMS, and the only word about it is neutral', async (code) => {
    const citizen = newCitizen();
    await citizen.sms(programme.shortCode, 'ENGLISH');
    await citizen.sms(programme.shortCode, `REPORT ${TEXT}`);
    await citizen.news();
    await citizen.sms(programme.shortCode, categoryOf(code).names.en);
    expect(await citizen.news()).toHaveLength(1);
    await citizen.sms(programme.shortCode, placeName());
    const [answer = '', ...more] = await citizen.news();
    const shown = /\d{4} \d{4}/.exec(answer)?.[0] ?? '';
    expect(answer).toMatch(
      /^Thank you\. We have your message\. Number \d{4} \d{4}, PIN \d{4}\.\nMay we write to this phone\? Reply YES if it is safe\.$/,
    );
    expect(more).toEqual([]);
    await remember(code, 'sms', citizen, shown);
  });

  it('are not in "my reports", nor is their place offered', async () => {
    expect(reports).toHaveLength(2 * sealed.length);
    for (const { citizen } of reports) await expectNoTrace(citizen);
  });

  /** Whoever dials on this phone finds nothing. */
  async function expectNoTrace(citizen: Citizen): Promise<void> {
    const mine = await (await citizen.dial(programme.ussdCode)).choose('My reports');
    expect(mine.screen).toContain('There are no reports here.');
    const { parent, names } = categoryOf(ordinary);
    let report = await (await citizen.dial(programme.ussdCode)).choose('Report a problem');
    if (report.screen.includes('I agree')) report = await report.choose('I agree');
    const where = await (await report.choose(parent?.names.en ?? '')).choose(names.en);
    expect(where.screen).toMatch(/^Where\?/);
    expect(where.screen).not.toContain('Same place');
  }

  it('are as unknown to STATUS as a report that never was', async () => {
    for (const { citizen, reference } of reports) {
      await citizen.sms(programme.shortCode, 'STATUS');
      expect((await citizen.news()).join()).toMatch(/^You have no open reports/);
      await citizen.sms(programme.shortCode, `STATUS ${UNUSED}`);
      const never = await citizen.news();
      await citizen.sms(programme.shortCode, `STATUS ${reference}`);
      expect(await citizen.news()).toEqual(never);
      await citizen.sms(programme.shortCode, reference);
      expect((await citizen.news()).join()).not.toContain(reference.slice(0, 4));
    }
  });

  it('are not there for anybody but the focal point of their stream and programme', async () => {
    const desks = await Promise.all(reports.map(({ id }) => readGrievance(gateway, id)));
    const desk = programme.byId.offices.get(desks[0]?.office_id ?? '')?.code ?? '';
    const office = [...programme.offices.values()].find(({ area }) => area.code === place)?.code ?? '';
    const elsewhere = PROGRAMMES.find((other) => other.name !== name)?.name ?? '';
    const keys: NewKey[] = [
      ...OUTSIDERS.map((key) => ({ ...key, programme: name })),
      { programme: name, role: 'official', office: desk },
      { programme: name, role: 'official', office },
      { programme: name, role: 'supervisor', area: programme.root.code },
      { programme: elsewhere, role: 'admin' },
      { programme: elsewhere, role: 'focal', stream: 'integrity' },
    ];
    for (const key of keys) await expectBlind(await openProgram(gateway, key));
  });

  /** Lists, single reads, actions, figures and filters are as if there were no sealed report at all. */
  async function expectBlind(program: Program): Promise<void> {
    const hidden = new Set(reports.map(({ reference }) => reference));
    const isListed = (text: string) => [...hidden].filter((reference) => text.includes(reference));
    const places = programme.areas.has(place) ? [`/grievances?overdue=true`, '/grievances?status=routed'] : [];
    for (const path of ['/grievances?limit=200', ...places, '/ratings']) {
      expect(isListed((await program.get(path)).text)).toEqual([]);
    }
    for (const { category } of reports) {
      const { body } = await program.get(`/grievances?category=${category.code}`);
      expect(body.items ?? []).toEqual([]);
    }
    for (const grouping of ['office', 'area', 'category', 'month']) {
      const { body } = await program.get(`/response-times?group_by=${grouping}`);
      const received = (body.items as { received: number }[]).reduce((sum, item) => sum + item.received, 0);
      expect(received).toBeLessThanOrEqual(1);
    }
    const never = (await program.get(`/grievances/${UNUSED}`)).body.error;
    for (const reference of hidden) {
      const { status, body } = await program.get(`/grievances/${reference}`);
      expect([status, body.error.message]).toEqual([404, never.message]);
      for (const action of ['note', 'reply']) {
        const acted = await program.post(`/grievances/${reference}/${action}`, { text: 'I was here' });
        expect([403, 404]).toContain(acted.status);
      }
    }
  }

  it('are worked by the focal point of their stream, who sees no other', async () => {
    for (const stream of ['integrity', 'protection', 'child'] as const satisfies readonly Stream[]) {
      const focal = await openProgram(gateway, { programme: name, role: 'focal', stream });
      const { body } = await focal.get('/grievances?limit=200').expect(200);
      const own = reports.filter(({ category }) => category.stream === stream).map(({ reference }) => reference);
      expect(body.items.map((item: { reference: string }) => item.reference).sort()).toEqual(own.sort());
      for (const { reference, category } of reports) {
        await focal.get(`/grievances/${reference}`).expect(category.stream === stream ? 200 : 404);
      }
    }
  });

  it('cannot be passed to an office that is not for their stream', async () => {
    const government = programme.byId.offices.get(
      (
        await gateway.deps.db
          .selectFrom('grievances')
          .selectAll()
          .where('source', '=', 'the-ordinary-one')
          .executeTakeFirstOrThrow()
      ).office_id ?? '',
    );
    for (const { reference, category } of reports) {
      const focal = await openProgram(gateway, { programme: name, role: 'focal', stream: category.stream });
      const passed = { office: government?.code, reason: 'They should look at it' };
      expect((await focal.post(`/grievances/${reference}/transfer`, passed)).status).toBe(422);
    }
  });

  it('are acknowledged, answered, resolved and opened again without an SMS', async () => {
    for (const { reference, category, citizen } of reports) {
      const focal = await openProgram(gateway, { programme: name, role: 'focal', stream: category.stream });
      await focal.post(`/grievances/${reference}/acknowledge`).expect(200);
      await focal.post(`/grievances/${reference}/reply`, { text: 'We are on it' }).expect(422);
      await focal.post(`/grievances/${reference}/reply`, { approved: 'working' }).expect(200);
      await focal.post(`/grievances/${reference}/resolve`, { approved: 'done', note: 'It is over' }).expect(200);
      await focal.post(`/grievances/${reference}/reopen`, { reason: 'It is not' }).expect(200);
      expect(await citizen.news()).toEqual([]);
      // A bare "2" has nothing to answer, and changes nothing.
      await citizen.sms(programme.shortCode, '2');
      expect((await citizen.news()).join()).not.toMatch(/\d{4} \d{4}/);
    }
  });

  it('climb only to offices for their stream, in silence, and count in no public figure', async () => {
    for (let round = 0; round < 4; round += 1) await gateway.pass(HALF_A_YEAR_HOURS);
    const kindsOfOthers = new Set(
      [...programme.categories.values()].filter(({ stream }) => stream === 'ordinary').flatMap((c) => c.officeKinds),
    );
    for (const { id, citizen } of reports) {
      const row = await readGrievance(gateway, id);
      const office = programme.byId.offices.get(row.office_id ?? '');
      expect(row.overdue_at).not.toBeNull();
      expect(kindsOfOthers.has(office?.kind ?? '')).toBe(false);
      expect(await citizen.news()).toEqual([]);
    }
    const about = await gateway.deps.db
      .selectFrom('messages')
      .select('id')
      .where(
        'grievance_id',
        'in',
        reports.map(({ id }) => id),
      )
      .execute();
    expect(about).toEqual([]);
    const { text } = await request(gateway.app).get('/metrics');
    // The ordinary one stands at the top of its ladder; of the sealed ones there is no trace.
    expect(text).toContain(`majibu_overdue_grievances{programme="${name}"} 1`);
  });

  it('that somebody at a counter filed leave no trace on her phone', async () => {
    const admin = await openProgram(gateway, { programme: name, role: 'admin' });
    const citizen = newCitizen();
    const [code = ''] = sealed;
    const report = { category: code, area: place, text: TEXT, language: 'en', phone: citizen.phone };
    const { body } = await admin.post('/grievances', report).expect(201);
    expect(await citizen.news()).toEqual([]);
    await admin.get(`/grievances/${body.reference}`).expect(404);
    await expectNoTrace(citizen);
  });

  it('are not continued in the thread of an ordinary report', async () => {
    const citizen = newCitizen();
    const at = { programme: name, category: ordinary, area: place, source: `ordinary-${citizen.phone}` };
    const filed = await fileReport(gateway, { ...at, phone: citizen.phone, language: 'en' });
    await gateway.work();
    const admin = await openProgram(gateway, { programme: name, role: 'admin' });
    await admin.post(`/grievances/${filed.reference}/reply`, { text: 'We come tomorrow' }).expect(200);
    await gateway.pass(0.1);
    await citizen.sms(programme.shortCode, `REPORT ${TEXT}`);
    await gateway.work();
    await citizen.sms(programme.shortCode, categoryOf(sealed[0]).names.en);
    await gateway.work();
    await citizen.sms(programme.shortCode, placeName());
    expect((await citizen.news()).at(-1)).toContain('We have your message');
    await gateway.pass(0.1);
    await citizen.sms(programme.shortCode, 'Now he says that he will hurt her');
    await gateway.work();
    expect((await admin.get(`/grievances/${filed.reference}`)).text).not.toContain('hurt her');
  });
});
