import { createHash } from 'node:crypto';
import { toCsv } from '../../console/parts/to-csv.ts';
import type { ReleaseFile } from '../../db/releases.ts';
import { nameIn } from '../../routing/programme.ts';
import { dictionary } from './dictionary.ts';
import { FIGURE_COLUMNS, type OpenRelease } from './open-release.ts';

/** The list of checksums, as `sha256sum -c` reads it. */
export const SUMS_FILE = 'SHA256SUMS';

/** The files of a release, each with its hash; the last one holds the hashes of all others. */
export function releaseFiles(release: OpenRelease): ReleaseFile[] {
  const files = [
    asFile('areas.csv', 'text/csv; charset=utf-8; header=present', areasCsv(release)),
    asFile('offices.csv', 'text/csv; charset=utf-8; header=present', officesCsv(release)),
    asFile('release.json', 'application/json; charset=utf-8', `${JSON.stringify(release, null, 1)}\n`),
    asFile('dictionary.csv', 'text/csv; charset=utf-8; header=present', toCsv(dictionary(release))),
    asFile('LICENSE.txt', 'text/plain; charset=utf-8', licence(release)),
  ];
  const sums = files.map(({ name, hash }) => `${hash.toString('hex')}  ${name}\n`).join('');
  return [...files, asFile(SUMS_FILE, 'text/plain; charset=utf-8', sums)];
}

function asFile(name: string, mediaType: string, text: string): ReleaseFile {
  const body = Buffer.from(text, 'utf8');
  return { name, mediaType, body, hash: createHash('sha256').update(body).digest() };
}

function areasCsv({ programme, month, areas }: OpenRelease): string {
  const head = ['programme', 'month', 'level', 'area', 'area_name', 'within', 'category', 'category_name'];
  const lines = areas.map((row) => [
    programme,
    month,
    row.level,
    row.area,
    nameIn(row.area_names, 'en'),
    row.within ?? '',
    row.category ?? '',
    row.category_names === null ? '' : nameIn(row.category_names, 'en'),
    ...cells(row),
  ]);
  return toCsv([[...head, ...FIGURE_COLUMNS], ...lines]);
}

function officesCsv({ programme, month, offices }: OpenRelease): string {
  const head = ['programme', 'month', 'office', 'office_name', 'area'];
  const lines = offices.map((row) => [
    programme,
    month,
    row.office,
    nameIn(row.office_names, 'en'),
    row.area,
    ...cells(row),
  ]);
  return toCsv([[...head, ...FIGURE_COLUMNS], ...lines]);
}

function cells(row: Readonly<Record<(typeof FIGURE_COLUMNS)[number], number | string | null>>): string[] {
  return FIGURE_COLUMNS.map((name) => String(row[name] ?? ''));
}

function licence({ attribution, month }: OpenRelease): string {
  return `The figures of ${month} in these files are published under the Creative Commons Attribution 4.0 International
licence (CC BY 4.0): https://creativecommons.org/licenses/by/4.0/

You may copy, change and publish them, also for money, as long as you name where they come from:

    ${attribution}

and say so when you have changed them. They come without any warranty.
`;
}
