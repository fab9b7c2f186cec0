import type { z } from 'zod';
import type { Caller } from '../accounts/caller.ts';
import type { Ability } from '../accounts/scope.ts';
import type { Deps } from '../deps.ts';
import { parseInput } from './parse-input.ts';

/** A request as Express hands it over: nothing in it is checked yet. */
export interface RawInput {
  readonly params: unknown;
  readonly query: unknown;
  readonly headers: unknown;
  readonly body: unknown;
}

/** One operation of the API. The router and the OpenAPI document are both made from a list of these. */
export interface Route {
  readonly method: 'get' | 'post';
  /** As OpenAPI writes it: `/grievances/{reference}`. */
  readonly path: string;
  readonly summary: string;
  /** What a caller must be allowed to do; see `accounts/scope.ts`. */
  readonly ability: Ability;
  readonly status: 200 | 201;
  /** What the answer is; JSON unless told. Text of another kind is streamed: `run` gives its pieces. */
  readonly media?: 'text/csv';
  /** An object of objects: `params`, `query`, `headers` and `body`, each where there is one. */
  readonly input: z.ZodObject;
  readonly response: z.ZodType;
  /**
   * Checks the input, does it, and gives the answer's body.
   *
   * @throws {AppError} `invalid` with an issue for everything that is wrong with the input
   */
  run(deps: Deps, caller: Caller, raw: RawInput): Promise<unknown>;
}

const KEPT: ReadonlySet<Ability> = new Set(['monitor', 'read_response_times', 'look_up', 'read_cards']);

/** Whether its answers may be kept and asked for again by their ETag: figures, lists of codes and what was agreed in public, in which nobody is. */
export function isKept({ method, ability }: Pick<Route, 'method' | 'ability'>): boolean {
  return method === 'get' && KEPT.has(ability);
}

/** A route as it is written down: `handle` gets what `input` lets through, and must give what `response` describes. */
interface RouteSpec<Input extends z.ZodObject, Response extends z.ZodType> extends Omit<Route, 'run'> {
  readonly input: Input;
  readonly response: Response;
  handle(deps: Deps, caller: Caller, input: z.output<Input>): Promise<z.output<Response>>;
}

/** Ties a handler to its schemas, so that the compiler checks one against the other. */
export function defineRoute<Input extends z.ZodObject, Response extends z.ZodType>(
  spec: RouteSpec<Input, Response>,
): Route {
  const { handle, ...described } = spec;
  return { ...described, run: async (deps, caller, raw) => handle(deps, caller, parseInput(spec.input, raw)) };
}
