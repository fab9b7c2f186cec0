import request from 'supertest';
import { insert, type Raw } from '../monitor/scene.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { fileReport } from '../support/report.ts';

/** The first of December 2026 in Prishtina: October has been over for thirty days. */
const DECEMBER = new Date('2026-12-01T08:00:00Z');

/**
 * A gateway in which October 2026 is to be published in `kosovo`: 34 ordinary reports in one municipality, 25 in the next, 4 in
 * a third, 40 in another region; 20 sealed ones and 12 about an office that must not show; 13 of November.
 */
export async function openOctober(): Promise<Gateway> {
  const gateway = await openGateway({ at: DECEMBER });
  const programme = gateway.deps.programmes.byName('kosovo');
  if (!programme) throw new Error('no programme');
  const raw = (area: string, more: Partial<Raw> & { day?: string } = {}): Raw => {
    const place = programme.areas.get(area);
    const [category] = programme.topCategories.filter(({ stream }) => stream === 'ordinary');
    const office = [...programme.offices.values()].find((one) => one.area.code === area) ?? null;
    if (!place || !category) throw new Error('no such area or category');
    const times = { answerElapsed: 2_000, answerWorked: 700, resolveElapsed: 5_000, resolveWorked: 1_500 };
    const is = { answered: true, resolved: true, late: false, escalated: false, rejected: false, outcome: null };
    const filedAt = new Date(`${more.day ?? '2026-10-14'}T10:00:00Z`);
    return { area: place, category, office, about: null, stream: 'ordinary', filedAt, ...is, ...times, ...more };
  };
  const times = (count: number, one: Raw) => Array.from({ length: count }, () => one);
  await insert(gateway, programme, [
    ...times(22, raw(LARGE)),
    ...times(12, raw(LARGE, { answered: false, resolved: false, late: true })),
    ...times(25, raw(NEXT)),
    ...times(4, raw(SMALL)),
    ...times(40, raw(ELSEWHERE)),
    ...times(20, raw(LARGE, { stream: 'child' })),
    ...times(12, raw(LARGE, { about: raw(LARGE).office })),
    ...times(13, raw(LARGE, { day: '2026-11-14' })),
  ]);
  const category = programme.topCategories.find(({ stream }) => stream === 'ordinary')?.code ?? '';
  await fileReport(gateway, {
    programme: 'kosovo',
    category,
    area: LARGE,
    phone: '+38344123456',
    source: 'one of December',
  });
  await gateway.pass(0.1);
  await gateway.pass(0.1);
  return gateway;
}

export const LARGE = 'XK.04.28';
export const NEXT = 'XK.04.34';
export const SMALL = 'XK.04.18';
const ELSEWHERE = 'XK.01.27';

/** Asks for a public address. */
export function get({ app }: Gateway, path: string) {
  return request(app).get(path);
}
