import { resolve } from 'node:path';
import { z } from 'zod';

/** Development keys: public on purpose. Production refuses to start with them (see `PRODUCTION_ONLY`). */
const DEVELOPMENT_SEALING_KEY = `dev:${Buffer.alloc(32, 'majibu-development-sealing-key').toString('base64')}`;
const DEVELOPMENT_INDEX_KEY = Buffer.alloc(32, 'majibu-development-index-key').toString('base64');

const key32 = z.string().refine((value) => Buffer.from(value, 'base64').length === 32, {
  message: 'must be 32 random bytes in base64, e.g. from `openssl rand -base64 32`',
});

const sealingKeys = z.string().transform((value, context) => {
  const keys = value.split(',').map((entry) => {
    const colon = entry.indexOf(':');
    return { id: entry.slice(0, colon), key: Buffer.from(entry.slice(colon + 1), 'base64') };
  });
  const isValid = keys.every(({ id, key }) => /^[a-z0-9]{1,8}$/.test(id) && key.length === 32);
  const isUnique = new Set(keys.map(({ id }) => id)).size === keys.length;
  if (!isValid || !isUnique) {
    context.addIssue({
      code: 'custom',
      message:
        'must be `id:base64` pairs separated by commas, newest first; each id 1-8 of a-z 0-9 and used once, each key 32 bytes',
    });
    return z.NEVER;
  }
  return keys;
});

const url = (protocols: readonly string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    message: `must be a URL that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  });

const flag = z.enum(['on', 'off']);

/** What travels in a header and is compared letter by letter at the other end. */
const account = z.string().regex(/^[!-~]+$/, 'must be letters, digits and signs of ASCII, without spaces');

/** The roads an SMS can go by: one file each in `src/sms/carriers/`. */
export const CARRIER_NAMES = ['simulator', 'africastalking', 'kannel'] as const;

const schema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().optional(),
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  PUBLIC_URL: url(['http:', 'https:']).optional(),
  DATA_DIR: z.string().default('.data'),
  DATABASE_URL: url(['postgres:', 'postgresql:']).optional(),
  REDIS_URL: url(['redis:', 'rediss:']).optional(),
  PROGRAMMES_DIR: z.string().default('programmes'),
  CALLBACK_SECRET: z.string().default('dev'),
  SEALING_KEYS: sealingKeys.prefault(DEVELOPMENT_SEALING_KEY),
  INDEX_KEY: key32.prefault(DEVELOPMENT_INDEX_KEY),
  CARRIER: z.enum(CARRIER_NAMES).default('simulator'),
  AT_USERNAME: z.string().optional(),
  AT_API_KEY: z.string().optional(),
  AT_SENDER_ID: z.string().optional(),
  AT_BASE_URL: url(['http:', 'https:']).optional(),
  KANNEL_SENDSMS_URL: url(['http:', 'https:']).optional(),
  KANNEL_USERNAME: account.optional(),
  KANNEL_PASSWORD: account.optional(),
  KANNEL_CALLBACK_URL: url(['http:', 'https:']).optional(),
  SIMULATOR: flag.optional(),
  WEBHOOK_LOOPBACK: flag.default('off'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
});

const PRODUCTION_ONLY = ['DATABASE_URL', 'CALLBACK_SECRET', 'SEALING_KEYS', 'INDEX_KEY'] as const;

/** Everything the environment decides. Times in milliseconds, keys as bytes. */
export interface Config {
  readonly isProduction: boolean;
  readonly port: number;
  /** Where it listens. Outside production this machine only: the simulator is on then, and every key is public. */
  readonly host: string;
  /** How many proxies in front of it say in `X-Forwarded-For` who asks; 0: nobody is believed. */
  readonly trustedProxies: number;
  /** Where people reach this gateway, without a trailing slash. */
  readonly publicUrl: string;
  readonly dataDir: string;
  /** Undefined: the embedded PostgreSQL in `dataDir`. */
  readonly databaseUrl: string | undefined;
  /** Undefined: BullMQ's own PostgreSQL backend. */
  readonly redisUrl: string | undefined;
  readonly programmesDir: string;
  /** One, or two while a rotation is under way. Compared in constant time. */
  readonly callbackSecrets: readonly string[];
  /** Newest first: the first seals, all can open. */
  readonly sealingKeys: readonly { readonly id: string; readonly key: Buffer }[];
  readonly indexKey: Buffer;
  /** For programmes that name none of their own. */
  readonly carrier: (typeof CARRIER_NAMES)[number];
  readonly africastalking: {
    readonly username: string;
    readonly apiKey: string;
    readonly senderId: string | undefined;
    readonly baseUrl: string | undefined;
  };
  readonly kannel: {
    /** smsbox's own address for sending; empty: there is no Kannel. */
    readonly sendsmsUrl: string;
    readonly username: string;
    readonly password: string;
    /** Where smsbox reaches this gateway, without a trailing slash. */
    readonly callbackUrl: string;
  };
  /** Whether webhooks may be sent to this machine itself: to try them out, never in production. */
  readonly allowsLoopbackWebhooks: boolean;
  /** Whether `/simulator` is served. */
  readonly hasSimulator: boolean;
  readonly logLevel: string;
}

/** The environment does not describe a gateway that can run. `problems` lists every one of them, not only the first. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The environment has ${problems.length} problem(s):\n${problems.map((line) => `  - ${line}`).join('\n')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/**
 * Reads the environment once. The only reader of `process.env` in the project.
 *
 * @throws {ConfigError} naming every problem at once; in production also every variable that must be given
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = schema.safeParse(given);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message.replace(/^Invalid input: /, '')}`);
  problems.push(...productionProblems(given), ...carrierProblems(given));
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  return toConfig(parsed.data);
}

function productionProblems(given: Record<string, string | undefined>): string[] {
  if (given.NODE_ENV !== 'production') return [];
  const problems = PRODUCTION_ONLY.filter((name) => given[name] === undefined).map(
    (name) => `${name}: must be set when NODE_ENV=production`,
  );
  if (given.WEBHOOK_LOOPBACK === 'on') problems.push('WEBHOOK_LOOPBACK: must not be on when NODE_ENV=production');
  for (const secret of given.CALLBACK_SECRET?.split(',') ?? []) {
    if (secret.length < 32)
      problems.push('CALLBACK_SECRET: each secret must have at least 32 characters in production');
  }
  if (given.SEALING_KEYS === DEVELOPMENT_SEALING_KEY || given.INDEX_KEY === DEVELOPMENT_INDEX_KEY) {
    problems.push('SEALING_KEYS, INDEX_KEY: the development keys are public; make new ones');
  }
  return problems;
}

const ACCOUNT_VARIABLES = {
  simulator: [],
  africastalking: ['AT_USERNAME', 'AT_API_KEY'],
  kannel: ['KANNEL_SENDSMS_URL', 'KANNEL_USERNAME', 'KANNEL_PASSWORD'],
} as const satisfies Record<Config['carrier'], readonly string[]>;

/** A Kannel beside another carrier is described in full or not at all: a programme may send by it. */
function carrierProblems(given: Record<string, string | undefined>): string[] {
  const isUsed = (name: Config['carrier']): boolean =>
    given.CARRIER === name || (name === 'kannel' && ACCOUNT_VARIABLES.kannel.some((variable) => given[variable]));
  return CARRIER_NAMES.filter(isUsed).flatMap((name) =>
    ACCOUNT_VARIABLES[name]
      .filter((variable) => given[variable] === undefined)
      .map((variable) => `${variable}: must be set for the carrier ${name}`),
  );
}

function toConfig(env: z.output<typeof schema>): Config {
  const isProduction = env.NODE_ENV === 'production';
  const publicUrl = withoutSlash(env.PUBLIC_URL ?? `http://localhost:${env.PORT}`);
  return {
    isProduction,
    port: env.PORT,
    host: env.HOST ?? (isProduction ? '0.0.0.0' : '127.0.0.1'),
    trustedProxies: env.TRUST_PROXY,
    publicUrl,
    dataDir: resolve(env.DATA_DIR),
    databaseUrl: env.DATABASE_URL,
    redisUrl: env.REDIS_URL,
    programmesDir: resolve(env.PROGRAMMES_DIR),
    callbackSecrets: env.CALLBACK_SECRET.split(','),
    sealingKeys: env.SEALING_KEYS,
    indexKey: Buffer.from(env.INDEX_KEY, 'base64'),
    carrier: env.CARRIER,
    africastalking: {
      username: env.AT_USERNAME ?? '',
      apiKey: env.AT_API_KEY ?? '',
      senderId: env.AT_SENDER_ID,
      baseUrl: env.AT_BASE_URL && withoutSlash(env.AT_BASE_URL),
    },
    kannel: {
      sendsmsUrl: env.KANNEL_SENDSMS_URL ?? '',
      username: env.KANNEL_USERNAME ?? '',
      password: env.KANNEL_PASSWORD ?? '',
      // As an address is written in a header: all of it in ASCII.
      callbackUrl: withoutSlash(new URL(env.KANNEL_CALLBACK_URL ?? publicUrl).href),
    },
    allowsLoopbackWebhooks: env.WEBHOOK_LOOPBACK === 'on',
    hasSimulator: env.CARRIER === 'simulator' && (env.SIMULATOR ?? (isProduction ? 'off' : 'on')) === 'on',
    logLevel: env.LOG_LEVEL,
  };
}

function withoutSlash(address: string): string {
  return address.replace(/\/+$/, '');
}
