/** What a screen must be: the text itself, or a pattern where a reference or a moment is part of it. */
export type Expected = { readonly text: string } | { readonly pattern: string };

/** One request of a call. */
export interface PlannedTurn {
  /** The transcript, as the carrier sends it. */
  readonly transcript: string;
  readonly expected: Expected;
}

/** A call to be repeated. */
export interface PlannedCall {
  readonly serviceCode: string;
  /** Numbers that make this call in turn; empty: a number that never called before, each time. */
  readonly phones: readonly string[];
  /** How a number that never called before begins, and how many digits follow. */
  readonly fresh: { readonly prefix: string; readonly digits: number };
  readonly turns: readonly PlannedTurn[];
}

/** What the connections of a run say. */
export type LoadPlan =
  | { readonly kind: 'calls'; readonly calls: readonly PlannedCall[] }
  | { readonly kind: 'messages'; readonly shortCode: string; readonly texts: readonly string[] };

/** One run of the load generator. */
export interface LoadOrder {
  readonly plan: LoadPlan;
  readonly port: number;
  readonly path: string;
  readonly connections: number;
  /** Null: every connection makes its one call, the first the first, and the run is over. */
  readonly seconds: number | null;
  /** Whether answers must be what the plan expects; a bare handler only has to answer 200. */
  readonly isChecked: boolean;
}

/** What a run brought. */
export interface LoadResult {
  readonly answered: number;
  /** Answered, and not with what was expected. */
  readonly wrong: number;
  /** Of the wrong ones, those that another call of the plan should have got. */
  readonly mixed: number;
  /** Never answered. */
  readonly lost: number;
  readonly firstWrong: { readonly expected: string; readonly got: string } | null;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Of one core, while the run lasted. */
  readonly generatorCpuShare: number;
}
