import { DateTime } from 'luxon';
import { localDay } from '../grievances/local-day.ts';
import { instantOf } from '../grievances/working-time.ts';
import type { Area, Category, Programme } from '../routing/programme.ts';
import type { Filing } from './file-report.ts';
import { createRandom, drawAt, fillUrn, happens, type Random, spread, type Urn } from './random.ts';
import { seasonWeight } from './seasons.ts';
import { themeOf } from './theme.ts';
import type { World } from './world.ts';

/** Sealed reports: so many of all. */
const SEALED_SHARE = 0.025;
/** Places nobody reports from though people live there, and such as begin late. */
const SILENT_SHARE = 0.09;
const LATE_SHARE = 0.25;

/** One local day of a history. */
interface Day {
  readonly from: Date;
  readonly to: Date;
  /** 1 to 12. */
  readonly month: number;
  /** How far into the history, 0 to 1. */
  readonly progress: number;
  readonly weight: number;
}

/** When, where and about what people report. */
export interface Calendar {
  /** The report of this number of so many; later numbers are filed on the same day or later. */
  filing(index: number, count: number): Filing;
}

/** Works out the days, places and categories of a history once. */
export function planFilings(world: World): Calendar {
  const { programme, seed, now } = world;
  const days = listDays(world);
  const urnOfDays = fillUrn(days, ({ weight }) => weight);
  const places = openPlaces(programme, seed);
  const categories = openCategories(programme, seed);
  return {
    filing: (index, count) => {
      const random = createRandom(`${seed} report ${index}`);
      const day = drawAt(urnOfDays, (index + random()) / count);
      const category = categories(random, day.month);
      return { at: momentOf(day, random, now), category, place: () => places(random, day.progress), random };
    },
  };
}

/** Fewer report on weekends and holidays; more each month, as the service becomes known. */
function listDays({ programme, seed, from, now }: World): Day[] {
  const { timeZone, hours, holidays } = programme.calendar;
  const random = createRandom(`${seed} days`);
  const days: Day[] = [];
  const last = localDay(now, timeZone);
  const spanMs = now.getTime() - from.getTime();
  for (let day = localDay(from, timeZone); day <= last; day = dayAfter(day)) {
    const local = DateTime.fromISO(day, { zone: timeZone });
    const begins = instantOf(timeZone, day, 0);
    const progress = Math.min(1, Math.max(0, (begins.getTime() - from.getTime()) / spanMs));
    const weekday = (['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const)[local.weekday - 1] ?? 'mon';
    const isOff = hours[weekday].length === 0;
    const weight = (0.55 + 0.9 * progress) * (holidays.has(day) ? 0.35 : isOff ? 0.5 : 1) * spread(random, 0.18);
    const to = instantOf(timeZone, dayAfter(day), 0);
    // Of the first and the last day only a part belongs to it.
    const inside = Math.max(0, Math.min(to.getTime(), now.getTime()) - Math.max(begins.getTime(), from.getTime()));
    const share = inside / (to.getTime() - begins.getTime());
    days.push({ from: begins, to, month: local.month, progress, weight: weight * share });
  }
  return days;
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}

/** How much of a day's calls each hour has. */
const HOURS = fillUrn(
  [1, 1, 1, 1, 2, 6, 18, 40, 62, 70, 66, 58, 48, 46, 50, 54, 56, 60, 58, 48, 34, 18, 8, 3].map((weight, hour) => ({
    weight,
    hour,
  })),
  ({ weight }) => weight,
);

function momentOf({ from, to }: Day, random: Random, now: Date): Date {
  const { hour } = drawAt(HOURS, random());
  const share = (hour + random()) / 24;
  const at = new Date(Math.floor(from.getTime() + share * (to.getTime() - from.getTime())));
  // The last day is not over: whatever would come later came before.
  return at <= now ? at : new Date(Math.floor(from.getTime() + random() * (now.getTime() - from.getTime())));
}

/**
 * The smallest places, each as often as people live there, more or less; some are silent, and some have been reached only since
 * some months.
 */
function openPlaces(programme: Programme, seed: string): (random: Random, progress: number) => Area {
  const random = createRandom(`${seed} places`);
  const leaves = [...programme.areas.values()].filter(({ children }) => children.length === 0);
  const known = leaves.flatMap(({ population }) => (population ? [population.people] : []));
  const usual = known.length > 0 ? known.reduce((sum, people) => sum + people, 0) / known.length : 1;
  const drawn = leaves.map((area) => ({
    area,
    weight: happens(random, SILENT_SHARE)
      ? 0
      : (area.population?.people ?? usual * spread(random, 0.5)) * spread(random, 0.45),
    since: happens(random, LATE_SHARE) ? 0.2 + 0.5 * random() : 0,
  }));
  const heard = drawn.some(({ weight, since }) => weight > 0 && since === 0) ? drawn : drawn.map(unsilenced);
  const urn: Urn<(typeof drawn)[number]> = fillUrn(heard, ({ weight }) => weight);
  const early = fillUrn(heard, ({ weight, since }) => (since === 0 ? weight : 0));
  return (by, progress) => {
    const place = drawAt(urn, by());
    return (place.since <= progress ? place : drawAt(early, by())).area;
  };
}

function unsilenced<T extends { weight: number; since: number }>(place: T): T {
  return { ...place, weight: 1, since: 0 };
}

/** How often each theme is reported in an average month. */
const THEME_WEIGHTS = {
  water: 26,
  health: 17,
  road: 13,
  waste: 7,
  school: 7,
  money: 16,
  paper: 10,
  care: 9,
  conduct: 4,
  project: 8,
  trade: 4,
  praise: 2,
  other: 4,
  sealed: 1,
} as const;

/** The categories, as often as their season says. First-level ones that have others below them are chosen rarely. */
function openCategories(programme: Programme, seed: string): (random: Random, month: number) => Category {
  const random = createRandom(`${seed} categories`);
  const all = [...programme.categories.values()];
  const perTheme = new Map<string, number>();
  for (const category of all) {
    const theme = themeOf(category);
    perTheme.set(theme, (perTheme.get(theme) ?? 0) + 1);
  }
  const weighed = all.map((category) => {
    const theme = themeOf(category);
    const isGroup = category.children.length > 0;
    const weight = (THEME_WEIGHTS[theme] / (perTheme.get(theme) ?? 1)) * (isGroup ? 0.3 : 1) * spread(random, 0.35);
    return { category, theme, weight };
  });
  const isSealed = ({ category }: { category: Category }) => category.stream !== 'ordinary';
  const sealed = fillUrn(weighed.filter(isSealed), ({ weight }) => weight);
  const ordinary = weighed.filter((one) => !isSealed(one));
  const byMonth = Array.from({ length: 12 }, (_, index) =>
    fillUrn(ordinary, ({ theme, weight }) => weight * seasonWeight(programme.region, theme, index + 1)),
  );
  return (by, month) => {
    const urn = sealed.items.length > 0 && happens(by, SEALED_SHARE) ? sealed : byMonth[month - 1];
    return drawAt(urn ?? sealed, by()).category;
  };
}
