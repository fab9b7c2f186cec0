import type { AccountCaller } from '../../accounts/caller.ts';
import { readsText } from '../../accounts/scope.ts';
import { findCitizen } from '../../db/citizens.ts';
import { readAccountNames, readThread, type Thread } from '../../db/report-page.ts';
import type { Citizen, Grievance } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import { type Situation, situate } from '../../grievances/change-grievance.ts';
import { localDay } from '../../grievances/local-day.ts';
import { showReference } from '../../grievances/reference.ts';
import { languageOf } from '../../grievances/tell-citizen.ts';
import { type Voice, voiceOf } from '../../grievances/texts.ts';
import { type ConsoleWords, wordsOf } from '../../locales/console/index.ts';
import type { Area, Language } from '../../routing/programme.ts';
import type { SignedInVisit } from '../route.ts';

/** Everything the pages of one report are made from. */
export interface ReportView extends Situation, Thread {
  readonly caller: AccountCaller;
  /** Of whoever looks at it. */
  readonly language: Language;
  readonly voice: Voice;
  readonly words: ConsoleWords['report'];
  readonly area: Area | null;
  /** Null: anonymous. */
  readonly citizen: Citizen | null;
  /** In which the citizen is written to. */
  readonly citizenLanguage: Language;
  /** Of people who were given it, by row id. */
  readonly names: ReadonlyMap<string, string>;
  /** The local day, as an ISO date. */
  readonly today: string;
  /** Whether the words of citizens and officials, and who officials are, may be shown. */
  readonly readsText: boolean;
  /** The last event of all: who acts on this page has seen everything up to it. */
  readonly seen: string;
}

/** Before every event: who has seen it has seen nothing. */
export const NOTHING_SEEN = '00000000-0000-0000-0000-000000000000';

/** Reads what belongs to a report that this caller may see. */
export async function readView(
  deps: Pick<Deps, 'db' | 'now' | 'programmes'>,
  { caller, language }: Pick<SignedInVisit, 'caller' | 'language'>,
  grievance: Grievance,
): Promise<ReportView> {
  const situation = situate(deps, grievance);
  const { programme } = situation;
  const [thread, citizen] = await Promise.all([
    readThread(deps.db, grievance.id),
    grievance.citizen_id === null ? null : findCitizen(deps.db, grievance.citizen_id),
  ]);
  const names = await readAccountNames(deps.db, idsOfPeople(grievance, thread));
  return {
    ...situation,
    ...thread,
    caller,
    language,
    voice: voiceOf(programme, language),
    words: wordsOf(language).report,
    area: programme.byId.areas.get(grievance.area_id) ?? null,
    citizen,
    citizenLanguage: citizen ? languageOf(programme, citizen) : grievance.language,
    names,
    today: localDay(situation.now, programme.calendar.timeZone),
    readsText: readsText(caller),
    seen: thread.events.at(-1)?.id ?? NOTHING_SEEN,
  };
}

function idsOfPeople({ assignee_id: assigneeId }: Grievance, { events }: Thread): string[] {
  const given = events.filter(({ type }) => type === 'assigned').map(({ data }) => data.to);
  return [...new Set([assigneeId, ...given].filter((id) => typeof id === 'string'))];
}

/** `No water, Mtongwe`. */
export function titleOf({ category, area, voice }: ReportView): string {
  return [voice.name(category.names), ...(area ? [voice.name(area.names)] : [])].join(', ');
}

/** Where the page of a report is. */
export function pathOf({ reference }: Pick<Grievance, 'reference'>): string {
  return `/console/reports/${reference}`;
}

/** The reference as people see it. */
export function shownReference({ grievance }: ReportView): string {
  return showReference(grievance.reference);
}
