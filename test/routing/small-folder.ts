import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A small programme without a fault, file by file. */
export const SMALL = {
  'programme.yaml': `name: small
region: KE
titles: { en: Small, sw: Ndogo }
operators: { en: Tester, sw: Mjaribu }
languages: [sw, en]
ussd_code: '*384*9999#'
short_code: '22999'
time_zone: Africa/Nairobi
hours: mon-fri 08:00-13:00, 14:00-17:00
confirm_within_days: 7
levels:
  country: { en: Country, sw: Nchi }
  county: { en: County, sw: Kaunti }
  ward: { en: Ward, sw: Wadi }
notice_version: 3
carrier: kannel
groups:
  youth: { en: Young person, sw: Kijana }
  woman: { en: Woman, sw: Mwanamke }
`,
  'areas.csv': `code,parent_code,level,name_en,name_sw,aliases
KE,,country,Kenya,Kenya,
KE.1,KE,county,Lamu,Lamu,
KE.1.1,KE.1,ward,Shella,Shella,Shela;Shella town
KE.1.2,KE.1,ward,Hindi,Hindi,
KE.1.3,KE.1,ward,Basuba,Basuba,
`,
  'population.csv': `area_code,population,year,source
KE.1,143920,2019,census
KE.1.2,12000,2009,estimate
`,
  'office-kinds.csv': `kind,level,name_en,name_sw,escalates_to,streams,within,hours,source
safe_desk,programme,Protection desk,Dawati la ulinzi,,protection;child,,mon-sun 00:00-24:00,ours
ward_admin,ward,"Ward administrator, {area}","Msimamizi wa wadi, {area}",county_office,,,,
county_office,county,{area} County,Kaunti ya {area},ombudsman,,,,
clinic,facility,Clinic,Kliniki,county_office,,,,
ombudsman,national,Ombudsman,Ombudsman,,,,,
`,
  'offices.csv': `kind,area_code,name_en,name_sw,hours
ward_admin,KE.1.2,Hindi Chief,Mkuu wa Hindi,mon-sat 08:00-12:00
`,
  'categories.csv': `code,parent_code,kind,stream,joinable,aliases,name_en,name_sw,office_kinds,clock,first_answer_hours,resolve_hours,legal_days,basis
WATER,,complaint,ordinary,yes,,Water,Maji,ward_admin,working,8,24,,our default
WATER.DRY,WATER,complaint,ordinary,yes,dry tap; bomba,No water,Hakuna maji,ward_admin,working,8,24,,our default
HEALTH,,complaint,ordinary,,,Health,Afya,clinic,working,8,24,,our default
INFO,,information_request,ordinary,,,Information,Taarifa,county_office,working,40,120,21,the Act
SAFE,,complaint,protection,,,Safety,Usalama,safe_desk,elapsed,2,24,,our default
`,
  'units.csv': `code,number,type,name_en,name_sw,area_code
SHELLA-WELL,101,well,Shella well,Kisima cha Shella,KE.1.1
LAMU-HOSP,102,hospital,Lamu hospital,Hospitali ya Lamu,KE.1
`,
  'indicators.csv': `code,unit_types,scale,name_en,name_sw
CLEAN,well;hospital,score,Clean,Usafi
OPEN,hospital,yes_no,Was it open?,Kilikuwa wazi?
`,
  'meetings.csv': `code,area_code,starts_at,name_en,name_sw,venue_en,venue_sw
BUDGET,KE.1.1,2026-12-04 10:00,Budget forum,Baraza la bajeti,Shella school,Shule ya Shella
`,
  'projects.csv': `code,area_code,name_en,name_sw,amount,currency,state,source,as_of
CLINIC,KE.1.1,Clinic roof,Paa la kliniki,2500000.5,KES,under_way,county list,2026-06-30
ROAD,KE.1,Ring road,Barabara ya pete,,,planned,county list,2026-06-30
`,
  'holidays.csv': `date,name_en,name_sw
2026-12-25,Christmas Day,Krismasi
2027-06-01,Madaraka Day,Siku ya Madaraka
`,
  'helplines.csv': `streams,name_en,name_sw,phone,status
child;protection,Child Helpline,Simu ya watoto,116,verified
`,
} as const;

export type SmallFile = keyof typeof SMALL;

/** What a file holds instead: another text, other bytes, or nothing (the file is not there). */
export type Changes = Partial<Record<SmallFile, string | Uint8Array | null>>;

/** Writes the small programme, changed, as the folder `small` of a new place; `remove` takes it away again. */
export async function writeSmall(changes: Changes = {}): Promise<{ dir: string; remove(): Promise<void> }> {
  const place = await mkdtemp(join(tmpdir(), 'majibu-programme-'));
  const dir = join(place, 'small');
  await mkdir(dir);
  for (const [file, text] of Object.entries({ ...SMALL, ...changes })) {
    if (text !== null && text !== undefined) await writeFile(join(dir, file), text);
  }
  return { dir, remove: () => rm(place, { recursive: true, force: true }) };
}

/** A file of the small programme with one piece of its text replaced, which must be there. */
export function replaced(file: SmallFile, from: string, to: string): string {
  const text: string = SMALL[file];
  if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
  return text.replace(from, () => to);
}
