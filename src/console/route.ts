import type { Request } from 'express';
import type { VNode } from 'preact';
import type { z } from 'zod';
import type { AccountCaller } from '../accounts/caller.ts';
import type { SignedIn } from '../accounts/find-session.ts';
import type { Ability } from '../accounts/scope.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { Language } from '../routing/programme.ts';

/** What a page of the console is answered with. `redirect` is a 303: what was sent is never sent again by a reload. */
export type Answer = (
  | { readonly page: VNode; readonly status?: number }
  | { readonly redirect: string }
  | { readonly json: unknown }
  | { readonly file: { readonly name: string; readonly type: string; readonly body: string | Buffer } }
) & {
  /** A new session's token; null: the cookie is taken away. */
  readonly token?: string | null;
};

/** The fields of a form as they were sent. NUL is gone and lone surrogates are replaced; nothing else is checked. */
export type Form = ReadonlyMap<string, readonly string[]>;

/** A request to the console by somebody who may not have signed in. */
export interface Visit {
  readonly language: Language;
  /** `/console/...` with its query, as it was asked for. */
  readonly url: string;
  /** Empty for GET. */
  readonly form: Form;
  /** Keyed by nothing and kept nowhere: only for limits to trying. */
  readonly address: string;
  readonly request: Request;
}

/** A request by somebody who has signed in. */
export interface SignedInVisit extends Visit {
  readonly caller: AccountCaller;
  readonly session: SignedIn;
}

interface Described {
  readonly method: 'get' | 'post';
  /** Below `/console`, as Express writes it: `/reports/:reference`. */
  readonly path: string;
}

/** One address of the console. The router and the test of the authorisation matrix are both made from a list of these. */
export type ConsoleRoute = Described &
  (
    | {
        readonly needs: 'anyone';
        run(deps: Deps, visit: Visit & { session: SignedIn | null }, raw: RawInput): Promise<Answer>;
      }
    | {
        /** What she must be allowed to do; `account`: nothing but to have signed in. */
        readonly needs: Ability | 'account';
        run(deps: Deps, visit: SignedInVisit, raw: RawInput): Promise<Answer>;
      }
  );

/** A request's address as Express hands it over: nothing in it is checked yet. */
export interface RawInput {
  readonly params: unknown;
  readonly query: unknown;
}

/**
 * An address for people who have signed in. `input` reads the parts of the address; one that cannot be read is a page that is
 * not there, so let `query` fall back to what an empty one gives (`.catch`).
 */
export function accountRoute<Input extends z.ZodType>(
  spec: Described & {
    readonly needs: Ability | 'account';
    readonly input: Input;
    handle(deps: Deps, visit: SignedInVisit, input: z.output<Input>): Promise<Answer>;
  },
): ConsoleRoute {
  const { handle, input, ...described } = spec;
  return {
    ...described,
    run: async (deps: Deps, visit: SignedInVisit, raw: RawInput) => handle(deps, visit, readAddress(input, raw)),
  };
}

/** An address for everybody: signing in and what leads there. */
export function openRoute<Input extends z.ZodType>(
  spec: Described & {
    readonly input: Input;
    handle(deps: Deps, visit: Visit & { session: SignedIn | null }, input: z.output<Input>): Promise<Answer>;
  },
): ConsoleRoute {
  const { handle, input, ...described } = spec;
  return {
    ...described,
    needs: 'anyone',
    run: async (deps: Deps, visit: Visit & { session: SignedIn | null }, raw: RawInput) =>
      handle(deps, visit, readAddress(input, raw)),
  };
}

function readAddress<Input extends z.ZodType>(input: Input, raw: RawInput): z.output<Input> {
  const read = input.safeParse(raw);
  if (read.success) return read.data;
  throw new AppError('not_found', 'There is nothing at this address.');
}
