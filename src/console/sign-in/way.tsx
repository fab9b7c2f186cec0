import type { VNode } from 'preact';
import type { Language } from '../../routing/programme.ts';
import { LANGUAGES } from '../../routing/programme.ts';
import { Hidden } from '../parts/fields.tsx';
import { fieldOf } from '../read-form.ts';
import type { Visit } from '../route.ts';

/** Where somebody was going when she had to sign in. Every page on the way carries it on. */
export interface Way {
  /** An address of the console or the monitor to open afterwards. */
  readonly next: string;
  /** A form to send afterwards, sealed; empty: none. */
  readonly lost: string;
  /** The language these pages were asked for in; null: whatever the browser says. */
  readonly lang: Language | null;
}

export const HOME = '/console';

/** The way as the request before carried it on. */
export function readWay({ form, request }: Visit): Way {
  const { next, lang } = request.query;
  const asked = fieldOf(form, 'next') || (typeof next === 'string' ? next : '');
  return {
    next: isOurs(asked) ? asked : HOME,
    lost: fieldOf(form, 'lost'),
    lang: LANGUAGES.find((language) => language === lang) ?? null,
  };
}

/** An address on the way, with what it is to remember. */
export function alongWay(path: string, way: Way): string {
  const query = new URLSearchParams({
    ...(way.next === HOME ? {} : { next: way.next }),
    ...(way.lang === null ? {} : { lang: way.lang }),
  });
  return query.size === 0 ? path : `${path}?${query}`;
}

/** The address a form on the way is sent to: the rest travels in `WayFields`. */
export function sentTo(path: string, { lang }: Way): string {
  return lang === null ? path : `${path}?lang=${lang}`;
}

/** What a form on the way carries. */
export function WayFields({ way }: { readonly way: Way }): VNode {
  return (
    <>
      {way.next === HOME ? null : <Hidden name="next" value={way.next} />}
      {way.lost === '' ? null : <Hidden name="lost" value={way.lost} />}
    </>
  );
}

/** Only to pages of ours: an address of somebody else's must not follow on signing in here. */
function isOurs(address: string): boolean {
  if (!/^\/(?:console|monitor)(?:[/?]|$)/.test(address) || !URL.canParse(address, 'http://here')) return false;
  const { origin, pathname } = new URL(address, 'http://here');
  return origin === 'http://here' && /^\/(?:console|monitor)(?:\/|$)/.test(pathname);
}
