// GSM 03.38: the basic alphabet, and what costs two septets. Screen budgets: 160 septets, else 70 UCS-2 units.
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const EXTENDED = '\f^{}\\[~]|€';

/** How much of the screen's budget a text uses: `{ used, limit }`, in septets or, if one letter needs it, UCS-2 units. */
export function measure(text) {
  const letters = [...text];
  if (!letters.every((letter) => BASIC.includes(letter) || EXTENDED.includes(letter))) {
    return { used: text.length, limit: 70 };
  }
  return { used: letters.length + letters.filter((letter) => EXTENDED.includes(letter)).length, limit: 160 };
}
