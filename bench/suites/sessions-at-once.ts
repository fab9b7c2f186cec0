import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { LoadResult, PlannedCall } from '../load-plan.ts';
import { callbackPath, startGateway } from '../processes.ts';
import { makeCall, recordCall } from '../record-calls.ts';
import type { Finding, Suite } from '../suite.ts';

const SESSIONS = 500;
const COAST = '*384*2101#';
const AREAS = new URL('../../programmes/kenya-coast/areas.csv', import.meta.url);

/** Two keys, and the category they lead to. */
const CATEGORIES = [
  { keys: ['1', '1'], name: 'No medicine or supplies' },
  { keys: ['1', '2'], name: 'Staff absent or rude' },
  { keys: ['1', '3'], name: 'Emergency care, maternity' },
  { keys: ['2', '1'], name: 'No water' },
  { keys: ['2', '2'], name: 'Burst pipe or leak' },
  { keys: ['2', '3'], name: 'Wrong water bill' },
] as const;

/** 500 calls of six turns at the same time, each about another category and place than all others. */
export const sessionsAtOnce: Suite = async ({ generator, tell, keep }) => {
  const ours = keep(await startGateway('web'));
  tell('sessions-at-once: recording the calls, one after the other');
  const calls: PlannedCall[] = [];
  for (const report of await chooseReports()) {
    const phone = `+2547${99_000_000 + calls.length}`;
    await makeCall(ours.port, phone, { serviceCode: COAST, keys: ['2'], ends: /^CON Majibu/ });
    const keys = ['1', ...report.keys, report.ward, `Nothing works in ${report.ward}, for weeks`];
    const ends = new RegExp(`^CON Send this report\\?\n${report.category}\n${report.ward}\n`);
    calls.push(await recordCall(ours.port, { serviceCode: COAST, keys, ends }, [phone], phone));
  }
  tell(`sessions-at-once: all ${SESSIONS} together`);
  const result = await generator.run({
    plan: { kind: 'calls', calls },
    port: ours.port,
    path: callbackPath('ussd'),
    connections: SESSIONS,
    seconds: null,
    isChecked: true,
  });
  return [toFinding(calls, result)];
};

interface Report {
  readonly keys: readonly string[];
  readonly category: string;
  readonly ward: string;
}

/** Every category with every ward whose name is nobody else's, as many as are needed. */
async function chooseReports(): Promise<Report[]> {
  const areas = z
    .array(z.object({ level: z.string(), name_en: z.string() }))
    .parse(parse(await readFile(AREAS, 'utf8'), { columns: true }));
  const isAlone = (name: string) => areas.filter(({ name_en }) => name_en === name).length === 1;
  const wards = areas.filter(({ level, name_en }) => level === 'ward' && isAlone(name_en));
  const all = wards.flatMap(({ name_en }) =>
    CATEGORIES.map(({ keys, name }) => ({ keys, category: name, ward: name_en })),
  );
  if (all.length < SESSIONS) throw new Error(`only ${all.length} different reports for ${SESSIONS} calls`);
  return all.slice(0, SESSIONS);
}

function toFinding(calls: readonly PlannedCall[], result: LoadResult): Finding {
  const turns = calls.reduce((sum, call) => sum + call.turns.length, 0);
  const { answered, wrong, mixed, lost, p50Ms, p99Ms, firstWrong } = result;
  // A wrong turn spoils its call; where several are wrong they may share one, so this is the fewest that can be right.
  const right = Math.max(0, SESSIONS - wrong - lost);
  const unanswered = turns - answered;
  return {
    name: 'sessions-at-once',
    bare: '',
    ours: `${right} right, ${lost} lost, ${mixed} mixed`,
    value: unanswered === 0 ? right : 0,
    unit: `of ${SESSIONS}`,
    target: { is: 'at least', value: SESSIONS },
    details: { sessions: SESSIONS, turns, answered, right, wrong, mixed, lost, p50Ms, p99Ms, firstWrong },
  };
}
