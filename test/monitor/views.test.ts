import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readSavedPath } from '../../src/monitor/watch/saved-path.ts';
import { openPerson, type Person } from '../support/console.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';

describe('readSavedPath', () => {
  it.each([
    ['/monitor', '/monitor'],
    ['/monitor/reach?area=KE.001', '/monitor/reach?area=KE.001'],
    ['/monitor/ratings?unit=MSA-TUDOR&lang=sw&as=csv&table=units', '/monitor/ratings?unit=MSA-TUDOR'],
    ['/monitor/../console/admin', null],
    ['/monitoring', null],
    ['//evil.example/monitor', null],
    ['https://evil.example/monitor', null],
    ['/monitor\\@evil.example', null],
    ['/monitor /x', null],
    ['javascript:alert(1)', null],
    [`/monitor?from=${'1'.repeat(1_000)}`, null],
    ['', null],
  ])('%j > %j', (typed, path) => {
    expect(readSavedPath(typed)).toBe(path);
  });
});

describe('saved views', () => {
  let gateway: Gateway;
  let amina: Person;
  let juma: Person;
  beforeAll(async () => {
    gateway = await openGateway();
    amina = await openPerson(gateway, { programme: 'kenya-coast', role: 'observer' });
    juma = await openPerson(gateway, { programme: 'kenya-coast', role: 'observer' });
  });
  afterAll(() => gateway.close());

  const path = '/monitor/reach?from=2026-01&to=2026-03&area=KE.001';
  const idOf = async () => {
    const page = await amina.get('/monitor/views').expect(200);
    return /action="\/monitor\/views\/([0-9a-f-]+)"/.exec(page.text)?.[1] ?? '';
  };

  it('begin on the page that is seen, with its filters', async () => {
    expect((await amina.get('/monitor/views').expect(200)).text).toContain('You have saved no view yet.');
    const page = await amina.get(path).expect(200);
    expect(page.text).toContain(`/monitor/views?of=${encodeURIComponent(path).replaceAll('&', '&amp;')}`);
    const form = await amina.get(`/monitor/views?of=${encodeURIComponent(path)}`).expect(200);
    expect(form.text).toContain('name="path" value="/monitor/reach?from=2026-01&amp;to=2026-03&amp;area=KE.001"');
    const kept = await amina.post('/monitor/views', { path, name: '  Mombasa,  spring ' }).expect(303);
    expect(kept.headers.location).toBe('/monitor/views?done=viewKept');
    const list = await amina.get('/monitor/views?done=viewKept').expect(200);
    expect(list.text).toContain('href="/monitor/reach?from=2026-01&amp;to=2026-03&amp;area=KE.001"');
    expect(list.text).toContain('Mombasa, spring');
  });

  it('have names that differ, of one to eighty letters', async () => {
    for (const [name, said] of [
      ['mombasa, SPRING', 'You have a view “mombasa, SPRING” already.'],
      ['', 'Write a name of 1 to 80 letters.'],
      ['x'.repeat(81), 'Write a name of 1 to 80 letters.'],
    ] as const) {
      const answer = await amina.post('/monitor/views', { path, name }).expect(422);
      expect(answer.text).toContain(said);
      expect(answer.text).toContain('name="path"');
    }
    // Another's names are her own affair.
    await juma.post('/monitor/views', { path, name: 'Mombasa, spring' }).expect(303);
  });

  it('lead nowhere but to the monitor', async () => {
    await amina.post('/monitor/views', { path: 'https://evil.example/monitor', name: 'Out' }).expect(400);
    expect((await amina.get('/monitor/views?of=//evil.example').expect(200)).text).not.toContain('evil');
  });

  it('take another name, and go, by nobody but her', async () => {
    const id = await idOf();
    await juma.post(`/monitor/views/${id}`, { what: 'rename', [`name-${id}`]: 'Mine' }).expect(404);
    await juma.post(`/monitor/views/${id}`, { what: 'remove' }).expect(303);
    expect((await amina.get('/monitor/views')).text).toContain('Mombasa, spring');
    await amina.post('/monitor/views', { path: '/monitor', name: 'All' }).expect(303);
    const taken = await amina.post(`/monitor/views/${id}`, { what: 'rename', [`name-${id}`]: 'Mombasa, spring' });
    const other = await amina.post(`/monitor/views/${id}`, { what: 'rename', [`name-${id}`]: 'all' });
    expect([taken.status, other.status].sort()).toEqual([303, 422]);
    await amina.post(`/monitor/views/${id}`, { what: 'rename', [`name-${id}`]: 'Spring' }).expect(303);
    expect((await amina.get('/monitor/views')).text).toContain('Spring');
    await amina.post(`/monitor/views/${await idOf()}`, { what: 'remove' }).expect(303);
    await amina.post(`/monitor/views/${await idOf()}`, { what: 'remove' }).expect(303);
    expect((await amina.get('/monitor/views')).text).toContain('You have saved no view yet.');
    expect((await juma.get('/monitor/views')).text).toContain('Mombasa, spring');
  });

  it('are for whoever has the monitor', async () => {
    const official = await openPerson(gateway, {
      programme: 'kenya-coast',
      role: 'official',
      office: 'water_company@KE.001',
    });
    for (const at of ['backlog', 'time', 'ratings', 'reach', 'lines', 'watch', 'views']) {
      await official.get(`/monitor/${at}`).expect(403);
    }
  });
});
