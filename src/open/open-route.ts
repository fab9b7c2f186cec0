import type { VNode } from 'preact';
import type { Deps } from '../deps.ts';
import type { Language } from '../routing/programme.ts';

/** What a public page needs. */
export type OpenDeps = Pick<Deps, 'db' | 'now' | 'programmes'>;

/** Who asks, as far as a public page may know. */
export interface OpenVisit {
  readonly language: Language;
  /** Parts of the address, by name. */
  readonly params: Readonly<Record<string, string>>;
  /** The whole path, for links to the same page in another language. */
  readonly path: string;
}

/** What a public address answers with. `keptSeconds`: how long anybody on the way may keep it. */
export type OpenAnswer = { readonly keptSeconds: number } & (
  | { readonly page: VNode }
  | { readonly json: unknown }
  | { readonly file: { readonly name: string; readonly type: string; readonly body: Buffer; readonly hash: Buffer } }
);

/** A public address below `/open`. A new one: one file and one line in `routes/index.ts`. */
export interface OpenRoute {
  readonly path: string;
  /** @throws {AppError} `not_found` */
  run(deps: OpenDeps, visit: OpenVisit): Promise<OpenAnswer>;
}

/** Pages change once a day at most. */
export const PAGE_KEPT_SECONDS = 600;
/** What is published never changes. */
export const FOREVER_SECONDS = 365 * 24 * 3_600;
