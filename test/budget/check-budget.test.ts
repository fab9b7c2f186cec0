import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { budgetOf, checkBudget } from '../../src/budget/check-budget.ts';
import { formatBudget } from '../../src/cli/format-budget.ts';
import { runProgrammeBudget, runProgrammeCheck, runProgrammeLoad } from '../../src/cli/programme-verbs.ts';
import { checkFolders, programmeDirs } from '../../src/routing/load-folder.ts';
import { formatProblem } from '../../src/routing/problem.ts';
import type { ProgrammeSource } from '../../src/routing/programme-source.ts';
import { SCREEN_NAMES } from '../../src/ussd/screen.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

describe('the shipped programmes', () => {
  let sources: readonly ProgrammeSource[];
  beforeAll(async () => {
    const checked = await checkFolders(await programmeDirs('programmes'));
    expect(checked.problems).toEqual([]);
    sources = checked.sources;
  });

  it('have no text over its budget, and it takes less than two seconds to know', () => {
    const started = process.cpuUsage();
    const found = sources.flatMap(checkBudget);
    // Of a processor: how long it takes beside other tests says nothing about it.
    const { user, system } = process.cpuUsage(started);
    expect((user + system) / 1_000).toBeLessThan(2_000);
    expect(found.map(formatProblem)).toEqual([]);
  });

  it('are measured on every screen, in every language', () => {
    for (const { languages } of sources.map(budgetOf)) {
      for (const { screens } of languages) expect(screens.map(({ screen }) => screen)).toEqual(SCREEN_NAMES);
    }
  });

  it('are within the limit of a page on every screen', () => {
    const costs = sources.flatMap((source) => budgetOf(source).languages.flatMap(({ screens }) => screens));
    expect(costs.filter(({ units, limit }) => units > limit)).toEqual([]);
    expect(costs.filter(({ units }) => units < 10)).toEqual([]);
  });

  it('give the last screen of a report whole on one page, in Bangla too', () => {
    const pages = sources.flatMap((source) =>
      budgetOf(source).languages.map(({ language, screens }) => ({
        language,
        pages: screens.find(({ screen }) => screen === 'report-joined')?.pages,
      })),
    );
    expect(pages.filter(({ pages: count }) => count !== 1)).toEqual([]);
  });

  it('are told in docs/screens.md as they are (npm run transcripts writes it)', async () => {
    const dirs = await programmeDirs('programmes');
    const tables = formatBudget(await runProgrammeBudget(dirs), { isMarkdown: true });
    if (process.env.WRITE_TRANSCRIPTS === '1') {
      const head = (await readFile('docs/screens.md', 'utf8')).split('\n## ')[0] ?? '';
      await writeFile('docs/screens.md', `${head.trimEnd()}\n\n${tables}\n`);
    }
    expect(await readFile('docs/screens.md', 'utf8')).toContain(tables);
  });
});

describe('a programme that breaks a budget', () => {
  let folder: string;
  let dir: string;
  let database: TestDatabase;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'majibu-budget-'));
    dir = join(folder, 'khulna');
    await cp('programmes/khulna', dir, { recursive: true });
    const file = join(dir, 'programme.yaml');
    const yaml = await readFile(file, 'utf8');
    await writeFile(file, yaml.replace('bn: কেএমএসএস', 'bn: খুলনা মুক্তি সেবা সংস্থা ও তার সকল সহযোগী সংগঠন'));
    database = await createTestDatabase({ template: 'majibu_template' });
  });
  afterAll(async () => {
    await database.close();
    await rm(folder, { recursive: true });
  });

  it('is refused with the text, the language and by how much', async () => {
    const { problems } = await runProgrammeCheck([dir]);
    const told = problems.map(formatProblem);
    expect(told).toContainEqual(
      expect.stringMatching(
        /^khulna\/programme\.yaml: the screen consent in বাংলা has no room for ".+": it is \d+ over; /,
      ),
    );
    expect(told.every((line) => !line.includes('English'))).toBe(true);
  });

  it('is not loaded, not even in part', async () => {
    const deps = { db: database.db, now: () => new Date('2026-11-23T06:30:00Z') };
    const { problems, loaded } = await runProgrammeLoad(deps, [dir]);
    expect(problems).not.toEqual([]);
    expect(loaded).toEqual([]);
    expect(await database.db.selectFrom('programmes').select('name').execute()).toEqual([]);
  });

  it('is shown in the table of `programme budget`, with the mark where it breaks', async () => {
    const text = formatBudget(await runProgrammeBudget([dir]), { isMarkdown: false });
    expect(text).toMatch(/^consent .*OVER by \d+/m);
    expect(text).toMatch(/^\d+ problem\(s\)\.$/m);
  });
});

it('says what an ordinary case costs in SMS, more in Bangla than in English', async () => {
  const { sources } = await checkFolders(['programmes/khulna']);
  const [budget] = sources.map(budgetOf);
  const cost = (language: string) => budget?.languages.find((one) => one.language === language)?.caseSegments ?? 0;
  expect(cost('en')).toBeGreaterThanOrEqual(5);
  expect(cost('bn')).toBeGreaterThan(cost('en'));
});
