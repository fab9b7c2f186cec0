import type { Command } from 'commander';
import { examine, type Finding } from './doctor.ts';
import type { Runner } from './runner.ts';

/** `doctor`. */
export function addDoctorCommand(program: Command, { run }: Runner): void {
  program
    .command('doctor')
    .description(
      'look at settings, database, queue, programmes and carrier, and say what to do; changes nothing in them',
    )
    .option('--json', 'print JSON')
    .action(
      run(async (terminal) => {
        const findings = await examine(terminal);
        const isWell = findings.every(({ isOk }) => isOk);
        const json = { ok: isWell, checks: findings.map(({ isOk, ...finding }) => ({ ok: isOk, ...finding })) };
        return { code: isWell ? 0 : 1, text: findings.map(formatFinding).join('\n'), json };
      }),
    );
}

function formatFinding({ name, isOk, detail, mend }: Finding): string {
  const line = `${isOk ? 'ok  ' : 'FAIL'}  ${name.padEnd(10)}  ${detail}`;
  return mend === undefined ? line : `${line}\n                  ${mend}`;
}
