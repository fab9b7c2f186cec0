import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** One SMS, or one part of one, that reached a phone. `data` is UTF-16BE where `coding` is `ucs-2`, else UTF-8. */
export interface HandedSms {
  readonly from: string;
  readonly to: string;
  /** `part`: of a long SMS, whose coding the fake SMSC does not tell. */
  readonly coding: 'text' | 'ucs-2' | 'part';
  readonly data: Buffer;
}

/** Kannel's `fakesmsc` at a `smsc = fake` of bearerbox. */
export interface FakeSmsc {
  dial(): void;
  hangUp(): Promise<void>;
  /** A phone sends a text. */
  say(from: string, to: string, text: string): void;
  /** The same in UCS-2: 35 letters at most. */
  sayUcs2(from: string, to: string, text: string): void;
  /** A phone sends one long text in these parts, in this order. `place` counts from 1. */
  sayParts(from: string, to: string, parts: readonly { place: number; text: string }[]): void;
  /** What reached phones since the beginning, oldest first. */
  received(): readonly HandedSms[];
}

/** Any number: the parts of one text share it. */
const REFERENCE = '%2A';

const PROMPT_EVERY_MS = 20;

/** Prepares the SMSC; `dial` connects it. */
export function openFakeSmsc(program: string, port: number): FakeSmsc {
  let child: ChildProcess | null = null;
  let prompting: NodeJS.Timeout | undefined;
  let output = '';
  const kept: HandedSms[] = [];
  const write = (line: string): void => {
    child?.stdin?.write(`${line}\n`);
  };
  const read = (): void => {
    const lines = output.split('\n');
    output = lines.pop() ?? '';
    kept.push(...lines.map(parseLine).filter((sms) => sms !== null));
  };
  return {
    dial: () => {
      child = spawn(program, ['-H', '127.0.0.1', '-r', String(port), '-i', '0', '-v', '0']);
      for (const stream of [child.stdout, child.stderr]) {
        stream?.setEncoding('utf8').on('data', (chunk: string) => {
          output += chunk;
        });
      }
      // It ends when bearerbox does, and may do so while it is being told something.
      child.stdin?.on('error', () => undefined);
      // It takes one line, and looks for what has come in, when something is typed; else once a second. An empty line is
      // no SMS.
      prompting = setInterval(() => write(''), PROMPT_EVERY_MS);
    },
    hangUp: async () => {
      clearInterval(prompting);
      if (child === null || child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'close');
      child.kill('SIGKILL');
      await ended;
    },
    say: (from, to, text) => write(`${from} ${to} text ${text}`),
    sayUcs2: (from, to, text) => write(`${from} ${to} ucs2 ${writeEscaped(Buffer.from(text, 'utf16le').swap16())}`),
    sayParts: (from, to, parts) => {
      for (const { place, text } of parts) {
        // The header of a part: 5 octets, element 0 of 3: reference, how many there are, which one this is.
        const header = `%05%00%03${REFERENCE}%${hex(parts.length)}%${hex(place)}`;
        write(`${from} ${to} udh-text ${header} ${text}`);
      }
    },
    received: () => {
      read();
      return kept;
    },
  };
}

/** `... Got message 1: <22102 +8801711000001 ucs-2 %09%AA>` */
function parseLine(line: string): HandedSms | null {
  const [, from = '', to = '', rest = ''] = /Got message \d+: <(\S+) (\S+) (.*)>$/.exec(line) ?? [];
  const part = /^udh \S+ data (.*)$/.exec(rest)?.[1];
  if (part !== undefined) return { from, to, coding: 'part', data: readEscaped(part) };
  const [, coding, data = ''] = /^(text|ucs-2) (.*)$/.exec(rest) ?? [];
  if (coding === 'ucs-2') return { from, to, coding, data: readEscaped(data) };
  return coding === 'text' ? { from, to, coding, data: Buffer.from(data) } : null;
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0').toUpperCase();
}

function writeEscaped(bytes: Buffer): string {
  return [...bytes].map((byte) => `%${hex(byte)}`).join('');
}

/** The bytes behind URL encoding; what is not encoded is ASCII. */
function readEscaped(text: string): Buffer {
  const plain = text.replaceAll('+', ' ').replaceAll(/%([0-9a-f]{2})/gi, (_all, code: string) => {
    return String.fromCharCode(Number.parseInt(code, 16));
  });
  return Buffer.from(plain, 'latin1');
}
