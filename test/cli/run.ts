import { runCli } from '../../src/cli/run-cli.ts';

/** The clock of these runs. */
export const NOW = new Date('2026-03-02T09:00:00Z');

/** Runs the command line in this process: what it prints, and what it ends with. */
export async function run(args: string, env: NodeJS.ProcessEnv) {
  const printed = { out: '', err: '' };
  const code = await runCli(args.split(' ').filter(Boolean), {
    env,
    now: () => NOW,
    out: (text) => {
      printed.out += text;
    },
    err: (text) => {
      printed.err += text;
    },
  });
  return { code, ...printed };
}
