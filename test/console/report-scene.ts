import type { Response } from 'supertest';
import { rememberCitizen } from '../../src/db/citizens.ts';
import type { Grievance } from '../../src/db/schema.ts';
import { transact } from '../../src/db/transact.ts';
import { fileGrievance } from '../../src/grievances/file-grievance.ts';
import type { Phone } from '../../src/phone.ts';
import type { Language } from '../../src/routing/programme.ts';
import type { Person } from '../support/console.ts';
import type { Gateway } from '../support/gateway.ts';

export const MOMBASA = 'water_company@KE.001';
export const LIKONI_WARD = 'KE.001.005.0025';

let filed = 0;

/** A citizen's report with its office, and the phone it came from. */
export interface Scene {
  readonly grievance: Grievance;
  readonly phone: string;
  readonly path: string;
}

/** Files a report of a citizen with a number of her own, and lets the workers route it. */
export async function openScene(
  gateway: Gateway,
  wanted: {
    programme?: string;
    category?: string;
    area?: string;
    language?: Language;
    text?: string;
    anonymous?: boolean;
  } = {},
): Promise<Scene> {
  filed += 1;
  const number = filed;
  const { deps } = gateway;
  const programme = deps.programmes.byName(wanted.programme ?? 'kenya-coast');
  const category = programme?.categories.get(wanted.category ?? 'WATER.DRY');
  const area = programme?.areas.get(wanted.area ?? LIKONI_WARD);
  if (!programme || !category || !area) throw new Error('no such programme, category or area');
  const phone = `+2547130${String(10_000 + number)}` as Phone;
  const language = wanted.language ?? 'sw';
  const grievance = await transact(deps, async (tx) => {
    const at = { programmeId: programme.id, phone, now: deps.now() };
    const citizen = wanted.anonymous ? null : await rememberCitizen(tx.db, deps.config, at, { language });
    return fileGrievance(deps, tx, {
      programme,
      citizenId: citizen?.id ?? null,
      category,
      area,
      text: wanted.text ?? 'Hatuna maji kwa siku tano',
      language,
      channel: 'ussd',
      source: `scene-${number}`,
      ...(wanted.anonymous ? { pin: '4821' } : {}),
    });
  });
  await gateway.work();
  return { grievance, phone, path: `/console/reports/${grievance.reference}` };
}

/** The text of an element's attribute or hidden field on a page, unescaped. */
export function hiddenIn(page: string, name: string): string {
  const found = new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1];
  if (found === undefined) throw new Error(`no hidden field ${name}`);
  return plainOf(found);
}

/** What HTML stands for. */
export function plainOf(html: string): string {
  return html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

/** The SMS of a preview page, as the citizen would read it. */
export function previewed(page: string): string {
  const found = /<div class="preview"[^>]*>([\s\S]*?)<\/div>/.exec(page)?.[1];
  if (found === undefined) throw new Error('no preview');
  return plainOf(found);
}

/** Opens the form of an action and sends it on, step after step, as a browser does. */
export async function fillIn(
  person: Person,
  address: string,
  fields: Readonly<Record<string, string>>,
): Promise<Response> {
  const form = await person.get(address).expect(200);
  const hidden = { once: hiddenIn(form.text, 'once'), seen: hiddenIn(form.text, 'seen') };
  return person.post(address, { ...hidden, ...fields });
}
