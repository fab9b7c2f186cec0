import { runCli } from '../../src/cli/run-cli.ts';

/** The clock of these runs. */
export const NOW = new Date('2026-03-02T09:00:00Z');

/** Runs the command line in this process: what it prints, and what it ends with. */
export async function run(args: string | readonly string[], env: NodeJS.ProcessEnv, input = '') {
  const printed = { out: '', err: '' };
  const words = typeof args === 'string' ? args.split(' ').filter(Boolean) : args;
  const code = await runCli(words, {
    env,
    now: () => NOW,
    out: (text) => {
      printed.out += text;
    },
    err: (text) => {
      printed.err += text;
    },
    readInput: async () => input,
  });
  return { code, ...printed };
}
