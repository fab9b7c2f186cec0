import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { isSignedBy, openReceiver, type Receiver } from '../webhooks/receiver.ts';
import { NOW, run as runWith } from './run.ts';

const KOSOVO = join(import.meta.dirname, '../../programmes/kosovo');

let database: TestDatabase;
let receiver: Receiver;
beforeAll(async () => {
  database = await createTestDatabase();
  receiver = await openReceiver();
  await run(`programme load ${KOSOVO}`);
});
afterAll(async () => {
  await receiver.close();
  await database.close();
});
const run = (args: string) => runWith(args, { DATABASE_URL: database.url, WEBHOOK_LOOPBACK: 'on' });
const add = async (options: string) => {
  const made = await run(`webhook add --programme kosovo --url ${receiver.url} ${options} --json`);
  return JSON.parse(made.out) as { id: string; secret: string };
};
const remove = (id: string) => run(`webhook remove ${id}`);

describe('webhook', () => {
  it('add shows the secret once, and how to try it; list shows all but that', async () => {
    const { code, out } = await run(
      `webhook add --programme kosovo --office csw@XK.04.28 --url ${receiver.url} --events resolved,closed --label KOMF`,
    );
    expect(code).toBe(0);
    expect(out).toMatch(/^whsec_[A-Za-z0-9+/]{43}=\n\nKeep it now: .*webhook test [0-9a-f-]{36}\n$/);
    const { items } = JSON.parse((await run('webhook list --json')).out);
    expect(items).toEqual([
      expect.objectContaining({
        programme: 'kosovo',
        office: 'csw@XK.04.28',
        area: null,
        url: receiver.url,
        events: ['resolved', 'closed'],
        label: 'KOMF',
        created_at: NOW.toISOString(),
        waiting: 0,
        given_up: 0,
        off_at: null,
      }),
    ]);
    const listed = (await run('webhook list --programme kosovo')).out;
    expect(listed).toContain(`kosovo  csw@XK.04.28  ${receiver.url}  on  KOMF`);
    expect(listed + JSON.stringify(items)).not.toContain(out.slice(6, 49));
    expect((await run('webhook list --programme khulna')).out).toBe('There are no webhooks.\n');
    await remove(items[0].id);
  });

  it('test sends a signed event, and says when it does not get through; remove ends it', async () => {
    const { id, secret } = await add('--area XK.04');
    expect((await run(`webhook test ${id}`)).out).toBe('It got through.\n');
    const [received] = receiver.received.slice(-1);
    expect(received).toMatchObject({ type: 'test', data: { webhook: id } });
    expect(received && isSignedBy(secret, received)).toBe(true);
    receiver.script(500);
    const failed = await run(`webhook test ${id} --json`);
    expect([failed.code, JSON.parse(failed.out)]).toEqual([1, { ok: false, reason: 'status_500' }]);
    expect((await remove(id)).code).toBe(0);
    expect((await run(`webhook test ${id}`)).err).toMatch(/There is no webhook with this id/);
    expect((await remove(id)).code).toBe(1);
  });

  it.each([
    ['--office csw@XK.04.28 --area XK.04', 2, /either --office or --area/],
    ['', 2, /either --office or --area/],
    ['--area XK.04 --events born', 2, /no event "born"/],
    ['--area NOWHERE', 1, /has no area "NOWHERE"/],
    ['--office nobody', 1, /has no office "nobody"/],
  ])('add %s: %i and the mend', async (options, code, message) => {
    const refused = await run(`webhook add --programme kosovo --url ${receiver.url} ${options}`);
    expect([refused.code, refused.out]).toEqual([code, '']);
    expect(refused.err).toMatch(message);
  });

  it('add refuses what leads inward, where this machine is not allowed', async () => {
    for (const url of [receiver.url, 'https://127.0.0.1/x', 'https://10.0.0.1/x', 'https://[fd00::1]/x']) {
      const args = `webhook add --programme kosovo --area XK.04 --url ${url}`;
      const { code, err } = await runWith(args, { DATABASE_URL: database.url });
      expect([url, code]).toEqual([url, 1]);
      expect(err).toMatch(/https:\/\/|public internet/);
    }
    expect((await run('webhook list')).out).toBe('There are no webhooks.\n');
  });

  it('doctor tells of one that was switched off, and nothing where there is none', async () => {
    const env = { DATABASE_URL: database.url };
    const webhooks = async () => {
      const { checks } = JSON.parse((await runWith('doctor --json', env)).out);
      return checks.filter(({ name }: { name: string }) => name === 'webhooks');
    };
    expect(await webhooks()).toEqual([]);
    const { id } = await add('--area XK.04');
    expect(await webhooks()).toMatchObject([{ ok: true, detail: '1, all on' }]);
    await database.db.updateTable('webhooks').set({ off_at: NOW, last_failure: 'timeout' }).execute();
    expect(await webhooks()).toMatchObject([{ ok: false, detail: expect.stringContaining(id) }]);
    expect((await run('webhook list')).out).toContain(`OFF since ${NOW.toISOString()} (timeout)`);
    await run(`webhook test ${id}`);
    expect(await webhooks()).toMatchObject([{ ok: true }]);
  });

  it('production refuses to send to its own machine', async () => {
    const { code, err } = await runWith('webhook list', { NODE_ENV: 'production', WEBHOOK_LOOPBACK: 'on' });
    expect(code).toBe(1);
    expect(err).toContain('WEBHOOK_LOOPBACK: must not be on');
  });
});
