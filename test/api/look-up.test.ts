import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROLES } from '../../src/db/schema.ts';
import { type Gateway, openGateway } from './gateway.ts';

let gateway: Gateway;
let key: string;
beforeAll(async () => {
  gateway = await openGateway();
  key = await gateway.key({ role: 'observer' });
});
afterAll(() => gateway.close());

const codes = (body: { items: { code: string }[] }) => body.items.map(({ code }) => code);

describe('the lists in which a program finds codes', () => {
  it.each([
    ['/areas', 'areas'],
    ['/offices', 'offices'],
    ['/categories', 'categories'],
    ['/units', 'units'],
  ] as const)('%s: all there are in the programme, whole', async (path, table) => {
    const { status, body } = await gateway.get(key, path);
    expect(status).toBe(200);
    expect(codes(body)).toEqual([...gateway.kosovo[table].keys()]);
    expect(body.next_cursor).toBeNull();
  });

  it('leads from each to the others', async () => {
    const [areas, offices, units, categories] = await Promise.all(
      ['/areas', '/offices', '/units', '/categories'].map(async (path) => (await gateway.get(key, path)).body),
    );
    const known = { areas: new Set([...codes(areas), null]), offices: new Set([...codes(offices), null]) };
    for (const { parent } of areas.items) expect(known.areas).toContain(parent);
    for (const { area, parent } of offices.items) {
      expect(known.areas).toContain(area);
      expect(known.offices).toContain(parent);
    }
    for (const { area } of units.items) expect(known.areas).toContain(area);
    for (const { parent } of categories.items) expect([...codes(categories), null]).toContain(parent);
  });

  it('are there for every role', async () => {
    const places = { official: { office: 'csw@XK.04.28' }, supervisor: { area: 'XK.04' }, focal: { stream: 'child' } };
    for (const role of ROLES) {
      const place = Object.entries(places).find(([name]) => name === role)?.[1] ?? {};
      const own = await gateway.key({ role, ...place });
      expect((await gateway.get(own, '/categories')).status).toBe(200);
    }
  });

  it('take no parameters yet, and say so', async () => {
    expect((await gateway.get(key, '/offices?area=XK.04')).body.error.issues).toEqual([
      { path: 'area', message: 'There is no such parameter here.' },
    ]);
  });
});
