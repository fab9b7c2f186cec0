import { expect } from '@jest/globals';
import type { Grievance } from '../../src/db/schema.ts';
import { foldForAir } from '../../src/encoding.ts';
import type { Actor } from '../../src/grievances/actor.ts';
import { type Voice, voiceOf } from '../../src/grievances/texts.ts';
import { localeOf } from '../../src/locales/index.ts';
import type { Category, Language, Programme } from '../../src/routing/programme.ts';
import type { Gateway } from '../support/gateway.ts';
import type { Dialogue } from '../support/handset.ts';
import { type Citizen, openCitizen } from '../support/story.ts';

export const OFFICIAL: Actor = { kind: 'official', id: null, channel: 'api' };

/** Where a story of this folder plays. */
export interface Setting {
  readonly programme: string;
  readonly language: Language;
  /** The first digits of its phones; four more make a number. */
  readonly phones: string;
  readonly area: string;
  /** An ordinary category that may be joined. */
  readonly joinable: string;
  /** An ordinary one that may not. */
  readonly single: string;
  readonly sealed: string;
}

/** Two programmes, two alphabets, two working weeks. */
export const SETTINGS: readonly Setting[] = [
  {
    programme: 'kenya-coast',
    language: 'sw',
    phones: '+25471266',
    area: 'KE.001.005.0021',
    joinable: 'WATER.DRY',
    single: 'WATER.BILL',
    sealed: 'SAFE.GBV',
  },
  {
    programme: 'khulna',
    language: 'bn',
    phones: '+880171166',
    area: 'BD.40.47.12.11',
    joinable: 'WATER.TUBEWELL',
    single: 'SSN.OLD',
    sealed: 'SAFE.VAW',
  },
];

/** A report as its reporter knows it: eight digits, and the PIN where she got one. */
export interface Filed {
  readonly reference: string;
  readonly pin: string | undefined;
}

/** One setting in front of a gateway. */
export interface Scene {
  readonly programme: Programme;
  readonly voice: Voice;
  readonly ussd: Voice['locale']['ussd'];
  /** A citizen whose number no other has. */
  newCitizen(): Citizen;
  /** Dials, chooses the language where it is asked, and goes on with nothing that a call before left unfinished. */
  menu(citizen: Citizen): Promise<Dialogue>;
  /** Files a report on the phone, from dialling to the receipt. */
  report(citizen: Citizen, options?: { category?: string; isAnonymous?: boolean; text?: string }): Promise<Filed>;
  /** As far as the screen that asks what happened. */
  describing(citizen: Citizen, options?: { category?: string; isAnonymous?: boolean }): Promise<Dialogue>;
  /** Opens one of "my reports". */
  state(citizen: Citizen, reference: string): Promise<Dialogue>;
  /** Opens a report with reference and PIN, or tries to. */
  open(citizen: Citizen, reference: string, pin: string): Promise<Dialogue>;
  row(reference: string): Promise<Grievance>;
  /** The data of the last event of a type. */
  eventData(reference: string, type: string): Promise<Record<string, unknown> | undefined>;
}

/** Opens a scene; its citizens share the gateway with those of other scenes. */
export function openScene(gateway: Gateway, setting: Setting, firstPhone = 1): Scene {
  const programme = gateway.deps.programmes.byName(setting.programme);
  if (!programme) throw new Error(`${setting.programme} is not loaded`);
  const voice = voiceOf(programme, setting.language);
  const { ussd } = voice.locale;
  let phones = firstPhone - 1;

  const menu = async (citizen: Citizen) => {
    const first = await citizen.dial(programme.ussdCode);
    const self = localeOf(setting.language).self;
    if (first.screen.includes(onAir(ussd.resumeOver))) return first.choose(onAir(ussd.resumeOver));
    return first.screen.includes(self) ? first.choose(self) : first;
  };
  const describing: Scene['describing'] = async (
    citizen,
    { category = setting.joinable, isAnonymous = false } = {},
  ) => {
    let call = await (await menu(citizen)).choose(onAir(ussd.menuReport));
    if (call.screen.includes(onAir(ussd.consentAgree))) {
      call = await call.choose(onAir(isAnonymous ? ussd.consentAnonymous : ussd.consentAgree));
    }
    const found = categoryOf(programme, category);
    if (found.parent) call = await call.choose(labelled(voice.name(found.parent.names)));
    call = await call.choose(labelled(voice.name(found.names)));
    if (found.stream !== 'ordinary') call = await call.choose(onAir(ussd.sealedGoOn));
    const area = programme.areas.get(setting.area);
    return isAskedPlace(call, ussd) ? call.type(voice.name(area?.names ?? { en: '' })) : call;
  };
  const row = (reference: string) =>
    gateway.deps.db.selectFrom('grievances').selectAll().where('reference', '=', reference).executeTakeFirstOrThrow();

  return {
    programme,
    voice,
    ussd,
    newCitizen: () => {
      phones += 1;
      return openCitizen(gateway, `${setting.phones}${String(phones).padStart(4, '0')}`);
    },
    menu,
    describing,
    report: async (citizen, options = {}) => {
      let call = await describing(citizen, options);
      call = await call.type(options.text ?? 'Nothing has come out for three days');
      if (call.screen.includes(onAir(ussd.contactNone))) call = await call.choose(onAir(ussd.contactNone));
      const receipt = await call.choose(onAir(ussd.confirmSend));
      await gateway.work();
      const filed = readReceipt(await whole(receipt));
      expect(filed.pin === undefined).toBe(options.isAnonymous !== true && options.category !== setting.sealed);
      return filed;
    },
    state: async (citizen, reference) => {
      const list = await (await menu(citizen)).choose(onAir(ussd.menuMine));
      return list.choose(new RegExp(`^${shown(reference)} `));
    },
    open: async (citizen, reference, pin) => {
      const list = await (await menu(citizen)).choose(onAir(ussd.menuMine));
      const asked = await list.choose(onAir(ussd.minePin));
      return (await asked.type(reference)).type(pin);
    },
    row,
    eventData: async (reference, type) => {
      const { id } = await row(reference);
      const event = await gateway.deps.db
        .selectFrom('grievance_events')
        .select('data')
        .where('grievance_id', '=', id)
        .where('type', '=', type)
        .orderBy('id', 'desc')
        .executeTakeFirst();
      return event?.data;
    },
  };
}

/** `48217739` as it is on the screen. */
export function shown(reference: string): string {
  return `${reference.slice(0, 4)} ${reference.slice(4)}`;
}

/** All pages of a screen, joined: what its text says, whatever page it is on. Afterwards the call shows the last one. */
export async function whole(call: Dialogue): Promise<string> {
  let screen = call.screen;
  let page = call;
  while (!page.isOver && /^9\. /m.test(page.screen)) {
    page = await page.type('9');
    screen += `\n${page.screen}`;
  }
  return screen
    .split('\n')
    .filter((line) => !/^(9|0|00)\. |^\.\.\.$/.test(line))
    .join(' ');
}

/** Turns to the page with the choices: what happens after that does not change what is on the screen. */
export async function atChoices(call: Dialogue): Promise<Dialogue> {
  return /^1\. /m.test(call.screen) ? call : atChoices(await call.type('9'));
}

/** A text as it comes over the air, without regard to where a page broke it. */
export function onAir(text: string): string {
  return foldForAir(text).replaceAll('\n', ' ');
}

function readReceipt(screen: string): Filed {
  const [, reference = ''] = /(\d{4} \d{4})/.exec(screen) ?? [];
  const [, pin] = /PIN (\d{4})/.exec(screen) ?? [];
  return { reference: reference.replace(' ', ''), pin };
}

function categoryOf(programme: Programme, code: string): Category {
  const category = programme.categories.get(code);
  if (!category) throw new Error(`no category ${code}`);
  return category;
}

/** A label that may have been shortened to fit. */
function labelled(name: string): RegExp {
  const start = onAir(name).slice(0, 9);
  return new RegExp(`^${start.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}`);
}

function isAskedPlace({ screen }: Dialogue, ussd: Voice['locale']['ussd']): boolean {
  return screen.startsWith(onAir(ussd.place));
}
