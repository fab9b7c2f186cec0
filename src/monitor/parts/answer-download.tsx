import type { VNode } from 'preact';
import { toCsv } from '../../console/parts/to-csv.ts';
import type { Answer } from '../../console/route.ts';
import { AppError } from '../../errors.ts';
import type { Asked } from '../scope/scope-query.ts';
import { svgFile } from './svg-file.tsx';

/** What a page offers as files, by the names in its links. */
export interface Files {
  /** The lines of each table, headings first. */
  readonly tables: Readonly<Record<string, () => string[][]>>;
  readonly charts: Readonly<Record<string, () => VNode>>;
  /** What the figures are of, written into pictures. */
  readonly of?: readonly string[];
}

/**
 * The file that an address asks for: `?as=csv&table=...` or `?as=svg&chart=...`. Null: it asks for the page.
 *
 * @param page begins the file's name
 * @throws {AppError} `not_found` for a table or chart that the page does not have
 */
export function answerDownload(
  { as, table, chart }: Asked,
  page: string,
  { tables, charts, of = [] }: Files,
): Answer | null {
  if (as !== 'csv' && as !== 'svg') return null;
  const name = as === 'csv' ? table || (Object.keys(tables)[0] ?? '') : chart || (Object.keys(charts)[0] ?? '');
  const file = { name: `majibu-${page}-${name}.${as}` };
  if (as === 'csv' && Object.hasOwn(tables, name)) {
    const lines = tables[name]?.() ?? [];
    return { file: { ...file, type: 'text/csv; charset=utf-8', body: toCsv(lines) } };
  }
  const drawn = as === 'svg' && Object.hasOwn(charts, name) ? charts[name]?.() : undefined;
  if (drawn !== undefined) return { file: { ...file, type: 'image/svg+xml', body: svgFile(drawn, of.join(' · ')) } };
  throw new AppError('not_found', 'There is no such table or picture on this page.');
}
