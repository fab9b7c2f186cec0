import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';

/**
 * Sends text in pieces, each made when the one before it is on its way: however long it is, little of it is in memory. Begins with the
 * head only when there is a first piece, so that what fails before it is an error like any other; what fails later breaks the
 * connection off, and the caller sees that the file is not whole. Whoever asks for the head only gets it, and no piece is made.
 */
export async function stream(response: Response, media: string, pieces: unknown): Promise<void> {
  if (!isIterable(pieces)) throw new Error(`a route of ${media} gave no pieces`);
  if (response.req.method === 'HEAD') {
    response.type(media).end();
    return;
  }
  const iterator = pieces[Symbol.asyncIterator]();
  const first = await iterator.next();
  response.type(media);
  try {
    await pipeline(Readable.from(rest(first, iterator)), response);
  } catch (error) {
    // Whoever asked has gone: nobody is left to tell.
    if (!response.closed || !isClosedEarly(error)) throw error;
  }
}

async function* rest(first: IteratorResult<unknown>, iterator: AsyncIterator<unknown>): AsyncGenerator<unknown> {
  for (let next = first; next.done !== true; next = await iterator.next()) yield next.value;
}

function isIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

function isClosedEarly(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}
