import { countSegments, foldForAir, measure } from '../encoding.ts';
import type { Locale } from '../locales/index.ts';
import type { Language, Programme } from '../routing/programme.ts';
import { deskSms } from './desk-sms.ts';
import { JOINED_SMS } from './joined-sms.ts';
import { SMS_TEMPLATES } from './sms-templates.ts';
import { smsValuesOf } from './sms-values.ts';
import type { Worst } from './worst.ts';

/** What one SMS, or several that go together, cost in one language of a programme, with its longest real values. */
export interface SmsCost {
  /** A key of the language's `sms`, of `JOINED_SMS`, or, to officials, `desk.` and where the words stand. */
  readonly template: string;
  readonly language: Language;
  /** Septets or UTF-16 units. */
  readonly units: number;
  readonly segments: number;
  readonly declared: number;
  /** What an official writes comes on top. */
  readonly hasWords: boolean;
}

/** Every SMS of a programme in one of its languages. */
export function measureSms(programme: Programme, worst: Worst): SmsCost[] {
  const { language, locale } = worst.voice;
  const values = smsValuesOf(programme, worst);
  // What a text may cost goes by the letters of its language: a hint about another one does not make it dearer.
  const { encoding } = measure(foldForAir(locale.nav.back));
  const cost = (template: string, texts: readonly string[], declared: number, hasWords = false) => {
    const air = texts.map(foldForAir);
    const sum = (of: (text: string) => number) => air.reduce((total, text) => total + of(text), 0);
    return {
      template,
      language,
      units: sum((text) => measure(text).units),
      segments: sum(countSegments),
      declared,
      hasWords,
    };
  };
  return [
    ...Object.entries(SMS_TEMPLATES).map(([name, { declared, hasWords, say }]) =>
      cost(name, [say(locale.sms, values)], declared[encoding], hasWords),
    ),
    ...Object.entries(JOINED_SMS).map(([name, { declared, say }]) =>
      cost(name, say(values, worst.voice), declared[encoding]),
    ),
    ...deskSms(programme, worst).map(({ name, text, declared }) => cost(name, [text], declared[encoding])),
  ];
}

/** An ordinary case as it mostly goes: what its reporter is sent from receipt to end. */
const CASE: readonly (keyof Locale['sms'])[] = ['receipt', 'acknowledged', 'reply', 'askOutcome', 'confirmed'];

/** SMS that an ordinary case is paid as, without what officials write. */
export function costOfCase(costs: readonly SmsCost[]): number {
  const segments = (template: string) => costs.find((cost) => cost.template === template)?.segments ?? 0;
  return CASE.reduce((sum, template) => sum + segments(template), 0);
}
