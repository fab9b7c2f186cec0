import type { Config } from '../../config.ts';
import { openText, type SealPlace, sealText } from '../../seal.ts';
import type { Form } from '../route.ts';

/** What somebody sent when her session had ended: where to, and what she had written. */
export interface LostForm {
  readonly path: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
}

/** Never carried on: neither is it needed again, nor has it any business in a page. */
const SECRETS: readonly string[] = ['password', 'current', 'again', 'code', 'setup_code', 'offered'];
const OWN_PATH = /^\/(?:console|monitor)(\/[\w.~%@:-]+)+(\?[^#\s]*)?$/;

/**
 * A lost form as a hidden field carries it through signing in, sealed for the account whose session it was: whoever signs in
 * as somebody else in the same browser does not get it.
 *
 * @param accountId null: nobody knows whose it was, and whoever signs in next gets it
 */
export function sealLostForm(
  config: Pick<Config, 'sealingKeys'>,
  lost: { readonly path: string; readonly form: Form },
  accountId: string | null,
): string {
  const fields = [...lost.form]
    .filter(([name]) => !SECRETS.includes(name))
    .flatMap(([name, values]) => values.map((value) => [name, value] as const));
  const text = JSON.stringify({ path: lost.path, fields } satisfies LostForm);
  return sealText(config.sealingKeys, text, placeOf(accountId)).toString('base64url');
}

/** The lost form in a hidden field; null: there is none, it is another's, or it is not ours. */
export function openLostForm(config: Pick<Config, 'sealingKeys'>, sealed: string, accountId: string): LostForm | null {
  if (sealed === '') return null;
  for (const owner of [accountId, null]) {
    try {
      const text = openText(config.sealingKeys, Buffer.from(sealed, 'base64url'), placeOf(owner));
      // Sealed by us, so it is what was put in.
      const lost: LostForm = JSON.parse(text);
      return OWN_PATH.test(lost.path) ? lost : null;
    } catch {
      // Not this owner's.
    }
  }
  return null;
}

function placeOf(accountId: string | null): SealPlace {
  return { table: 'accounts', column: 'lost_form', rowId: accountId ?? '' };
}
