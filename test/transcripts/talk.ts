import { foldForAir } from '../../src/encoding.ts';
import { type Locale, localeOf } from '../../src/locales/index.ts';
import type { Language, Programme } from '../../src/routing/programme.ts';
import type { Gateway } from '../support/gateway.ts';
import { type Dialogue, handset } from '../support/handset.ts';

/** A person with a phone in a story that is written down as it goes: what she pressed, what she saw, the SMS that came. */
export interface Talk {
  readonly locale: Locale;
  readonly programme: Programme;
  readonly language: Language;
  readonly phone: string;
  /** Requests of the call under way. */
  turns(): number;
  /** The screen that is showing. */
  screen(): string;
  dial(): Promise<void>;
  /** Presses the number of the line with this label, paging on while it is not there. */
  choose(label: string): Promise<void>;
  /** As `choose`, of the line that contains these words. */
  chooseLike(part: string): Promise<void>;
  type(text: string): Promise<void>;
  /** The line drops; the carrier says so. */
  drop(): Promise<void>;
  sms(text: string): Promise<void>;
  /** Lets the workers run and writes down the SMS that came. */
  receive(): Promise<string[]>;
  /** A remark of the story teller. */
  remark(text: string): void;
}

/** Numbers and PINs are drawn anew each time: in a transcript they are told apart by the order in which they came. */
export interface Marks {
  mark(text: string): string;
}

/** Makes the marks that all people of one story share. */
export function createMarks(): Marks {
  const known = new Map<string, string>();
  const nameOf = (value: string, kind: 'reference' | 'pin') => {
    const digits = value.replace(' ', '');
    const count = [...known.values()].filter((name) => name.startsWith(kind)).length;
    const name = known.get(digits) ?? `${kind} ${count + 1}`;
    known.set(digits, name);
    return name;
  };
  return {
    mark: (text) =>
      text
        .replace(/(?<!\d)\d{4} ?\d{4}(?!\d)/g, (found) => `<${nameOf(found, 'reference')}>`)
        .replace(/(PIN\D{0,3})(\d{4})(?!\d)/g, (_whole, word: string, pin: string) => `${word}<${nameOf(pin, 'pin')}>`)
        .replace(/^(\d{4})$/g, (pin) => (known.has(pin) ? `<${nameOf(pin, 'pin')}>` : pin)),
  };
}

/** Opens a person's part of a story, written into `lines`, which all people of the story share. */
export function openTalk(
  gateway: Gateway,
  person: { programme: Programme; language: Language; phone: string; name: string; marks: Marks; lines: string[] },
): Talk {
  const { programme, language, marks, lines } = person;
  const phone = handset(gateway.app, person.phone);
  let call: Dialogue | undefined;
  let read = 0;
  let sessions = 0;
  const show = (dialogue: Dialogue, pressed: string) => {
    lines.push(
      `> ${marks.mark(pressed)}`,
      ...marks
        .mark(dialogue.screen)
        .split('\n')
        .map((line) => `    ${line}`),
    );
    if (dialogue.isOver) lines.push(`    (end, ${dialogue.turns} turns)`);
    lines.push('');
    call = dialogue;
  };
  const current = (): Dialogue => {
    if (!call) throw new Error('no call is under way');
    return call;
  };
  const press = async (isIt: (label: string) => boolean, wanted: string): Promise<void> => {
    const found = current()
      .screen.split('\n')
      .map((line) => /^(\d+)\. (.+)$/.exec(line))
      .find((match) => match !== null && !['0', '00', '9'].includes(match[1] ?? '') && isIt(match[2] ?? ''));
    if (found?.[1] !== undefined) return show(await current().type(found[1]), found[1]);
    if (!/^9\. /m.test(current().screen)) throw new Error(`no line "${wanted}" here or later:\n${current().screen}`);
    show(await current().type('9'), '9');
    return press(isIt, wanted);
  };
  return {
    locale: localeOf(language),
    programme,
    language,
    phone: person.phone,
    turns: () => current().turns,
    screen: () => current().screen,
    dial: async () => {
      sessions += 1;
      const sessionId = `ATUid_${person.phone.slice(1)}_${sessions}`;
      show(await phone.dial(programme.ussdCode, { sessionId }), `${person.name} dials ${programme.ussdCode}`);
    },
    choose: (label) => press((line) => line === foldForAir(label), label),
    chooseLike: (part) => press((line) => line.includes(foldForAir(part)), part),
    type: async (text) => show(await current().type(text), text),
    drop: async () => {
      await phone.hangUp(current().sessionId);
      lines.push('(the line drops)', '');
      call = undefined;
    },
    sms: async (text) => {
      await phone.sms(programme.shortCode, text);
      lines.push(`${person.name} writes to ${programme.shortCode}: ${marks.mark(text)}`, '');
    },
    receive: async () => {
      await gateway.work();
      const inbox = await gateway.inbox(person.phone);
      const fresh = inbox.slice(read);
      read = inbox.length;
      for (const text of fresh)
        lines.push(
          `SMS to ${person.name === 'She' ? 'her' : person.name.toLowerCase()}: ${marks.mark(text).replaceAll('\n', '\n    ')}`,
          '',
        );
      return fresh;
    },
    remark: (text) => lines.push(`(${text})`, ''),
  };
}
