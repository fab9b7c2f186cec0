/**
 * What a phone dials when the link is pressed (RFC 3966): a USSD code or a number as people write it. `#` would begin the
 * anchor of an address. Some phones dial no code from a page; they show it, and it stands on the page.
 */
export function dialLink(number: string): string {
  return `tel:${number.replace(/[^\d+*#]/g, '').replaceAll('#', '%23')}`;
}

/** Opens an SMS to `shortCode` (RFC 5724), with `text` written already where the phone knows how. */
export function smsLink(shortCode: string, text?: string): string {
  return `sms:${encodeURIComponent(shortCode)}${text === undefined ? '' : `?body=${encodeURIComponent(text)}`}`;
}
