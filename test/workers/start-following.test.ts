import { afterAll, beforeAll, expect, it } from '@jest/globals';
import request from 'supertest';
import { createLog } from '../../src/log.ts';
import { startFollowing } from '../../src/workers/start-following.ts';
import { sweep } from '../../src/workers/sweep.ts';
import { openHistory } from '../audit/chain.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { until } from '../support/until.ts';
import type { Place } from './stuck-rows.ts';

let gateway: Gateway;
let place: Place;
beforeAll(async () => {
  gateway = await openGateway();
  place = await placeOf('khulna');
});
afterAll(() => gateway.close());

async function placeOf(programme: string): Promise<Place> {
  const { db, programmes } = gateway.deps;
  const programmeId = programmes.all().find(({ name }) => name === programme)?.id ?? '';
  const of = (table: 'areas' | 'categories') =>
    db.selectFrom(table).select('id').where('programme_id', '=', programmeId).limit(1).executeTakeFirstOrThrow();
  return { programmeId, areaId: (await of('areas')).id, categoryId: (await of('categories')).id };
}

const figures = async () => (await request(gateway.app).get('/metrics').expect(200)).text;

it('wakes the jobs for a programme whose history has grown, and for no other, and not after it was closed', async () => {
  const woken: unknown[] = [];
  const wake = (...given: unknown[]) => woken.push(given);
  const timer = startFollowing({ ...gateway.deps, wake }, 1);
  await (await openHistory(gateway.deps.db, place)).add();
  await until('it has looked twice', async () => woken.length >= 4);
  await timer.close();
  const before = woken.length;
  expect(new Set(woken.map((each) => JSON.stringify(each)))).toEqual(
    new Set(
      ['link-events', 'count-figures'].map((job) => JSON.stringify([job, place.programmeId, { skipIfWaiting: true }])),
    ),
  );
  await timer.close();
  expect(woken).toHaveLength(before);
});

it('goes on after a look that failed', async () => {
  const woken: unknown[] = [];
  const logged: string[] = [];
  const log = createLog('debug', { write: (line: string) => logged.push(line) });
  const { schema } = gateway.deps.db;
  await schema.alterTable('unlinked_events').renameTo('away').execute();
  const timer = startFollowing({ ...gateway.deps, log, wake: (...given) => woken.push(given) }, 1);
  await until('a look has failed', async () => logged.length > 0);
  expect(woken).toEqual([]);
  await schema.alterTable('away').renameTo('unlinked_events').execute();
  await until('it has looked again', async () => woken.length > 0);
  await timer.close();
});

it('shows in the metrics what has waited for long, and for how long; the sweep has it linked', async () => {
  const { db, now } = gateway.deps;
  await (await openHistory(db, await placeOf('kosovo'))).add({ at: now() });
  expect(await figures()).toContain('majibu_unlinked_events{programme="khulna"} 1');
  expect(await figures()).toContain('majibu_unlinked_events{programme="kosovo"} 0');
  expect(await figures()).toMatch(/majibu_unlinked_oldest_seconds\{programme="khulna"\} [1-9]\d*/);
  await sweep(gateway.deps);
  await gateway.work();
  expect(await figures()).toContain('majibu_unlinked_events{programme="khulna"} 0');
  expect(await figures()).toContain('majibu_unlinked_oldest_seconds{programme="khulna"} 0');
});
