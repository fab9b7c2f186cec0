import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Options } from './options.ts';
import { type Finding, isMet } from './suite.ts';

/** What the figures depend on; nothing that names the machine. */
export function describeMachine(): object {
  return {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 1024 ** 3),
    system: `${process.platform} ${process.arch}`,
    node: process.version,
    loadBefore: loadavg().map((load) => Number(load.toFixed(2))),
  };
}

/** The findings as a table for people. */
export function toTable(findings: readonly Finding[]): string {
  const rows = findings.map((finding) => [
    finding.name,
    finding.bare,
    finding.ours,
    `${format(finding.value, finding.unit)}`,
    `${finding.target.is} ${finding.target.value}${finding.target.aim ? `, aim ${finding.target.aim}` : ''}`,
    isMet(finding) ? 'met' : 'MISSED',
  ]);
  const table = [['', 'bare Express', 'ours', 'figure', 'wanted', ''], ...rows];
  const widths = table[0]?.map((_cell, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  return table
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function format(value: number, unit: Finding['unit']): string {
  return unit === 'ratio' ? value.toFixed(2) : `${Number(value.toFixed(1))} ${unit}`;
}

/** Keeps everything as JSON and gives back the file's path inside the project. */
export async function writeResults(options: Options, machine: object, findings: readonly Finding[]): Promise<string> {
  const path = `bench/results/latest${options.isWhole ? '' : '.local'}.json`;
  const url = new URL(`../${path}`, import.meta.url);
  const measured = { at: new Date().toISOString(), secondsPerRound: options.seconds, machine };
  await mkdir(fileURLToPath(new URL('.', url)), { recursive: true });
  await writeFile(url, `${JSON.stringify({ ...measured, findings }, shorten, 2)}\n`);
  return path;
}

function shorten(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value;
}
