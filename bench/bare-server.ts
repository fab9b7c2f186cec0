// The other side of every comparison, in a process of its own: an Express 5 handler as anybody would write it, which
// parses the same form and answers a constant. Forked by `startBare`; tells its port and ends when told.
import { createServer } from 'node:http';
import express from 'express';

const app = express();
app.post('/at/:secret/{*rest}', express.urlencoded(), (request, response) => {
  const { sessionId, from } = request.body;
  response.type('text/plain').send(sessionId === undefined && from === undefined ? 'END' : 'CON Welcome');
});

const server = createServer({ keepAliveTimeout: 65_000 }, app);
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(address !== null && typeof address === 'object' ? address.port : 0);
});
process.once('disconnect', () => process.exit(0));
