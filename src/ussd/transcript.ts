/**
 * What a request says that was not said before. The carrier sends every input of the call joined by `*`, and a typed `*`
 * is not escaped: so what was consumed is cut off in front and all the rest is one answer.
 *
 * - `answer`: new input
 * - `repeat`: exactly what was answered before (the carrier or the network sent it twice)
 * - `earlier`: shorter or different, a request that was overtaken: the call never goes back for it
 */
export type Heard = { kind: 'answer'; input: string } | { kind: 'repeat' } | { kind: 'earlier' };

/** Compares the transcript of a request with the one that was answered last. */
export function hear(consumed: string, transcript: string): Heard {
  if (transcript === consumed) return { kind: 'repeat' };
  if (consumed === '') return { kind: 'answer', input: transcript };
  const start = `${consumed}*`;
  return transcript.startsWith(start) ? { kind: 'answer', input: transcript.slice(start.length) } : { kind: 'earlier' };
}

/** The answers in the first request of a call that already brings some (dial-through, `*384*2101*1*2#`). */
export function dialledThrough(transcript: string): string[] {
  return transcript === '' ? [] : transcript.split('*');
}
