import { setImmediate } from 'node:timers/promises';
import { beforeAll, expect, it } from '@jest/globals';
import { ProjectListError, readProjectList } from '../../src/projects/read-project-list.ts';
import type { Programme } from '../../src/routing/programme.ts';
import { readShipped } from '../sms/shipped-programmes.ts';

const HEAD = 'code,area_code,name_en,name_sw,state,as_of,source';
const TODAY = '2026-11-23';
let kenya: Programme;
beforeAll(async () => {
  kenya = (await readShipped())('kenya-coast');
});

function list(lines: number): string {
  const rows = Array.from(
    { length: lines },
    (_, index) => `PR-${index},KE.001,Road,Barabara,planned,2026-09-30,county`,
  );
  return [HEAD, ...rows].join('\n');
}

it('lets others go first while it reads a long list', async () => {
  let isRead = false;
  const reading = readProjectList(kenya, list(1_000), TODAY).finally(() => {
    isRead = true;
  });
  let turns = 0;
  while (!isRead) {
    await setImmediate();
    turns += 1;
  }
  expect(await reading).toHaveLength(1_000);
  expect(turns).toBeGreaterThanOrEqual(20);
});

it('names the first line that is too many, and reads none of them', async () => {
  const started = performance.now();
  const error = await readProjectList(kenya, list(20_000), TODAY).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ProjectListError);
  expect(error).toHaveProperty('problems', [
    {
      file: 'list',
      line: 5_002,
      message: expect.stringContaining('at most 5000 below the heading; make several lists'),
    },
  ]);
  expect(performance.now() - started).toBeLessThan(5_000);
});
