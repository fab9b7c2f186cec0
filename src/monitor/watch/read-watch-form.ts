import type { AccountCaller } from '../../accounts/caller.ts';
import { fieldOf } from '../../console/read-form.ts';
import type { Form } from '../../console/route.ts';
import { WATCH_MEASURES, type WatchMeasure } from '../../db/schema.ts';
import { makeStorable } from '../../encoding.ts';
import { monitorWordsOf } from '../../locales/monitor/index.ts';
import type { Language } from '../../routing/programme.ts';
import { isWithin, topAreaOf } from '../scope/read-scope.ts';

/** What stands in the way of a form: the field, and a sentence that names the mend. */
export interface FormError {
  readonly name: string;
  readonly message: string;
}

/** A limit as somebody typed it. */
export interface TypedWatch {
  readonly office: string;
  readonly measure: string;
  readonly limit: string;
  readonly sms: string;
}

/** A limit that can be set. */
export interface WantedWatch {
  /** Null: every office. */
  readonly officeId: string | null;
  readonly measure: WatchMeasure;
  readonly limit: number;
  readonly bySms: boolean;
}

/** The largest limits that mean anything: days, reports, per cent. */
const MOST: Readonly<Record<WatchMeasure, number>> = { answer_days: 1_000, overdue: 100_000, disputed: 100 };

export const NO_WATCH: TypedWatch = { office: '', measure: 'answer_days', limit: '', sms: 'yes' };

/** The fields of the form, as they were sent. */
export function typedWatch(form: Form): TypedWatch {
  const typed = (name: string) => makeStorable(fieldOf(form, name)).trim().slice(0, 200);
  return { office: typed('office'), measure: typed('measure'), limit: typed('limit'), sms: typed('sms') };
}

/** What the form asks for, or everything that is wrong with it. */
export function readWatch(
  caller: AccountCaller,
  language: Language,
  typed: TypedWatch,
): { readonly wanted: WantedWatch } | { readonly errors: readonly FormError[] } {
  const { watch: words } = monitorWordsOf(language);
  const errors: FormError[] = [];
  const office = typed.office === '' ? null : caller.programme.offices.get(typed.office);
  const isHers = office === null || (office !== undefined && isWithin(office.area, topAreaOf(caller)));
  if (!isHers) errors.push({ name: 'office', message: words.errors.office });
  const measure = WATCH_MEASURES.find((one) => one === typed.measure);
  if (measure === undefined) errors.push({ name: 'measure', message: words.errors.measure });
  const limit = readLimit(typed.limit, measure);
  if (limit === null) errors.push({ name: 'limit', message: words.errors.limit(MOST[measure ?? 'answer_days']) });
  if (errors.length > 0 || measure === undefined || limit === null) return { errors };
  return { wanted: { officeId: office?.id ?? null, measure, limit, bySms: typed.sms === 'yes' } };
}

/** As people write numbers, with a point or a comma and one decimal at most; null: none, or one that cannot be a limit. */
function readLimit(typed: string, measure: WatchMeasure | undefined): number | null {
  if (!/^\d{1,6}([.,]\d)?$/.test(typed)) return null;
  const limit = Number(typed.replace(',', '.'));
  return limit > MOST[measure ?? 'answer_days'] ? null : limit;
}
