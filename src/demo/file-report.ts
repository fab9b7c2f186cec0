import type { Grievance } from '../db/schema.ts';
import { citizenOn } from '../grievances/actor.ts';
import { hashPin, makePin } from '../grievances/pin.ts';
import type { Area, Category } from '../routing/programme.ts';
import { chooseOffice } from '../routing/route.ts';
import type { Crowd } from './crowd.ts';
import { beginLife, type Life, writeEvent } from './life.ts';
import { incomingRow } from './messages.ts';
import { happens, type Random } from './random.ts';
import { themeOf } from './theme.ts';
import { reportText } from './words/index.ts';
import type { World } from './world.ts';

/** What is filed when and where; who files it and in which words is drawn. */
export interface Filing {
  readonly at: Date;
  readonly category: Category;
  /** Where, should whoever reports it come for the first time. */
  readonly place: () => Area;
  readonly random: Random;
}

/** Files a report as a call or an SMS does: who does so, and in which words, is drawn. */
export function fileReport(world: World, crowd: Crowd, { at, category, place, random }: Filing): Life {
  const channel = happens(random, 0.8) ? 'ussd' : 'sms';
  const isSealed = category.stream !== 'ordinary';
  const isAnonymous = channel === 'ussd' && happens(random, isSealed ? 0.35 : 0.05);
  const citizen = isAnonymous ? null : crowd.reporter(at, place, channel);
  const area = citizen && happens(random, 0.93) ? citizen.home : place();
  const language = citizen?.language ?? world.programme.languages[0];
  const text = reportText(random, language, themeOf(category));
  const pin = isAnonymous || isSealed ? makePin() : null;
  const message = channel === 'sms' && citizen ? incomingRow(world, citizen, at, text) : null;
  const id = world.idAt(at);
  const source = `${DEMO_SOURCE}${channel}-${message ? String(message.id) : id}`;
  const isAboutOffice = !isSealed && channel === 'ussd' && happens(random, 0.02);
  const grievance: Grievance = {
    ...EMPTY,
    id,
    reference: world.references.next(),
    programme_id: world.programme.id,
    citizen_id: citizen?.id ?? null,
    kind: category.kind,
    stream: category.stream,
    category_id: category.id,
    area_id: area.id,
    channel,
    language,
    text,
    source,
    filed_at: at,
    contact: isAnonymous ? 'none' : !isSealed ? 'sms' : channel === 'ussd' && happens(random, 0.3) ? 'neutral' : 'none',
    pin_hash: pin === null ? null : hashPin(world.config.indexKey, id, pin),
    is_for_other: channel === 'ussd' && happens(random, 0.06),
    about_office_id: isAboutOffice ? (chooseOffice(world.programme, category, area)?.id ?? null) : null,
  };
  const life = beginLife({ world, random, category, citizen, grievance });
  if (message) life.messages.push(message);
  writeEvent(life, at, citizenOn(channel), { type: 'filed', data: {} });
  return life;
}

/** What the sources of made-up reports begin with: by it they are told from real ones. */
export const DEMO_SOURCE = 'demo-';

const EMPTY = {
  office_id: null,
  owing_office_id: null,
  status: 'filed',
  outcome: null,
  level: 0,
  routed_at: null,
  triaged_at: null,
  respond_by: null,
  resolve_by: null,
  legal_by: null,
  wake_at: null,
  first_answered_at: null,
  resolved_at: null,
  closed_at: null,
  overdue_at: null,
  missed_at: null,
  joiners: 0,
  untold_since: null,
  assignee_id: null,
  due_by: null,
  clock_from: null,
  clock_used_minutes: 0,
  answer_hours: null,
  resolve_hours: null,
  remind_at: null,
  waiting_until: null,
  objected_at: null,
  passed_by: [],
  merged_into_id: null,
  answer_worked_minutes: null,
  resolve_worked_minutes: null,
} as const satisfies Partial<Grievance>;
