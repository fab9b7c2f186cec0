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

/** A local Africa's Talking messaging API. */
export interface CarrierDouble {
  /** For `AT_BASE_URL`. */
  readonly url: string;
  /** What went out to handsets, in order. */
  readonly ledger: readonly LedgerEntry[];
  /** How many requests came, answered or not. */
  readonly requests: () => number;
  /** The API keys that came with them. */
  readonly apiKeys: readonly string[];
  /** The next requests do this, one each; after that, and at first, `accept`. */
  script(...behaviours: readonly Behaviour[]): void;
  /** Every request from now on that has nothing scripted. */
  always(behaviour: Behaviour): void;
  close(): Promise<void>;
}

/** Starts the double on a free port of this machine. */
export async function openCarrierDouble(): Promise<CarrierDouble> {
  const ledger: LedgerEntry[] = [];
  const apiKeys: string[] = [];
  const scripted: Behaviour[] = [];
  const sockets = new Set<Socket>();
  let standing: Behaviour = { does: 'accept' };
  let count = 0;

  const deliver = (form: Readonly<Record<string, string>>): string => {
    const carrierMessageId = `ATXid_${String(ledger.length + 1).padStart(32, '0')}`;
    ledger.push({ to: form.to ?? '', from: form.from ?? '', text: form.message ?? '', carrierMessageId });
    return carrierMessageId;
  };
  const server = createServer((request, response) => {
    count += 1;
    const key = request.headers.apikey;
    if (typeof key === 'string') apiKeys.push(key);
    const behaviour = scripted.shift() ?? standing;
    // A client that gives up is what some of these tests are about.
    act(behaviour, request, response, deliver).catch(() => response.destroy());
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
  behaviour: Behaviour,
  request: IncomingMessage,
  response: ServerResponse,
  deliver: (form: Readonly<Record<string, string>>) => string,
): Promise<void> {
  if (behaviour.does === 'reset') {
    request.socket.resetAndDestroy();
    return;
  }
  const form = Object.fromEntries(
    Object.entries(parse(await text(request))).map(([key, value]) => [key, String(value)]),
  );
  switch (behaviour.does) {
    case 'hang':
      return;
    case 'drip':
      response.writeHead(201, { 'content-type': 'application/json' });
      drip(response);
      return;
    case 'drop':
      deliver(form);
      request.socket.destroy();
      return;
    case 'answer':
      response.writeHead(behaviour.status, { 'content-type': 'text/plain', ...behaviour.headers }).end(behaviour.body);
      return;
    case 'accept':
    case 'refuse':
    case 'answer-empty':
      response
        .writeHead(201, { 'content-type': 'application/json' })
        .end(JSON.stringify(answer(behaviour, form, deliver)));
  }
}

/** The body of a 201, in the words of recorded answers. */
function answer(
  behaviour: Extract<Behaviour, { does: 'accept' | 'refuse' | 'answer-empty' }>,
  form: Readonly<Record<string, string>>,
  deliver: (form: Readonly<Record<string, string>>) => string,
): object {
  if (behaviour.does === 'answer-empty') return { SMSMessageData: { Message: behaviour.message, Recipients: [] } };
  const isAccepted = behaviour.does === 'accept';
  const recipient = isAccepted
    ? {
        statusCode: behaviour.statusCode ?? 101,
        status: 'Success',
        cost: behaviour.cost ?? 'KES 0.8000',
        messageId: deliver(form),
      }
    : { statusCode: behaviour.statusCode, status: behaviour.status, cost: '0', messageId: 'None' };
  return {
    SMSMessageData: {
      Message: isAccepted ? 'Sent to 1/1 Total Cost: KES 0.8000 Message parts: 1' : 'Sent to 0/1 Total Cost: 0',
      Recipients: [{ number: form.to, ...recipient }],
    },
  };
}

function drip(response: ServerResponse): void {
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(timer));
}
