import { listPublicActions } from '../../db/actions.ts';
import { listMeetings, type PublicMeeting } from '../../db/meetings.ts';
import { type CheckedProject, listCheckedProjects } from '../../db/project-findings.ts';
import { readReportCards } from '../../db/report-cards.ts';
import type { Action, Scorecard } from '../../db/schema.ts';
import { listClosedScorecards, readScores } from '../../db/scorecards.ts';
import type { Deps } from '../../deps.ts';
import { type PublicPromise, readPromises } from '../../forums/read-promises.ts';
import { type PublicVote, readVotes } from '../../forums/read-votes.ts';
import { localDay, startOfDay } from '../../grievances/local-day.ts';
import { areasAround, areasInside } from '../../routing/areas-around.ts';
import type { Area, Programme, Unit } from '../../routing/programme.ts';
import { type ComparedScore, compareScores } from '../../scorecards/compare-scores.ts';
import { FEWEST_FOR_ALL } from '../../scorecards/read-card.ts';
import { type CardMonths, cardMonths, lastMonthEnd } from '../release/due.ts';

/** On one page, so that a phone can hold it; the places inside have pages of their own. */
const MOST_PROJECTS = 50;
const MOST_UNITS = 30;
const MOST_MEETINGS = 10;
const MOST_PROMISES = 20;
const MOST_VOTES = 5;
/** What a vote came to, and what was said of a promise of an earlier score card. */
const RESULTS_SHOWN_MS = 365 * 86_400_000;

/** What everybody may know of a place. */
export interface PublicPlace {
  readonly area: Area;
  /** The local day, ISO. */
  readonly today: string;
  /** Of the place and of those inside it; one more than is shown means that there are others. */
  readonly projects: readonly CheckedProject[];
  readonly hasMoreProjects: boolean;
  readonly meetings: readonly PublicMeeting[];
  /** Made at meetings here and inside. */
  readonly promises: readonly PublicPromise[];
  /** Open ones, and what those came to that closed in the last year: here, inside, and of the places around. */
  readonly votes: readonly PublicVote[];
  readonly units: readonly PublicUnit[];
  readonly hasMoreUnits: boolean;
  /** The months of the ratings. */
  readonly period: CardMonths;
}

/** A unit with what people said of it by phone, and its newest closed score card. */
export interface PublicUnit {
  readonly unit: Unit;
  readonly lines: readonly ComparedScore[];
  readonly card: PublicCard | null;
}

export interface PublicCard {
  readonly card: Scorecard;
  readonly lines: readonly ComparedScore[];
  /** What was agreed on it, and on earlier cards of the unit what is open still, or was answered in the last year. */
  readonly actions: readonly Action[];
}

/**
 * Projects, meetings, promises, votes and services of a place and of those inside it. Of fewer than ten people nothing is in it; ratings are those
 * of whole months that are over, so that nobody sees what a single new one changes. What was found at projects is as of the end of yesterday by the
 * programme's clock: somebody's first answer changes nothing on its day; who answers again is left out until the next.
 */
export async function readPlace(
  { db, now: clock }: Pick<Deps, 'db' | 'now'>,
  programme: Programme,
  area: Area,
): Promise<PublicPlace> {
  const now = clock();
  const { timeZone } = programme.calendar;
  const today = localDay(now, timeZone);
  const shownSince = new Date(now.getTime() - RESULTS_SHOWN_MS);
  const inside = areasInside(area);
  const areaIds = inside.map(({ id }) => id);
  const units = [...programme.units.values()]
    .filter((unit) => inside.includes(unit.area))
    .sort((one, other) => inside.indexOf(one.area) - inside.indexOf(other.area) || one.number - other.number);
  const [projects, meetings, promises, votes, shown] = await Promise.all([
    listCheckedProjects(db, {
      programmeId: programme.id,
      areaIds,
      limit: MOST_PROJECTS + 1,
      saidBefore: startOfDay(now, timeZone),
    }),
    listMeetings(db, {
      areaIds: [...areaIds, ...areasAround(area).map(({ id }) => id)],
      from: now,
      limit: MOST_MEETINGS,
    }),
    readPromises({ db, now: clock }, programme, area),
    readVotes({ db, now: clock }, programme, area, shownSince, MOST_VOTES),
    readUnits(db, programme, units.slice(0, MOST_UNITS), shownSince),
  ]);
  return {
    area,
    today,
    projects: projects.slice(0, MOST_PROJECTS),
    hasMoreProjects: projects.length > MOST_PROJECTS,
    meetings,
    promises: promises.slice(0, MOST_PROMISES),
    votes,
    units: shown.units,
    hasMoreUnits: units.length > MOST_UNITS,
    period: cardMonths(shown.until ?? lastMonthEnd(today)),
  };
}

async function readUnits(
  db: Deps['db'],
  programme: Programme,
  units: readonly Unit[],
  answeredAfter: Date,
): Promise<{ units: PublicUnit[]; until: string | null }> {
  const ids = units.map(({ id }) => id);
  const [rated, cards] = await Promise.all([readReportCards(db, ids), listClosedScorecards(db, ids, FEWEST_FOR_ALL)]);
  const cardIds = cards.map(({ id }) => id);
  const [scores, actions] = await Promise.all([
    readScores(db, cardIds),
    listPublicActions(db, { unitIds: ids, cardIds, answeredAfter }),
  ]);
  const compare = (unit: Unit, of: Parameters<typeof compareScores>[2]) =>
    compareScores(programme, unit, of, FEWEST_FOR_ALL);
  const shown = units.map((unit): PublicUnit => {
    const card = cards.find(({ unit_id: id }) => id === unit.id);
    const own = rated.scores.get(unit.id) ?? [];
    return {
      unit,
      lines: compare(
        unit,
        own.map((score) => ({ ...score, source: 'ratings' })),
      ),
      card: card
        ? {
            card,
            lines: compare(
              unit,
              scores.filter(({ scorecard_id: id }) => id === card.id),
            ),
            actions: actions.filter(({ unit_id: id }) => id === unit.id),
          }
        : null,
    };
  });
  return { units: shown, until: rated.until };
}
