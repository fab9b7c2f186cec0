import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { countSegments, measure } from '../../src/encoding.ts';
import { reply } from '../../src/grievances/reply.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { createTexters, english, OFFICIAL } from './texters.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(async () => {
  await gateway.close();
});

const texter = createTexters(() => gateway);

/** What STATUS says after an office has answered. */
async function statusAfter(answer: string, more: readonly string[] = []): Promise<string> {
  const person = texter();
  await english(person);
  for (const words of ['REPORT no water Mtongwe since Monday', ...more]) await person.text(words);
  const { id = '' } = (await person.grievances()).at(-1) ?? {};
  await reply(gateway.deps, OFFICIAL, { id }, { text: answer });
  await person.news();
  return (await person.text('STATUS')).join('|');
}

describe('STATUS', () => {
  it('says what the office answered last, behind where the report stands', async () => {
    const told = await statusAfter('A plumber comes on Tuesday at two.');
    expect(told).toMatch(/No water: being worked on\. .*, due .*\. Answer: A plumber comes on Tuesday at two\.$/);
  });

  it.each([
    ['in the plain alphabet', 'The pump is mended and a plumber comes. '.repeat(12), 'gsm7', 2],
    ['outside it', 'পাম্প মেরামত হয়েছে এবং লোক আসছে। '.repeat(12), 'ucs2', 3],
  ])('cuts it to what the SMS may cost: %s', async (_name, answer, encoding, segments) => {
    const told = await statusAfter(answer.slice(0, 400).trim());
    expect(told).toMatch(/Answer: .+\.\.\.$/s);
    expect(measure(told).encoding).toBe(encoding);
    expect(countSegments(told)).toBe(segments);
  });

  it('tells the answer of the first report only', async () => {
    const told = await statusAfter('A lorry comes.', ['REPORT rubbish Mtongwe behind the school']);
    expect(told).toMatch(/Rubbish and pollution: .*Answer: A lorry comes\.\nMajibu \d{4} \d{4} No water: [^A]*$/);
  });
});
