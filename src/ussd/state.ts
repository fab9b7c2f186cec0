import type { Language, Programme } from '../routing/programme.ts';
import type { Draft, OnDuty, Parked, Position, ScreenName } from './screen.ts';

/** Goes up when the shape below changes: a call that was stored in an older one begins anew. */
export const STATE_VERSION = 2;

/** Where a call stands between two turns. Stored as JSON in `ussd_sessions.state`; nothing else is remembered. */
export interface SessionState {
  readonly version: typeof STATE_VERSION;
  readonly at: Position;
  /** Which page of the screen is showing, from 0. */
  readonly page: number;
  /** The values behind the numbers on the page that is showing. */
  readonly choices: readonly string[];
  readonly hasMore: boolean;
  /** Some of the page gave way to the reason above it: more of it is the same page, whole. */
  readonly isCut?: boolean;
  /** Whether the page that is showing offers the way back. */
  readonly canGoBack: boolean;
  /** The way back, oldest first. */
  readonly trail: readonly Position[];
  readonly draft: Draft;
  /** Left unfinished, in this call or the one before: the menu offers to go on with it. */
  readonly parked?: Parked;
  readonly language: Language;
  readonly citizenId: string | null;
  readonly lastArea?: string;
  readonly consentVersion: number | null;
  readonly wasAskedGroups: boolean;
  /** Wrong PINs typed in this call, whatever the reference. */
  readonly pinFailures?: number;
  /** An official calls. */
  readonly onDuty?: OnDuty;
}

/** What is known of a caller when she dials. */
export interface Caller {
  readonly citizenId: string | null;
  readonly language: Language | null;
  readonly lastArea?: string;
  readonly consentVersion: number | null;
  readonly wasAskedGroups: boolean;
  readonly onDuty?: OnDuty;
}

/** Nobody we know. */
export const STRANGER: Caller = { citizenId: null, language: null, consentVersion: null, wasAskedGroups: false };

/** The state of a call before its first screen is shown. */
export function startState(language: Language, caller: Omit<Caller, 'language'>): SessionState {
  return {
    version: STATE_VERSION,
    at: { screen: 'menu' },
    page: 0,
    choices: [],
    hasMore: false,
    canGoBack: false,
    trail: [],
    draft: {},
    language,
    ...caller,
  };
}

/** How long a call that broke off is offered again. */
export const DRAFT_KEPT_MS = 86_400_000;

/** What was left before this moment is gone. */
export function keptSince(now: Date): Date {
  return new Date(now.getTime() - DRAFT_KEPT_MS);
}

/** Screens on which an answer already given would be missed if the call broke off; on the first two she came back. */
const UNFINISHED: ReadonlySet<ScreenName> = new Set([
  'report-category',
  'report-subcategory',
  'report-place',
  'report-place-found',
  'report-description',
  'report-confirm',
  'report-options',
  'rate-score',
]);

/**
 * What a call leaves unfinished where it stands: the report or rating under way, else what it had set aside before.
 * Nothing of a sealed stream: whoever dials next from this phone must not learn of it. Null: nothing.
 */
export function unfinished(
  programme: Pick<Programme, 'categories' | 'units' | 'areas'>,
  state: Pick<SessionState, 'at' | 'trail' | 'draft' | 'parked'>,
): Parked | null {
  const { at, trail, draft } = state;
  const category = programme.categories.get(draft.category ?? '');
  const isSealed = (position: Position) => isSealedAt(programme, position);
  const isReport = category?.stream === 'ordinary' && (draft.area === undefined || programme.areas.has(draft.area));
  const isRating = at.screen === 'rate-score' && programme.units.has(draft.unit ?? '');
  if (!UNFINISHED.has(at.screen) || isSealed(at) || !(isReport || isRating)) return state.parked ?? null;
  return { at, trail: trail.filter((position) => !isSealed(position)), draft };
}

/** Whether a place in the dialogue is about a sealed stream: its own screens, or a list of sealed matters. */
export function isSealedAt({ categories }: Pick<Programme, 'categories'>, { screen, cursor }: Position): boolean {
  if (screen.startsWith('sealed-')) return true;
  return screen === 'report-subcategory' && categories.get(cursor ?? '')?.stream !== 'ordinary';
}

/**
 * What an earlier call of the same phone left unfinished, if it can still be gone on with: stored by this version, not too
 * old, and about a category and place that are still there.
 *
 * @param after `keptSince`
 */
export function leftBy(programme: Programme, stored: object | null, after: Date): Parked | null {
  const state = stored as Partial<SessionState> | null;
  if (state?.version !== STATE_VERSION) return null;
  const left = unfinished(programme, state as SessionState);
  return left?.since !== undefined && Date.parse(left.since) <= after.getTime() ? null : left;
}
