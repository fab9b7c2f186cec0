import { parseArgs } from 'node:util';

export const SUITE_NAMES = [
  'ussd-turns',
  'sms-inbound',
  'sessions-at-once',
  'cold-start',
  'idle-memory',
  'place-search',
  'inbox',
  'figures',
  'history',
  'programs',
] as const;
export type SuiteName = (typeof SUITE_NAMES)[number];

export const USAGE = `Usage: npm run bench -- [--only NAME] [--seconds N]

Measures this machine's build against a bare Express handler, side by side, on loopback only.

  --only NAME    one of ${SUITE_NAMES.join(', ')}
  --seconds N    how long each of the ten rounds of a comparison lasts, 4 unless told
  --help         this text

A whole run at the usual length is written to bench/results/latest.json, any other to latest.local.json.`;

const USUAL_SECONDS = 4;

/** What the person who started the bench asked for. */
export interface Options {
  readonly suites: readonly SuiteName[];
  readonly seconds: number;
  /** Everything, at the usual length: a result worth keeping. */
  readonly isWhole: boolean;
  readonly isHelp: boolean;
}

/**
 * Reads the command line.
 *
 * @throws {Error} naming what is wrong with it
 */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: { only: { type: 'string' }, seconds: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  const seconds = Number(values.seconds ?? USUAL_SECONDS);
  if (!(seconds >= 0.5 && seconds <= 60)) throw new Error('--seconds must be a number from 0.5 to 60.');
  const suites = SUITE_NAMES.filter((name) => values.only === undefined || name === values.only);
  if (suites.length === 0) throw new Error(`There is no measurement "${values.only}".\n\n${USAGE}`);
  return {
    suites,
    seconds,
    isWhole: values.only === undefined && seconds === USUAL_SECONDS,
    isHelp: values.help === true,
  };
}
