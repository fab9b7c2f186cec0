import { lastSent } from '../db/read-messages.ts';
import type { Citizen, Purpose } from '../db/schema.ts';
import type { Tx } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import { countSegments, foldForAir } from '../encoding.ts';
import { tellCitizen } from '../grievances/tell-citizen.ts';
import { type Voice, voiceOf } from '../grievances/texts.ts';
import { localeOf } from '../locales/index.ts';
import type { Language, Programme } from '../routing/programme.ts';
import type { Asking, Conversation, Kept, Known } from './conversation.ts';

/** One SMS being read, with everything its reading may need. */
export interface Reading {
  readonly deps: Deps;
  readonly tx: Tx;
  readonly programme: Programme;
  readonly citizen: Citizen;
  readonly messageId: string;
  readonly text: string;
  /** What was being asked when something else began, the latest first. */
  readonly waiting: readonly Asking[];
}

/** How long a question stays open. */
const CONVERSATION_MS = 86_400_000;

/** What is kept of a conversation that is not older than a day. */
function openKept({ deps, citizen }: Pick<Reading, 'deps' | 'citizen'>): Kept | null {
  const { conversation, conversation_at: at } = citizen;
  if (!conversation || !at || deps.now().getTime() - at.getTime() > CONVERSATION_MS) return null;
  return conversation as Kept;
}

/** The question she was asked and has not answered, if it is not older than a day. */
export function openConversation(reading: Reading): Conversation | null {
  const kept = openKept(reading);
  if (!kept) return null;
  const { waiting: _waiting, ...asked } = kept;
  return asked;
}

/** What waits behind the question she was asked. */
export function waitingBehind(of: Pick<Reading, 'deps' | 'citizen'>): readonly Asking[] {
  return openKept(of)?.waiting ?? [];
}

/** What is being asked, also while she is asked for her language. */
export function openAsking(reading: Reading): Asking | null {
  const open = openConversation(reading);
  return open?.kind === 'language' ? open.next : open;
}

/** Nothing is asked any more. */
export const NO_CONVERSATION = { conversation: null, conversation_at: null };

/** Remembers what she is being asked, and what waits behind it, from now on for a day. */
export async function keepAsking(reading: Reading, asked: Conversation): Promise<void> {
  const { waiting } = reading;
  const kept: Kept = waiting.length > 0 ? { ...asked, waiting } : asked;
  await setCitizen(reading, { conversation: JSON.stringify(kept), conversation_at: reading.deps.now() });
}

export type Text = (voice: Voice) => string;

/** Answers the citizen who has just written: one SMS, or several where one would be paid as more. */
export async function say(reading: Reading, purpose: Purpose, ...texts: Text[]): Promise<void> {
  await write(reading, purpose, { said: texts, kept: texts });
}

/** As `say`, with one text. The ids of its SMS, in order. */
export async function sayOne(reading: Reading, purpose: Purpose, text: Text): Promise<string[]> {
  return write(reading, purpose, { said: [text], kept: [text] });
}

/** Tells her a PIN. Once it is with the carrier, asterisks stand in its place. */
export async function sayPin(
  reading: Reading,
  purpose: Purpose,
  pin: string,
  texts: (shown: string) => Text[],
): Promise<void> {
  await write(reading, purpose, { said: texts(pin), kept: texts('*'.repeat(pin.length)) });
}

/** @param texts.kept text by text as long as `said` */
async function write(reading: Reading, purpose: Purpose, texts: { said: Text[]; kept: Text[] }): Promise<string[]> {
  const { deps, tx, programme, citizen } = reading;
  const voice = voiceOf(programme, citizen.language ?? programme.languages[0]);
  const isFirst = citizen.language === null && !(await lastSent(tx.db, citizen.id, new Date(0)));
  const hints = isFirst ? [otherLanguages(programme, voice)] : [];
  const toSms = (parts: readonly Text[]) => fitTogether([...parts.map((part) => part(voice)), ...hints]);
  const kept = toSms(texts.kept);
  const ids: string[] = [];
  for (const [index, sms] of toSms(texts.said).entries()) {
    const rest = kept[index];
    const part = rest === undefined || rest === sms ? {} : { kept: () => rest };
    const telling = { purpose, text: () => sms, ...part, isOwnAction: true };
    ids.push(await tellCitizen(deps, tx, { programme, citizen }, telling));
  }
  return ids;
}

/** Puts a text behind the one before it where the two together cost no more than apart. */
export function fitTogether(texts: readonly string[]): string[] {
  const segments = (text: string) => countSegments(foldForAir(text));
  const sms: string[] = [];
  for (const text of texts) {
    const last = sms.at(-1);
    const together = `${last}\n${text}`;
    const fits = last !== undefined && segments(together) <= segments(last) + segments(text);
    if (fits) sms.pop();
    sms.push(fits ? together : text);
  }
  return sms;
}

/** How to be written to in the programme's other languages, each in its own words. */
export function otherLanguages({ languages }: Pick<Programme, 'languages'>, voice: Voice): string {
  const others = languages.filter((language) => language !== voice.language);
  return others.map((language) => localeOf(language).sms.languageHint).join(' ');
}

/** Remembers something about her. */
export async function setCitizen(
  { tx, citizen }: Reading,
  set: Partial<{
    language: Language;
    area_id: string;
    opted_out_at: Date | null;
    conversation: string | null;
    conversation_at: Date | null;
  }>,
): Promise<void> {
  await tx.db.updateTable('citizens').set(set).where('id', '=', citizen.id).execute();
}

/** What is known of her that an answer may use. */
export function known({ programme, citizen }: Reading): Known {
  return { lastArea: programme.byId.areas.get(citizen.area_id ?? '')?.code };
}
