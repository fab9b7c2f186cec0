import { setTimeout as delay } from 'node:timers/promises';
import { readResidentBytes } from '../memory.ts';
import { startGateway } from '../processes.ts';
import type { Suite } from '../suite.ts';

const IDLE_SECONDS = 10;

/** Resident memory of one process with web and workers, at rest after its start; PostgreSQL is not in it. */
export const idleMemory: Suite = async ({ tell, keep }) => {
  const gateway = keep(await startGateway('all'));
  tell(`idle-memory: ${IDLE_SECONDS} s of rest`);
  await delay(IDLE_SECONDS * 1000);
  const residentBytes = await readResidentBytes(gateway.pid);
  const megabytes = residentBytes / 1024 ** 2;
  return [
    {
      name: 'idle-memory',
      bare: '',
      ours: `${Math.round(megabytes)} MB`,
      value: megabytes,
      unit: 'MB',
      target: { is: 'at most', value: 250 },
      details: { residentBytes, idleSeconds: IDLE_SECONDS },
    },
  ];
};
