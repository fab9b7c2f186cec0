import { performance } from 'node:perf_hooks';
import { type Command, InvalidArgumentError } from 'commander';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { type Config, readConfig } from '../config.ts';
import type { Database } from '../db/schema.ts';
import { countReports } from '../demo/count-reports.ts';
import { type DemoProgress, type Filled, fillDemo } from '../demo/fill-demo.ts';
import { AppError } from '../errors.ts';
import { rebuildFigures } from '../figures/rebuild-figures.ts';
import { createLog } from '../log.ts';
import type { Programme } from '../routing/programme.ts';
import { openProgrammes } from '../routing/programmes.ts';
import type { Runner } from './runner.ts';
import type { Terminal } from './terminal.ts';
import { withDatabase } from './with-database.ts';

const options = z.object({
  grievances: z.number(),
  seed: z.number(),
  months: z.number(),
  programme: z.string().optional(),
  yes: z.boolean().optional(),
});
type Options = z.infer<typeof options>;

const MOST_GRIEVANCES = 5_000_000;
const MOST_MONTHS = 120;

/** `demo fill`. */
export function addDemoCommand(program: Command, { run }: Runner): void {
  const demo = program.command('demo').description('made-up data, to look at and to measure with');
  const fill = demo
    .command('fill')
    .description('fill programmes with a history that was never: reports and what became of them, SMS, ratings, calls')
    .requiredOption(
      '--grievances <number>',
      'how many reports, over all programmes it fills',
      whole(1, MOST_GRIEVANCES),
    )
    .option('--seed <number>', 'the same seed on the same day makes the same history', whole(0, 2 ** 31 - 1), 1)
    .option('--months <number>', 'how far back it goes', whole(1, MOST_MONTHS), 18)
    .option('--programme <name>', 'this programme only; all that are loaded unless told')
    .option('--yes', 'also where there are reports already')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `\n${FRESH}\nCtrl+C leaves what was stored by then: whole reports.\nExample:\n  majibu demo fill --grievances 100000 --seed 7`,
    );
  fill.action(
    run(async (terminal) => {
      const wanted = options.parse(fill.opts());
      const config = readConfig(terminal.env);
      requireSimulator(config);
      const items = await withDatabase(terminal, ({ patiently, now }) =>
        patiently((db) => fillAll({ db, config, now: now() }, terminal, wanted)),
      );
      const lines = items.map(
        ({ programme, seconds, ...filled }) =>
          `${programme}: ${filled.grievances} reports, ${filled.events} events, ${filled.messages} SMS, ` +
          `${filled.ratings} ratings, ${filled.citizens} people in ${seconds} s`,
      );
      const text = [...lines, 'A gateway that runs now links the events; `majibu audit verify` says when it is done.'];
      return { code: 0, text: text.join('\n'), json: { seed: wanted.seed, months: wanted.months, items } };
    }),
  );
}

const FRESH =
  'History cannot be taken back. To start fresh, use a database of its own and throw it away as a whole, e.g. with\n' +
  'DATA_DIR=.demo in front of `majibu programme load programmes/*`, `majibu demo fill ...` and `npm start`.';

/** The made-up people have numbers that nobody has; what the gateway writes to them later must not leave the machine either. */
function requireSimulator({ carrier }: Pick<Config, 'carrier'>): void {
  if (carrier === 'simulator') return;
  throw new AppError(
    'invalid',
    `Made-up reports want SMS when they become late, and this gateway sends by ${carrier}. Fill a gateway with CARRIER=simulator.`,
  );
}

interface FilledProgramme extends Filled {
  readonly programme: string;
  readonly seconds: number;
}

interface FillDeps {
  readonly db: Kysely<Database>;
  readonly config: Config;
  readonly now: Date;
}

async function fillAll(deps: FillDeps, terminal: Terminal, wanted: Options): Promise<FilledProgramme[]> {
  const programmes = await openProgrammes(deps.db, createLog('silent'), { pollMs: null });
  try {
    const chosen = choose(programmes.all(), wanted.programme);
    if (!wanted.yes) for (const programme of chosen) await requireEmpty(deps.db, programme);
    const done: FilledProgramme[] = [];
    for (const [index, programme] of chosen.entries()) {
      // The first ones take what cannot be shared out.
      const count = Math.floor((wanted.grievances + chosen.length - 1 - index) / chosen.length);
      if (count > 0) done.push(await fillOne(deps, terminal, programme, { ...wanted, count }));
    }
    return done;
  } finally {
    programmes.close();
  }
}

async function fillOne(
  { db, config, now }: FillDeps,
  terminal: Terminal,
  programme: Programme,
  { count, seed, months }: { count: number; seed: number; months: number },
): Promise<FilledProgramme> {
  const startedAt = performance.now();
  const onProgress = progressTo(terminal, programme, startedAt);
  const filled = await fillDemo({ db, config }, programme, { count, seed, months, now, onProgress });
  terminal.err(`${programme.name}: counting the figures\n`);
  await rebuildFigures(db, programme, now, () => undefined);
  const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
  return { programme: programme.name, ...filled, seconds };
}

const STEPS = 20;

/** One line for each twentieth, with how long it will still take at this pace. */
function progressTo(terminal: Terminal, { name }: Programme, startedAt: number): (progress: DemoProgress) => void {
  let shown = 0;
  return ({ done, of, until }) => {
    const step = Math.floor((done / of) * STEPS);
    if (step <= shown) return;
    shown = step;
    const left = Math.round((((performance.now() - startedAt) / done) * (of - done)) / 1000);
    terminal.err(`${name}: ${done} of ${of} reports, until ${until.toISOString().slice(0, 10)}, ${left} s left\n`);
  };
}

function choose(all: readonly Programme[], name: string | undefined): readonly Programme[] {
  const chosen = name === undefined ? all : all.filter((programme) => programme.name === name);
  if (chosen.length > 0) return chosen;
  if (all.length === 0)
    throw new AppError('not_found', 'No programme is loaded. `majibu programme load DIR` loads one.');
  const names = all.map((programme) => programme.name).join(', ');
  throw new AppError('not_found', `There is no programme "${name ?? ''}". There are: ${names}.`);
}

async function requireEmpty(db: Kysely<Database>, { id, name }: Programme): Promise<void> {
  const { real, demo } = await countReports(db, id);
  if (real + demo === 0) return;
  const what = real > 0 ? `${real} real reports` : `${demo} made-up reports`;
  throw new AppError('conflict', `${name} has ${what} already, and --yes would add to them. ${FRESH}`);
}

function whole(min: number, max: number): (value: string) => number {
  return (value) => {
    const number = /^\d{1,10}$/.test(value) ? Number(value) : Number.NaN;
    if (number >= min && number <= max) return number;
    throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`);
  };
}
