import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { parse } from 'node:querystring';
import { text } from 'node:stream/consumers';

/** What the double does with one request. Only `accept` and `drop` reach a handset. */
export type Behaviour =
  | { does: 'accept'; statusCode?: 100 | 101 | 102; cost?: string }
  /** 201, and a no for this recipient inside. */
  | { does: 'refuse'; statusCode: number; status: string }
  /** 201 without a recipient; the reason is in the message. */
  | { does: 'answer-empty'; message: string }
  | { does: 'answer'; status: number; body: string; headers?: Readonly<Record<string, string>> }
  /** Reads the request and stays silent. */
  | { does: 'hang' }
  /** A byte now and then, never the whole answer. */
  | { does: 'drip' }
  /** Ends the connection without having read or done anything. */
  | { does: 'reset' }
  /** Sends the message, then loses the connection before answering. */
  | { does: 'drop' };

/** One SMS that the double sent to a handset. */
export interface LedgerEntry {
  readonly to: string;
  readonly from: string;
  readonly text: string;
  readonly carrierMessageId: string;
}

/** What a carrier's API calls things. */
export interface Dialect {
  /** The key or password that came with a request. */
  keyOf(request: IncomingMessage): string | undefined;
  /** The message in a request; `count` is how many were sent before. */
  read(request: IncomingMessage, body: string, count: number): LedgerEntry;
  /** The answer that says yes, or no in its own words. */
  answer(behaviour: SpokenBehaviour, sent: LedgerEntry): { status: number; body: string };
}

/** What is answered in the carrier's own words. */
export type SpokenBehaviour = Extract<Behaviour, { does: 'accept' | 'refuse' | 'answer-empty' }>;

/** A local messaging API. */
export interface CarrierDouble {
  /** For `AT_BASE_URL`, or the beginning of `KANNEL_SENDSMS_URL`. */
  readonly url: string;
  /** What went out to handsets, in order. */
  readonly ledger: readonly LedgerEntry[];
  /** How many requests came, answered or not. */
  readonly requests: () => number;
  /** The keys that came with them. */
  readonly apiKeys: readonly string[];
  /** The next requests do this, one each; after that, and at first, `accept`. */
  script(...behaviours: readonly Behaviour[]): void;
  /** Every request from now on that has nothing scripted. */
  always(behaviour: Behaviour): void;
  close(): Promise<void>;
}

/** Starts the double on a free port of this machine. It speaks Africa's Talking's dialect unless told. */
export async function openCarrierDouble(dialect: Dialect = africastalkingDialect): Promise<CarrierDouble> {
  const ledger: LedgerEntry[] = [];
  const apiKeys: string[] = [];
  const scripted: Behaviour[] = [];
  const sockets = new Set<Socket>();
  let standing: Behaviour = { does: 'accept' };
  let count = 0;

  const server = createServer((request, response) => {
    count += 1;
    const key = dialect.keyOf(request);
    if (key !== undefined) apiKeys.push(key);
    const behaviour = scripted.shift() ?? standing;
    // A client that gives up is what some of these tests are about.
    act(dialect, behaviour, request, response, ledger).catch(() => response.destroy());
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    ledger,
    apiKeys,
    requests: () => count,
    script: (...behaviours) => void scripted.push(...behaviours),
    always: (behaviour) => {
      standing = behaviour;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function act(
  dialect: Dialect,
  behaviour: Behaviour,
  request: IncomingMessage,
  response: ServerResponse,
  ledger: LedgerEntry[],
): Promise<void> {
  if (behaviour.does === 'reset') {
    request.socket.resetAndDestroy();
    return;
  }
  const sms = dialect.read(request, await text(request), ledger.length);
  switch (behaviour.does) {
    case 'hang':
      return;
    case 'drip':
      response.writeHead(201, { 'content-type': 'application/json' });
      drip(response);
      return;
    case 'drop':
      ledger.push(sms);
      request.socket.destroy();
      return;
    case 'answer':
      response.writeHead(behaviour.status, { 'content-type': 'text/plain', ...behaviour.headers }).end(behaviour.body);
      return;
    case 'accept':
    case 'refuse':
    case 'answer-empty': {
      if (behaviour.does === 'accept') ledger.push(sms);
      const { status, body } = dialect.answer(behaviour, sms);
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    }
  }
}

function drip(response: ServerResponse): void {
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(timer));
}

/** Africa's Talking's messaging API, in the words of recorded answers. */
const africastalkingDialect: Dialect = {
  keyOf: ({ headers }) => (typeof headers.apikey === 'string' ? headers.apikey : undefined),
  read: (_request, body, count) => {
    const form = parse(body);
    const field = (name: string): string => String(form[name] ?? '');
    const carrierMessageId = `ATXid_${String(count + 1).padStart(32, '0')}`;
    return { to: field('to'), from: field('from'), text: field('message'), carrierMessageId };
  },
  answer: (behaviour, { to, carrierMessageId }) => {
    const recipient =
      behaviour.does === 'refuse'
        ? { statusCode: behaviour.statusCode, status: behaviour.status, cost: '0', messageId: 'None' }
        : { statusCode: 101, status: 'Success', cost: 'KES 0.8000', messageId: carrierMessageId, ...given(behaviour) };
    const isAccepted = behaviour.does === 'accept';
    const data =
      behaviour.does === 'answer-empty'
        ? { Message: behaviour.message, Recipients: [] }
        : {
            Message: isAccepted ? 'Sent to 1/1 Total Cost: KES 0.8000 Message parts: 1' : 'Sent to 0/1 Total Cost: 0',
            Recipients: [{ number: to, ...recipient }],
          };
    return { status: 201, body: JSON.stringify({ SMSMessageData: data }) };
  },
};

function given(behaviour: SpokenBehaviour): { statusCode?: number; cost?: string } {
  if (behaviour.does !== 'accept') return {};
  const { statusCode, cost } = behaviour;
  return { ...(statusCode === undefined ? {} : { statusCode }), ...(cost === undefined ? {} : { cost }) };
}

/** Kannel's smsbox: account, number and addresses in headers, the text in the body, an answer in a line. */
export const kannelDialect: Dialect = {
  keyOf: ({ headers }) => String(headers['x-kannel-password']),
  read: ({ headers }, body) => ({
    to: String(headers['x-kannel-to']),
    from: String(headers['x-kannel-from']),
    text: body,
    carrierMessageId: new URL(String(headers['x-kannel-dlr-url'])).searchParams.get('id') ?? '',
  }),
  answer: () => ({ status: 202, body: '0: Accepted for delivery' }),
};
