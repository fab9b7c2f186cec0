import type { Request } from 'express';
import { LANGUAGES, type Language } from '../routing/programme.ts';

/**
 * The language of a public page: the one its address asks for (`?lang=bn`), else the first one of the browser's that we
 * have, else English. An address that asks for what we do not have asks for nothing.
 */
export function chooseLanguage(request: Pick<Request, 'query' | 'acceptsLanguages'>): Language {
  const { lang } = request.query;
  const asked = typeof lang === 'string' ? findLanguage(lang.toLowerCase()) : undefined;
  return asked ?? findLanguage(request.acceptsLanguages('en', ...LANGUAGES)) ?? 'en';
}

function findLanguage(code: string | false): Language | undefined {
  return LANGUAGES.find((language) => language === code);
}
