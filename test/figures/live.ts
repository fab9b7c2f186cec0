import { transact } from '../../src/db/transact.ts';
import { countFigures } from '../../src/figures/count-figures.ts';
import type { Actor } from '../../src/grievances/actor.ts';
import { awaitCitizen } from '../../src/grievances/await-citizen.ts';
import { confirm } from '../../src/grievances/confirm.ts';
import { handBack } from '../../src/grievances/hand-back.ts';
import { reject } from '../../src/grievances/reject.ts';
import { dispute, reopen } from '../../src/grievances/reopen.ts';
import { reply } from '../../src/grievances/reply.ts';
import { resolve } from '../../src/grievances/resolve.ts';
import { routeGrievance } from '../../src/grievances/route-grievance.ts';
import { transfer } from '../../src/grievances/transfer.ts';
import type { Programme } from '../../src/routing/programme.ts';
import type { Gateway } from '../support/gateway.ts';
import { createRandom } from '../support/random.ts';
import { fileReport, readGrievance } from '../support/report.ts';

const OFFICIAL: Actor = { kind: 'official', id: null, channel: 'console' };
const CITIZEN: Actor = { kind: 'citizen', id: null, channel: 'ussd' };
const REPORTS = 45;

/** Everything that can happen to a report, in an order that chance gives, over some months. */
export async function live(gateway: Gateway, programme: Programme): Promise<void> {
  const random = createRandom(5);
  const categories = ['WATER.DRY', 'HEALTH.DRUGS', 'INTEG.BRIBE', 'WATER'].filter((code) =>
    programme.categories.has(code),
  );
  const areas = [...programme.areas.values()].filter(({ children }) => children.length === 0);
  const ids: string[] = [];
  for (let count = 0; count < REPORTS; count += 1) {
    const category = categories[random(categories.length)];
    const id = await file(gateway, count, {
      category: count < 8 ? 'WATER.DRY' : (category ?? 'WATER.DRY'),
      area: areas[random(8)]?.code ?? '',
      ...(count % 11 === 5 ? { about: 'water_company@KE.001' } : {}),
    });
    ids.push(id);
    // Each thing happens at least once.
    if (count < 8) await act(gateway, count, id);
    if (count % 6 === 5) await gateway.pass(24 * 9 + random(40));
    const some = ids[random(ids.length)] ?? id;
    const { stream } = await readGrievance(gateway, some);
    // What cannot be done in its state is refused, as in life.
    if (stream === 'ordinary') await act(gateway, random(10), some).catch(() => undefined);
    // Counted in the middle of it, so that what was counted is taken back again and again.
    if (random(3) === 0) await countFigures(gateway.deps, programme.id);
  }
  for (const [index, kinds] of ENDS.entries()) {
    const id = await file(gateway, REPORTS + index, { category: 'WATER.DRY', area: areas[index % 8]?.code ?? '' });
    for (const kind of kinds) await act(gateway, kind, id);
  }
}

/**
 * How some are left, for nothing else hides what it comes to: asked and never answered; a "no" before anything was late; the same, and
 * said to be done again; opened again by an official of the office that it had gone up to; not accepted, and opened again; passed to and fro
 * until a person must choose.
 */
const ENDS: readonly (readonly number[])[] = [[8], [4], [4, 1], [4, 3, 9], [7, 9], [10]];

async function file(
  gateway: Gateway,
  serial: number,
  report: { category: string; area: string; about?: string },
): Promise<string> {
  const phone = `+2547700${String(serial).padStart(5, '0')}`;
  const { id } = await fileReport(gateway, { ...report, phone, source: `figures-${serial}` });
  await routeGrievance(gateway.deps, id);
  return id;
}

async function act(gateway: Gateway, kind: number, id: string): Promise<unknown> {
  const { deps } = gateway;
  if (kind === 0) return reply(deps, OFFICIAL, { id }, { text: 'We come.' });
  if (kind === 1 || kind === 2) return resolve(deps, OFFICIAL, { id }, { text: 'Mended.' });
  if (kind >= 3 && kind <= 5) await resolve(deps, OFFICIAL, { id }, { text: 'Mended.' }).catch(() => undefined);
  if (kind === 3 || kind === 5) return transact(deps, (tx) => confirm(deps, tx, CITIZEN, { id }));
  if (kind === 4) return transact(deps, (tx) => dispute(deps, tx, CITIZEN, { id }, { reason: 'No' }));
  if (kind === 8) return awaitCitizen(deps, OFFICIAL, { id }, { text: 'Since when?' });
  if (kind === 9) return reopen(deps, OFFICIAL, { id }, { reason: 'Not yet' });
  if (kind === 10) return passToAndFro(gateway, id);
  return kind === 6
    ? handBack(deps, OFFICIAL, { id }, { reason: 'Not ours' })
    : reject(deps, OFFICIAL, { id }, { reason: 'No' });
}

/** To another office, and back to the one that has passed it on: so triage gets it. */
async function passToAndFro(gateway: Gateway, id: string): Promise<void> {
  const { deps } = gateway;
  const { office_id: officeId, programme_id: programmeId } = await readGrievance(gateway, id);
  const programme = deps.programmes.byId(programmeId);
  const first = programme?.byId.offices.get(officeId ?? '');
  const second = [...(programme?.offices.values() ?? [])].find((office) => office.id !== officeId);
  for (const office of [second, first]) {
    await transfer(deps, OFFICIAL, { id }, { office: office?.code ?? '', reason: 'Not ours' });
  }
}
