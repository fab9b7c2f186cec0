import request from 'supertest';
import { createKey, type NewKey } from '../../src/accounts/create-key.ts';
import type { Gateway } from './gateway.ts';

/** A program with a key: what an official or an NGO uses as long as there are no pages. */
export interface Program {
  get(path: string): request.Test;
  post(path: string, body?: object): request.Test;
}

/** Makes a key and gives back the program that holds it. */
export async function openProgram({ app, deps }: Gateway, key: NewKey): Promise<Program> {
  const { key: token } = await createKey(deps, key);
  const authorize = (test: request.Test) => test.set('Authorization', `Bearer ${token}`);
  return {
    get: (path) => authorize(request(app).get(`/api/v1${path}`)),
    post: (path, body = {}) => authorize(request(app).post(`/api/v1${path}`)).send(body),
  };
}
