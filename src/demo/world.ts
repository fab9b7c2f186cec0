import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { Config } from '../config.ts';
import { carrierOf } from '../grievances/carrier-of.ts';
import { type Voice, voiceOf } from '../grievances/texts.ts';
import type { Language, Office, Programme } from '../routing/programme.ts';
import { type Character, createCharacters } from './character.ts';
import { createDays, createMoments } from './moments.ts';
import { createQuiet } from './quiet.ts';
import { createRandom, happens } from './random.ts';
import { createReferences, type References } from './references.ts';

/** What making a history up needs of the configuration. */
export type DemoConfig = Pick<Config, 'carrier' | 'indexKey' | 'sealingKeys'>;

/** What stays the same for a whole made-up history. */
export interface World {
  readonly programme: Programme;
  readonly config: DemoConfig;
  /** Whatever is drawn, is drawn by this and a name of its own. */
  readonly seed: string;
  readonly from: Date;
  /** Nothing happens after it. */
  readonly now: Date;
  readonly carrier: string;
  readonly references: References;
  readonly characterOf: (office: Office) => Character;
  readonly voiceIn: (language: Language) => Voice;
  /** As `localDay`. */
  readonly dayOf: (at: Date) => string;
  /** As `quietUntil`. */
  readonly quietUntil: (at: Date) => Date | null;
  /** Whether the network was bad in that week. */
  readonly isPoorNetwork: (at: Date) => boolean;
  /** A row id of that moment; of two of the same moment the later one is the larger. */
  readonly idAt: (at: Date) => string;
}

/** Opens a world in which nothing has happened yet. */
export function openWorld(
  programme: Programme,
  config: DemoConfig,
  { seed, from, now }: { seed: number; from: Date; now: Date },
): World {
  const text = `${seed} ${programme.name}`;
  const show = createMoments(programme.calendar.timeZone);
  const voices = new Map(programme.languages.map((language) => [language, quickVoice(programme, language, show)]));
  return {
    programme,
    config,
    seed: text,
    from,
    now,
    carrier: carrierOf(config, programme),
    references: createReferences(text),
    characterOf: createCharacters(text),
    voiceIn: (language) => voices.get(language) ?? voiceOf(programme, language),
    dayOf: createDays(programme.calendar.timeZone),
    quietUntil: createQuiet(programme, from, now),
    isPoorNetwork: createNetwork(text, from),
    idAt: createIds(),
  };
}

function quickVoice(programme: Programme, language: Language, show: ReturnType<typeof createMoments>): Voice {
  const voice = voiceOf(programme, language);
  return { ...voice, moment: (at) => show(voice.locale, at) };
}

const RANDOM_BYTES = 16;
const POOL_BYTES = 1024 * RANDOM_BYTES;

/** Random bytes are fetched for a thousand ids at once. */
function createIds(): (at: Date) => string {
  let seq = 0;
  let pool = randomBytes(POOL_BYTES);
  let used = 0;
  return (at) => {
    // 31 bits, which is all that the library keeps in order.
    seq = (seq + 1) & 0x7fffffff;
    if (used === POOL_BYTES) {
      pool = randomBytes(POOL_BYTES);
      used = 0;
    }
    const random = pool.subarray(used, used + RANDOM_BYTES);
    used += RANDOM_BYTES;
    return uuidv7({ msecs: at.getTime(), seq, random });
  };
}

const WEEK_MS = 7 * 86_400_000;
const POOR_WEEKS = 0.05;

function createNetwork(seed: string, from: Date): (at: Date) => boolean {
  const poor = new Map<number, boolean>();
  return (at) => {
    const week = Math.floor((at.getTime() - from.getTime()) / WEEK_MS);
    const isPoor = poor.get(week) ?? happens(createRandom(`${seed} network ${week}`), POOR_WEEKS);
    poor.set(week, isPoor);
    return isPoor;
  };
}
