import { lastSent } from '../db/read-messages.ts';
import type { Citizen, Purpose } from '../db/schema.ts';
import type { Tx } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import { tellCitizen } from '../grievances/tell-citizen.ts';
import type { Voice } from '../grievances/texts.ts';
import { localeOf } from '../locales/index.ts';
import type { Language, Programme } from '../routing/programme.ts';
import type { Asking, Conversation, Known } from './conversation.ts';

/** One SMS being read, with everything its reading may need. */
export interface Reading {
  readonly deps: Deps;
  readonly tx: Tx;
  readonly programme: Programme;
  readonly citizen: Citizen;
  readonly messageId: string;
  readonly text: string;
}

/** How long a question stays open. */
const CONVERSATION_MS = 86_400_000;

/** The question she was asked and has not answered, if it is not older than a day. */
export function openConversation({ deps, citizen }: Reading): Conversation | null {
  const { conversation, conversation_at: at } = citizen;
  if (!conversation || !at || deps.now().getTime() - at.getTime() > CONVERSATION_MS) return null;
  return conversation as Conversation;
}

/** The report or rating under way, also while she is asked for her language. */
export function openAsking(reading: Reading): Asking | null {
  const open = openConversation(reading);
  return open?.kind === 'language' ? open.then : open;
}

/** Nothing is asked any more. */
export const NO_CONVERSATION = { conversation: null, conversation_at: null };

/** Answers the citizen who has just written. */
export async function say(reading: Reading, purpose: Purpose, text: (voice: Voice) => string): Promise<void> {
  const { deps, tx, programme, citizen } = reading;
  const isFirst = citizen.language === null && !(await lastSent(tx.db, citizen.id, new Date(0)));
  const whole = (voice: Voice) => (isFirst ? `${text(voice)}\n${otherLanguages(programme, voice)}` : text(voice));
  await tellCitizen(deps, tx, { programme, citizen }, { purpose, text: whole, isOwnAction: true });
}

/** How to be written to in the programme's other languages, each in its own words. */
function otherLanguages({ languages }: Programme, voice: Voice): string {
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
