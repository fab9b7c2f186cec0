import pino, { type Logger as PinoLogger } from 'pino';

/** The process log: JSON lines on stdout. Fields are ids, codes, counts and durations; see `REDACTED`. */
export type Logger = PinoLogger;

/** Never written, at any depth this project logs at. Rule: `docs/privacy`: no number, text or name in a log. */
const REDACTED = ['phone', 'phoneNumber', 'from', 'to', 'text', 'name', 'body', 'transcript', 'input', 'authorization'];

/** Long digit runs in an error's message may be a phone number that a library put there. */
const DIGIT_RUN = /\+?\d[\d\s-]{6,}\d/g;

/** Makes the process log, on stdout unless a `destination` is given. */
export function createLog(level: string, destination?: pino.DestinationStream): Logger {
  const options: pino.LoggerOptions = {
    level,
    base: { pid: process.pid },
    redact: { paths: REDACTED.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[redacted]' },
    serializers: { err: describeError },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** An error as the log may show it: class, masked message, code, stack without the message, and its cause likewise. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    message: maskNumbers(error.message),
    code: 'code' in error ? error.code : undefined,
    stack: frames?.join('\n'),
    cause: error.cause === undefined ? undefined : describeError(error.cause),
  };
}

/** Replaces everything in `text` that could be a phone number. */
export function maskNumbers(text: string): string {
  return text.replace(DIGIT_RUN, '[number]');
}
