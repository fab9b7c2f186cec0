import type { Command } from 'commander';
import { z } from 'zod';
import { listDigests, listLostHeads, listReleases, readReleaseFile } from '../db/releases.ts';
import { findReleaseProblems } from '../open/release/find-release-problems.ts';
import { makeReleases } from '../open/release/make-releases.ts';
import type { Runner } from './runner.ts';
import type { Terminal } from './terminal.ts';
import { forEachProgramme } from './with-programmes.ts';

const options = z.object({ programme: z.string().optional() });

/** `release make`, `release list` and `release check`. */
export function addReleaseCommands(program: Command, runner: Runner): void {
  const release = program.command('release').description('open data: the figures of each month, published once');
  const add = (name: string, description: string) =>
    release
      .command(name)
      .description(description)
      .option('--programme <name>', 'of this programme only')
      .option('--json', 'print JSON');
  const make = add('make', 'publish what is due now; the gateway does so by itself');
  make.action(runner.run((terminal) => makeAll(terminal, options.parse(make.opts()).programme)));
  const list = add('list', 'show what is published');
  list.action(runner.run((terminal) => listAll(terminal, options.parse(list.opts()).programme)));
  const check = add('check', 'look whether everything published is as it was, and still fits the history').addHelpText(
    'after',
    '\nExit codes: 0 all is as it was, 1 something is not.',
  );
  check.action(runner.run((terminal) => checkAll(terminal, options.parse(check.opts()).programme)));
}

async function makeAll(terminal: Terminal, name: string | undefined) {
  const items = await forEachProgramme(terminal, name, async (deps, programme) => {
    const { months, day } = await makeReleases(deps, programme.id);
    return { programme: programme.name, months, day };
  });
  const lines = items.map(({ programme, months, day }) => {
    const parts = [...months.map((month) => `figures of ${month}`), ...(day === null ? [] : [`digest of ${day}`])];
    return `${programme}  ${parts.join(', ') || 'nothing is due'}`;
  });
  return { code: 0 as const, text: lines.join('\n') || 'There is no programme.', json: { items } };
}

async function listAll(terminal: Terminal, name: string | undefined) {
  const items = await forEachProgramme(terminal, name, async ({ db }, programme) => {
    const releases = await listReleases(db, programme.id);
    const days = await listDigests(db, programme.id);
    return {
      programme: programme.name,
      releases: releases.map(({ month, madeAt, sumsHash }) => ({ month, madeAt, sums: sumsHash.toString('hex') })),
      lastDay: days.at(-1)?.day ?? null,
    };
  });
  const lines = items.flatMap(({ programme, releases, lastDay }) => [
    `${programme}  ${releases.length} release(s), last digest ${lastDay ?? 'none'}`,
    ...releases.map(({ month, madeAt, sums }) => `  ${month}  made ${madeAt.toISOString()}  ${sums}`),
  ]);
  return { code: 0 as const, text: lines.join('\n') || 'There is no programme.', json: { items } };
}

async function checkAll(terminal: Terminal, name: string | undefined) {
  const items = await forEachProgramme(terminal, name, async ({ db }, programme) => {
    const releases = await listReleases(db, programme.id);
    const read = (month: string, file: string) => readReleaseFile(db, { programmeId: programme.id, month, name: file });
    const days = await listDigests(db, programme.id);
    const lost = (await listLostHeads(db, programme.id)).map(
      (day) => `${day}: the chain no longer goes through this end`,
    );
    const problems = [...(await findReleaseProblems(programme.name, { releases, days, read })), ...lost];
    return { programme: programme.name, releases: releases.length, days: days.length, problems };
  });
  const ok = items.every(({ problems }) => problems.length === 0);
  const lines = items.flatMap(({ programme, releases, days, problems }) => [
    `${problems.length === 0 ? 'ok' : 'FAIL'}    ${programme}  ${releases} release(s), ${days} day(s)`,
    ...problems.map((problem) => `      ${problem}`),
  ]);
  return {
    code: ok ? (0 as const) : (1 as const),
    text: lines.join('\n') || 'There is no programme.',
    json: { ok, items },
  };
}
