import { v7 as uuidv7 } from 'uuid';
import type { GrievanceStatus } from '../../src/db/schema.ts';
import { makeReference } from '../../src/grievances/reference.ts';
import type { Language, Stream } from '../../src/routing/programme.ts';
import type { Gateway } from '../support/gateway.ts';

const OFFICE = 'water_company@KE.001';
const HOUR_MS = 3_600_000;

/** What a test says of a report; the rest is a new report about no water in Changamwe, due tomorrow. */
export interface Sample {
  readonly text?: string;
  readonly language?: Language;
  readonly status?: GrievanceStatus;
  /** From now; null: no deadline. */
  readonly dueInHours?: number | null;
  readonly office?: string | null;
  readonly category?: string;
  readonly area?: string;
  readonly stream?: Stream;
  readonly about?: string;
  readonly assignee?: string;
  readonly joiners?: number;
}

/** Writes reports as they stand in an inbox, in this order, and gives back their references. */
export async function addToInbox(gateway: Gateway, samples: readonly Sample[]): Promise<string[]> {
  const references: string[] = [];
  for (const sample of samples) references.push(await add(gateway, sample));
  return references;
}

/** Writes a report as it stands in an inbox, and gives back its reference. */
async function add(gateway: Gateway, sample: Sample): Promise<string> {
  const programme = gateway.deps.programmes.byName('kenya-coast');
  const now = gateway.deps.now();
  const office = sample.office === null ? null : programme?.offices.get(sample.office ?? OFFICE);
  const category = programme?.categories.get(sample.category ?? 'WATER.DRY');
  const area = programme?.areas.get(sample.area ?? 'KE.001.001');
  if (!programme || office === undefined || !category || !area) throw new Error('no such place or category');
  const reference = makeReference();
  const { dueInHours = 24 } = sample;
  await gateway.deps.db
    .insertInto('grievances')
    .values({
      id: uuidv7(),
      reference,
      programme_id: programme.id,
      kind: 'complaint',
      stream: sample.stream ?? 'ordinary',
      category_id: category.id,
      area_id: area.id,
      office_id: office?.id ?? null,
      status: sample.status ?? 'routed',
      channel: 'ussd',
      language: sample.language ?? 'sw',
      text: sample.text ?? 'Hatuna maji kwa siku tano',
      source: `test-${reference}`,
      filed_at: now,
      routed_at: now,
      due_by: dueInHours === null ? null : new Date(now.getTime() + dueInHours * HOUR_MS),
      about_office_id: sample.about === undefined ? null : (programme.offices.get(sample.about)?.id ?? null),
      assignee_id: sample.assignee ?? null,
      joiners: sample.joiners ?? 0,
    })
    .execute();
  return reference;
}
