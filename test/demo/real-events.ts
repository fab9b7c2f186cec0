import { findCitizen } from '../../src/db/citizens.ts';
import { transact } from '../../src/db/transact.ts';
import type { Deps } from '../../src/deps.ts';
import { acknowledge } from '../../src/grievances/acknowledge.ts';
import { type Actor, citizenOn } from '../../src/grievances/actor.ts';
import { addCitizenMessage } from '../../src/grievances/add-message.ts';
import { addNote } from '../../src/grievances/add-note.ts';
import { awaitCitizen } from '../../src/grievances/await-citizen.ts';
import { checkDeadline } from '../../src/grievances/check-deadline.ts';
import { confirm } from '../../src/grievances/confirm.ts';
import { goOn } from '../../src/grievances/go-on.ts';
import { handBack } from '../../src/grievances/hand-back.ts';
import { joinGrievance } from '../../src/grievances/join.ts';
import { openSealed } from '../../src/grievances/open-sealed.ts';
import { reject } from '../../src/grievances/reject.ts';
import { dispute, reopen } from '../../src/grievances/reopen.ts';
import { reply } from '../../src/grievances/reply.ts';
import { resolve } from '../../src/grievances/resolve.ts';
import { transfer } from '../../src/grievances/transfer.ts';
import type { Gateway } from '../support/gateway.ts';
import { fileReport } from '../support/report.ts';

const OFFICIAL: Actor = { kind: 'official', id: null, channel: 'console' };
const PLACE = { area: 'KE.001.005.0021' };

/** The shape of an event: its kind, who wrote it, and the names of what it says. */
export function shapeOf(event: { type: string; actor_kind: string; data: unknown }): string {
  return `${event.type} by ${event.actor_kind}: ${Object.keys(event.data ?? {})
    .sort()
    .join(', ')}`;
}

/** Plays reports by the use cases themselves, through all that a made-up history has. Then some weeks pass. */
export async function playRealStories(gateway: Gateway): Promise<void> {
  const { deps } = gateway;
  const citizen = citizenOn('sms');
  let filed = 0;
  const file = async (category = 'WATER.DRY', about?: string): Promise<string> => {
    filed += 1;
    const phone = `+25471630${String(filed).padStart(4, '0')}`;
    const report = { ...PLACE, category, phone, source: `real-${filed}`, ...(about === undefined ? {} : { about }) };
    const { id } = await fileReport(gateway, report);
    await gateway.work();
    return id;
  };
  const answers = (id: string) =>
    transact(deps, (tx) => addCitizenMessage(deps, tx, citizen, { id }, { text: 'Here.' }));

  const asked = await file();
  await acknowledge(deps, OFFICIAL, { id: asked });
  await addNote(deps, OFFICIAL, { id: asked }, { text: 'Called.' });
  await awaitCitizen(deps, OFFICIAL, { id: asked }, { text: 'Where?' });
  await answers(asked);
  await awaitCitizen(deps, OFFICIAL, { id: asked }, { text: 'Where?' });
  await transact(deps, (tx) => goOn(deps, tx, citizen, { id: asked }));
  await reply(deps, OFFICIAL, { id: asked }, { text: 'Soon.' });
  await resolve(deps, OFFICIAL, { id: asked }, { text: 'Done.' });
  await transact(deps, (tx) => dispute(deps, tx, citizen, { id: asked }, { reason: 'No.' }));
  await resolve(deps, OFFICIAL, { id: asked }, { text: 'Done.' });
  await transact(deps, (tx) => dispute(deps, tx, citizen, { id: asked }, { reason: null }));
  await resolve(deps, OFFICIAL, { id: asked }, { text: 'Done.' });
  await transact(deps, (tx) => confirm(deps, tx, citizen, { id: asked }));

  const passed = await file();
  await transfer(deps, OFFICIAL, { id: passed }, { office: 'county_water_dept@KE.001', reason: 'Theirs.' });
  await handBack(deps, OFFICIAL, { id: passed }, { reason: 'Not ours.' });
  await transfer(deps, OFFICIAL, { id: passed }, { office: 'water_company@KE.001', reason: 'Theirs.' }).catch(
    () => null,
  );
  await reject(deps, OFFICIAL, { id: passed }, { reason: 'Private.' });
  await reopen(deps, OFFICIAL, { id: passed }, { reason: 'A mistake.' });

  const joined = await file();
  const other = await deps.db.selectFrom('grievances').selectAll().where('id', '=', passed).executeTakeFirstOrThrow();
  const { reference } = await deps.db
    .selectFrom('grievances')
    .selectAll()
    .where('id', '=', joined)
    .executeTakeFirstOrThrow();
  const programme = deps.programmes.byName('kenya-coast');
  if (!programme || other.citizen_id === null) throw new Error('no programme or citizen');
  const joiner = await findCitizen(deps.db, other.citizen_id);
  await transact(deps, (tx) => joinGrievance(deps, tx, { programme, citizen: joiner, reference, channel: 'ussd' }));

  // Nobody is above the office that it is about: a person must choose one.
  await file('INFO.REFUSED', 'caj@KE');
  const silent = await file();
  await resolve(deps, OFFICIAL, { id: silent }, { text: 'Done.' });
  const waits = await file();
  await awaitCitizen(deps, OFFICIAL, { id: waits }, { text: 'Where?' });

  for (const category of ['SAFE.GBV', 'INTEG.BRIBE']) {
    const sealed = await file(category);
    await openSealed(deps, OFFICIAL, { id: sealed });
    await acknowledge(deps, OFFICIAL, { id: sealed });
    await reply(deps, OFFICIAL, { id: sealed }, { approved: 'read' });
    await resolve(deps, OFFICIAL, { id: sealed }, { approved: 'done', note: 'Met.' });
    const rejected = await file(category);
    await reject(deps, OFFICIAL, { id: rejected }, { approved: 'not_ours', note: 'Read.' });
  }
  const asksSealed = await file('INTEG.BRIBE');
  await deps.db
    .updateTable('grievances')
    .set({ pin_hash: Buffer.alloc(32) })
    .where('id', '=', asksSealed)
    .execute();
  await awaitCitizen(deps, OFFICIAL, { id: asksSealed }, { approved: 'more' });

  // Left alone, offices are reminded, reports go up the ladder to its end, and who was waited for is waited for no more.
  let now = deps.now();
  for (const hours of [7, ...Array.from({ length: 9 }, () => 72)]) {
    now = new Date(now.getTime() + hours * 3_600_000);
    await checkDeadlines(deps, now);
  }
}

/** What the deadlines that have passed by then bring, as the workers would find them. */
export async function checkDeadlines(deps: Deps, now: Date): Promise<void> {
  const due = await deps.db.selectFrom('grievances').select('id').where('wake_at', '<=', now).orderBy('id').execute();
  for (const { id } of due) await checkDeadline({ ...deps, now: () => now }, id);
}
