import { readdir, readFile } from 'node:fs/promises';

/** Linux counts in hundredths of a second, whatever the kernel's own clock is (proc(5), USER_HZ). */
const TICKS_PER_SECOND = 100;

/** Seconds of processor time that a process has used, all its threads together; null where this machine does not tell. */
export async function readCpuSeconds(pid: number): Promise<number | null> {
  return (await readStat(pid))?.cpuSeconds ?? null;
}

/** The same for a process and its children, e.g. PostgreSQL. */
export async function readTreeCpuSeconds(parentPid: number): Promise<number | null> {
  const names = await readdir('/proc').catch(() => []);
  const stats = await Promise.all(names.filter((name) => /^\d+$/.test(name)).map((name) => readStat(Number(name))));
  const own = stats.filter((stat) => stat?.pid === parentPid || stat?.parentPid === parentPid);
  return own.length === 0 ? null : own.reduce((sum, stat) => sum + (stat?.cpuSeconds ?? 0), 0);
}

async function readStat(pid: number): Promise<{ pid: number; parentPid: number; cpuSeconds: number } | undefined> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The second field is the command in brackets, which may hold anything; what follows is state, parent, ... (proc(5)).
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  const [parentPid, user, system] = [fields[1], fields[11], fields[12]].map(Number);
  if (parentPid === undefined || user === undefined || system === undefined || Number.isNaN(system)) return undefined;
  return { pid, parentPid, cpuSeconds: (user + system) / TICKS_PER_SECOND };
}
