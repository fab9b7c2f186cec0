import http from 'node:http';
import https from 'node:https';
import { TLSSocket } from 'node:tls';

/**
 * How far a call came before it ended: `idle` no request was begun, `connecting` nothing was written yet, `connected` the
 * other side may have read the message.
 */
export type Stage = 'idle' | 'connecting' | 'connected';

/** One call, and how far it has come. `transport` has the shape that axios takes. */
export interface WatchedConnection {
  readonly transport: {
    request(options: https.RequestOptions, onResponse: (response: http.IncomingMessage) => void): http.ClientRequest;
  };
  readonly stage: () => Stage;
}

/**
 * A transport for one call that knows whether anything can have been sent. No connection is used twice: one that the other
 * side had just given up would look like a lost answer, and leave a message unconfirmed.
 */
export function watchConnection(): WatchedConnection {
  let stage: Stage = 'idle';
  const transport: WatchedConnection['transport'] = {
    request(options, onResponse) {
      stage = 'connecting';
      const { request } = options.protocol === 'https:' ? https : http;
      const sent = request({ ...options, agent: options.agent ?? false }, onResponse);
      sent.once('socket', (socket) => {
        const markConnected = (): void => {
          stage = 'connected';
        };
        if (socket.connecting) socket.once(socket instanceof TLSSocket ? 'secureConnect' : 'connect', markConnected);
        else markConnected();
      });
      return sent;
    },
  };
  return { transport, stage: () => stage };
}
