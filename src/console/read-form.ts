import express, { type Request, type Response } from 'express';
import { makeStorable } from '../encoding.ts';
import { AppError } from '../errors.ts';
import type { Form } from './route.ts';

/** Far more than any field may hold, so that what is too long comes back with the words that say so and is not lost. */
const LIMIT_BYTES = 512 * 1024;

const parse = express.text({ type: 'application/x-www-form-urlencoded', limit: LIMIT_BYTES });

/**
 * The fields of a form that a browser sends without files.
 *
 * @throws {AppError} `bad_request` for another kind of body; and what `express.text` throws
 */
export async function readForm(request: Request, response: Response): Promise<Form> {
  await new Promise<void>((resolve, reject) => {
    parse(request, response, (error?: unknown) => (error === undefined ? resolve() : reject(error)));
  });
  const { body } = request;
  if (typeof body !== 'string') throw new AppError('bad_request', 'This page takes forms only.');
  const form = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(body)) {
    form.set(name, [...(form.get(name) ?? []), makeStorable(value)]);
  }
  return form;
}

/** The value of a field; of several the last one. Empty where there is none. */
export function fieldOf(form: Form, name: string): string {
  return form.get(name)?.at(-1) ?? '';
}
