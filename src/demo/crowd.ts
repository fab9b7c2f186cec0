import { randomUUID } from 'node:crypto';
import type { Insertable } from 'kysely';
import type { CitizensTable, ConsentsTable } from '../db/schema.ts';
import { indexPhone, type Phone, sealPhone } from '../phone.ts';
import type { Area, Language } from '../routing/programme.ts';
import { below, createRandom, happens, pick, pickWeighted, type Random } from './random.ts';
import type { World } from './world.ts';

/** Somebody who reports. */
export interface DemoCitizen {
  readonly id: string;
  readonly phone: Phone;
  /** As PostgreSQL reads it in hexadecimal. */
  readonly phoneIndex: string;
  readonly language: Language;
  readonly home: Area;
  /** When she says STOP; null: never. */
  readonly optsOutAt: Date | null;
}

/** A row as JSON: bytes as PostgreSQL reads them in hexadecimal. */
export type Row<T> = { readonly [K in keyof Insertable<T>]: unknown };

/** The people of a history. */
export interface Crowd {
  /** Whoever reports next: a stranger, or one of those who did so lately. */
  reporter(at: Date, home: () => Area, channel: 'ussd' | 'sms'): DemoCitizen;
  /** Somebody who reported before, from anywhere; null: nobody did. */
  anybody(random: Random): DemoCitizen | null;
  /** Rows of those who came since the last time. */
  takeNew(): { citizens: Row<CitizensTable>[]; consents: Row<ConsentsTable>[] };
}

/** So many of the last ones may come back; who came before them does not, so that memory stays as it is. */
const REMEMBERED = 20_000;
const COMES_BACK = 0.3;
const DAY_MS = 86_400_000;

/** Nobody can have such a number: no country has the code 999, and nobody will be given it. */
const NOBODYS_CODE = '+999';

/** How large a part of the people says that it belongs to a group, by its code; others one in eight. */
const GROUP_SHARES: Readonly<Record<string, number>> = { woman: 0.44, youth: 0.38, disability: 0.05, child: 0.04 };

/**
 * Opens a crowd in which nobody is yet.
 *
 * @param firstSerial numbers are counted up from it: those below are taken
 */
export function openCrowd(world: World, firstSerial: number): Crowd {
  const random = createRandom(`${world.seed} crowd`);
  const known: DemoCitizen[] = [];
  let serial = firstSerial;
  let fresh: { citizens: Row<CitizensTable>[]; consents: Row<ConsentsTable>[] } = { citizens: [], consents: [] };
  const meet = (at: Date, home: Area, channel: 'ussd' | 'sms'): DemoCitizen => {
    const citizen = makeCitizen(world, random, { at, home, serial });
    serial += 1;
    if (known.length < REMEMBERED) known.push(citizen);
    else known[below(random, REMEMBERED)] = citizen;
    fresh.citizens.push(toRow(world, random, citizen, { at, channel }));
    fresh.consents.push(toConsent(world, citizen, { at, channel }));
    return citizen;
  };
  return {
    reporter: (at, home, channel) =>
      known.length > 0 && happens(random, COMES_BACK) ? pick(random, known) : meet(at, home(), channel),
    anybody: (by) => (known.length === 0 ? null : pick(by, known)),
    takeNew: () => {
      const taken = fresh;
      fresh = { citizens: [], consents: [] };
      return taken;
    },
  };
}

function makeCitizen(
  { programme, config, now }: World,
  random: Random,
  { at, home, serial }: { at: Date; home: Area; serial: number },
): DemoCitizen {
  const phone = `${NOBODYS_CODE}${String(serial).padStart(9, '0')}` as Phone;
  const optsOut = happens(random, 0.012) ? new Date(at.getTime() + Math.floor(random() * 120 * DAY_MS)) : null;
  return {
    id: randomUUID(),
    phone,
    phoneIndex: toHex(indexPhone(config.indexKey, phone)),
    language: languageOf(programme.languages, random),
    home,
    optsOutAt: optsOut !== null && optsOut <= now ? optsOut : null,
  };
}

/** Most people speak the first language of a programme. */
function languageOf(languages: readonly Language[], random: Random): Language {
  const weights = Object.fromEntries(languages.map((language, index) => [language, [0.78, 0.16, 0.06][index] ?? 0.02]));
  return pickWeighted<Language>(random, weights);
}

type Met = { at: Date; channel: 'ussd' | 'sms' };

function toRow(world: World, random: Random, citizen: DemoCitizen, { at, channel }: Met): Row<CitizensTable> {
  const { programme, config } = world;
  const wasAsked = channel === 'ussd' && programme.groups.length > 0;
  const groups = programme.groups.filter(({ code }) => happens(random, GROUP_SHARES[code] ?? 0.12));
  const says = wasAsked && happens(random, 0.62);
  const place = { table: 'citizens', column: 'phone_sealed', rowId: citizen.id };
  return {
    id: citizen.id,
    programme_id: programme.id,
    phone_sealed: toHex(sealPhone(config.sealingKeys, citizen.phone, place)),
    phone_index: citizen.phoneIndex,
    language: citizen.language,
    area_id: citizen.home.id,
    opted_out_at: citizen.optsOutAt,
    conversation: null,
    conversation_at: null,
    consent_version: channel === 'ussd' ? programme.noticeVersion : null,
    groups: says ? groups.map(({ code }) => code) : [],
    groups_asked_at: wasAsked ? at : null,
    created_at: new Date(Math.floor(at.getTime() / DAY_MS) * DAY_MS),
  };
}

function toConsent({ programme, idAt }: World, citizen: DemoCitizen, { at, channel }: Met): Row<ConsentsTable> {
  return {
    id: idAt(at),
    programme_id: programme.id,
    citizen_id: citizen.id,
    // Who files with a single SMS reads the notice behind it.
    choice: channel === 'ussd' ? 'agreed' : 'told',
    version: programme.noticeVersion,
    language: citizen.language,
    channel,
    at,
  };
}

/** Bytes as PostgreSQL reads them from text. */
export function toHex(bytes: Buffer): string {
  return `\\x${bytes.toString('hex')}`;
}
