import { type Options, readOptions, type SuiteName, USAGE } from './options.ts';
import { type Generator, startGenerator } from './processes.ts';
import { describeMachine, toTable, writeResults } from './report.ts';
import type { Bench, Finding, Suite } from './suite.ts';
import { coldStart } from './suites/cold-start.ts';
import { figures } from './suites/figures.ts';
import { history } from './suites/history.ts';
import { idleMemory } from './suites/idle-memory.ts';
import { inbox } from './suites/inbox.ts';
import { placeSearch } from './suites/place-search.ts';
import { programs } from './suites/programs.ts';
import { sessionsAtOnce } from './suites/sessions-at-once.ts';
import { smsInbound } from './suites/sms-inbound.ts';
import { ussdTurns } from './suites/ussd-turns.ts';

const SUITES: Readonly<Record<SuiteName, Suite>> = {
  'ussd-turns': ussdTurns,
  'sms-inbound': smsInbound,
  'sessions-at-once': sessionsAtOnce,
  'cold-start': coldStart,
  'idle-memory': idleMemory,
  'place-search': placeSearch,
  inbox,
  figures,
  history,
  programs,
};

/** What runs now and must be closed, the last opened first. */
type Open = { close(): Promise<void> }[];

/** Measures what was asked for, prints a table and keeps the figures. Ends with 1 when an answer is wrong. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options.isHelp) {
    console.log(USAGE);
    return;
  }
  const open: Open = [];
  closeOnSignal(open);
  const machine = describeMachine();
  const generator = startGenerator();
  try {
    const findings = await measureAll(options, generator, open);
    console.log(`\n${toTable(findings)}\n\n${await writeResults(options, machine, findings)}`);
  } finally {
    await closeAll(open);
    await generator.close();
  }
}

async function measureAll({ suites, seconds }: Options, generator: Generator, open: Open): Promise<Finding[]> {
  const findings: Finding[] = [];
  const bench: Bench = {
    generator,
    seconds,
    tell: (line) => console.error(line),
    keep: (opened) => {
      open.unshift(opened);
      return opened;
    },
  };
  for (const name of suites) {
    findings.push(...(await SUITES[name](bench)));
    await closeAll(open);
  }
  return findings;
}

async function closeAll(open: Open): Promise<void> {
  for (const each of open.splice(0)) await each.close();
}

function closeOnSignal(open: Open): void {
  const stop = () => void closeAll(open).finally(() => process.exit(130));
  process.once('SIGINT', stop).once('SIGTERM', stop);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error, error instanceof Error ? (error.cause ?? '') : '');
  process.exitCode = 1;
});
