import type { Locale } from '../locales/index.ts';
import type { Language } from '../routing/programme.ts';

/**
 * What people write for a keyword besides the words of the locales, and further from them than a slip of the thumb: an
 * English word as it sounds, or in the letters of their own language. Never printed. Each with one meaning; more than one word is a whole message.
 */
export const SPELLINGS: Readonly<
  Partial<Record<Language, Partial<Readonly<Record<keyof Locale['keywords'], readonly string[]>>>>>
> = {
  en: {
    report: ['RIPORT', 'RIPOT', 'REPOT', 'COMPLAIM', 'COMPLEIN'],
    language: ['LANGUAGES'],
  },
  sw: {
    report: ['RIPOT', 'RIPOTII', 'REPOTI', 'LIPOTI'],
    help: ['MSADA', 'MUSAADA'],
  },
  bn: {
    report: ['রিপোর্ট', 'রিপোট', 'কমপ্লেইন'],
    status: ['স্ট্যাটাস', 'স্টেটাস', 'ABOSTA', 'ABOSTHA', 'OBOSTA', 'OBASTHA', 'OBASTA'],
    help: ['হেল্প', 'হেলপ'],
    stop: ['স্টপ', 'বন্ধ করুন', 'BONDHO KORUN'],
    start: ['স্টার্ট', 'চালু', 'চালু করুন', 'CHALU', 'CALU'],
    yes: ['ইয়েস'],
    no: ['নো'],
  },
  sq: {
    report: ['RAPORTOJ', 'RAPORTONI', 'REPORTO'],
    help: ['NDIME', 'NIHME'],
    data: ['TË DHËNAT', 'TË DHËNA', 'TË DHËNAT E MIA'],
  },
  sr: {
    report: ['PRIJAVLJUJEM', 'ПРИЈАВЉУЈЕМ'],
  },
};
