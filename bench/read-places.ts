import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { Places } from '../src/routing/find-area.ts';
import type { Area, Names } from '../src/routing/programme.ts';

/** Whole countries, from `bench/data/`, and what people there call the levels. */
const COUNTRIES = {
  'kenya-wards': {
    county: { en: 'County', sw: 'Kaunti' },
    constituency: { en: 'Constituency', sw: 'Eneo bunge' },
    ward: { en: 'Ward', sw: 'Wadi' },
  },
  'bangladesh-unions': {
    division: { en: 'Division', bn: 'বিভাগ' },
    district: { en: 'District', bn: 'জেলা' },
    upazila: { en: 'Upazila', bn: 'উপজেলা' },
    union: { en: 'Union', bn: 'ইউনিয়ন' },
  },
} as const satisfies Record<string, Readonly<Record<string, Names>>>;
export type Country = keyof typeof COUNTRIES;
export const COUNTRY_NAMES: readonly Country[] = ['kenya-wards', 'bangladesh-unions'];

const rowsOf = z.array(
  z.object({
    code: z.string(),
    parent_code: z.string(),
    level: z.string(),
    name_en: z.string(),
    name_bn: z.string().optional(),
    aliases: z.string(),
  }),
);

interface AreaNode extends Area {
  parent: AreaNode | null;
  readonly children: AreaNode[];
}

/**
 * All areas of a country as a search wants them; parents stand before their parts in the files.
 *
 * @throws {Error} when the file is not what it should be
 */
export async function readPlaces(country: Country): Promise<Places> {
  const text = await readFile(new URL(`data/${country}.csv`, import.meta.url), 'utf8');
  const areas = new Map<string, AreaNode>();
  for (const row of rowsOf.parse(parse(text, { columns: true }))) {
    const parent = areas.get(row.parent_code) ?? null;
    const names = row.name_bn === undefined ? { en: row.name_en } : { en: row.name_en, bn: row.name_bn };
    const aliases = row.aliases.split(';').filter(Boolean);
    const { code, level } = row;
    const area = { id: code, code, level, names, aliases, parent, children: [], population: null };
    parent?.children.push(area);
    areas.set(row.code, area);
  }
  const [root] = areas.values();
  if (!root) throw new Error(`bench/data/${country}.csv is empty`);
  return { root, areas, levelNames: new Map(Object.entries(COUNTRIES[country])) };
}
