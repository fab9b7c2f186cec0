import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { KyselyPlugin } from 'kysely';
import type { Grievance } from '../../../src/db/schema.ts';
import { makeReference, showReference } from '../../../src/grievances/reference.ts';
import { interpretSms } from '../../../src/sms/interpret-sms.ts';
import { type Gateway, openGateway } from '../../support/gateway.ts';
import { createTexters, eventsOf, type Texter } from '../texters.ts';
import { employ, filed, officeOf } from './desk.ts';

let gateway: Gateway;
const newTexter = createTexters(() => gateway);
let ordinary: Grievance;
let sealed: Grievance;
let official: Texter;
beforeAll(async () => {
  gateway = await openGateway();
  ordinary = await filed(gateway, newTexter());
  sealed = await filed(gateway, newTexter(), { category: 'SAFE.GBV' });
});
afterAll(() => gateway.close());
beforeEach(() => {
  official = newTexter();
});

/** Reads an SMS that she sends, and gives back which kinds of statement that took, in order. */
async function statementsFor(words: string): Promise<string[]> {
  await official.send(words);
  const kinds: string[] = [];
  const recorder: KyselyPlugin = {
    transformQuery: ({ node }) => {
      kinds.push(node.kind);
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const [received] = gateway.waiting.splice(0).filter(({ job }) => job === 'interpret-sms');
  const deps = { ...gateway.deps, db: gateway.deps.db.withPlugin(recorder) };
  await interpretSms(deps, received?.id ?? '');
  await official.news();
  return kinds;
}

const VERBS = ['ACK', 'REPLY', 'ASK', 'FIXED', 'PASS', 'READ', 'REOPEN'];

describe.each([
  ['an official of the very desk', () => ({ role: 'official', office: officeOf(gateway, sealed) }) as const],
  ['an official of another office', () => ({ role: 'official', office: officeOf(gateway, ordinary) }) as const],
  ['a supervisor of the area', () => ({ role: 'supervisor', area: 'KE.001' }) as const],
])('%s', (_name, as) => {
  it.each(VERBS)('%s hears of a sealed report what she hears of one that is not there', async (verb) => {
    await employ(gateway, official, as());
    const unknown = makeReference();
    for (const words of ['', ' I know it']) {
      const ofSealed = await official.text(`${verb} ${sealed.reference}${words}`);
      const ofUnknown = await official.text(`${verb} ${unknown}${words}`);
      expect(ofSealed).toEqual([expect.stringContaining(`You have no report ${showReference(sealed.reference)}. `)]);
      expect(ofSealed.map((text) => text.replace(showReference(sealed.reference), '#'))).toEqual(
        ofUnknown.map((text) => text.replace(showReference(unknown), '#')),
      );
      // It takes as long: the same statements in the same order.
      const forSealed = await statementsFor(`${verb} ${sealed.reference}${words} .`);
      expect(forSealed.length).toBeGreaterThan(3);
      expect(await statementsFor(`${verb} ${unknown}${words} .`)).toEqual(forSealed);
    }
    const types = new Set((await eventsOf(gateway, sealed.id)).map(({ type }) => type));
    // What the gateway does by itself: nobody has done anything to it.
    expect([...types].filter((type) => !['filed', 'routed', 'paged', 'escalated'].includes(type))).toEqual([]);
  });

  it('does not find it in her list, and no count tells of it', async () => {
    await employ(gateway, official, as());
    const lists = (await official.text('LIST')).concat(await official.text('LIST LATE')).join();
    expect(lists).not.toContain(showReference(sealed.reference));
    expect(lists).not.toMatch(/more|violence/i);
  });

  it('learns nothing from its number alone', async () => {
    await employ(gateway, official, as());
    expect((await official.text(`${sealed.reference} what is this about`)).join()).not.toContain('Begin with READ');
  });
});

it("hears the same of an ordinary report of another office's, and of one about her own", async () => {
  await employ(gateway, official, { role: 'official', office: officeOf(gateway, sealed) });
  const about = await filed(gateway, newTexter(), { about: officeOf(gateway, ordinary) });
  const accused = newTexter();
  await employ(gateway, accused, { role: 'official', office: officeOf(gateway, ordinary) });
  for (const [who, { reference }] of [
    [official, ordinary],
    [accused, about],
  ] as const) {
    expect(await who.text(`READ ${reference}`)).toEqual([
      `You have no report ${showReference(reference)}. Please check the eight digits, or send LIST.`,
    ]);
  }
  expect((await accused.text('LIST')).join()).not.toContain(showReference(about.reference));
});
