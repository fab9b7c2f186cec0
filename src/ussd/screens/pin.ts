import { toDigits } from '../../encoding.ts';
import { parseReference } from '../../grievances/reference.ts';
import type { Screen } from '../screen.ts';

/** The number of a report that her own number does not lead to: an anonymous one, or one of a sealed stream. */
const pinReferenceScreen: Screen = {
  name: 'pin-reference',
  show: ({ voice }) => ({ text: voice.locale.ussd.pinReference }),
  type: (_view, text) => {
    const parsed = parseReference(text);
    if (!parsed.ok) return { again: 'wrongReference' };
    return { to: { screen: 'pin-code' }, draft: { reference: parsed.reference } };
  },
};

/** Its PIN. Whatever does not open it brings the same screen again; the way back leads to the number. */
const pinCodeScreen: Screen = {
  name: 'pin-code',
  show: ({ voice }) => ({ text: voice.locale.ussd.pinCode }),
  type: (_view, text) => {
    const pin = toDigits(text).replace(/\s/g, '');
    if (!/^\d{4}$/.test(pin)) return { again: 'wrongPin' };
    return { to: { screen: 'pin-code' }, effects: [{ type: 'open-with-pin', pin }] };
  },
};

/** Reference, then PIN; the effect says where it leads. */
export const PIN_SCREENS: readonly Screen[] = [pinReferenceScreen, pinCodeScreen];
