import { plural } from '../../plural.ts';

/**
 * What officials do from a phone: the words they send, the echo of each, and their menu. `what` is what a report is about and
 * where: `No water, Likoni`.
 */
export const work = {
  /** First words of an SMS, compared as those of citizens are. The first one is the one we print. */
  keywords: {
    list: ['LIST', 'DUE'],
    late: ['LATE', 'OVERDUE'],
    read: ['READ', 'SHOW'],
    acknowledge: ['ACK', 'ACKNOWLEDGE', 'ACKNOWLEDGED', 'SEEN'],
    reply: ['REPLY', 'ANSWER', 'ANS', 'RESPOND'],
    ask: ['ASK', 'QUESTION'],
    resolve: ['FIXED', 'FIX', 'DONE', 'RESOLVED', 'SOLVED'],
    pass: ['PASS', 'RETURN'],
    reopen: ['REOPEN'],
  },
  /** Behind HELP, before what citizens are told. */
  help: (code: string) =>
    `For officials: LIST shows what is due. With the number of a report: READ, ACK, REPLY, ASK, FIXED or PASS, then your words. Or dial ${code}`,
  /** Behind STOP, before what citizens are told: that ends a citizen's SMS. */
  stopped: 'SMS about your work go on. To end them, ask an administrator to take out your number.',
  nothingDue: 'Nothing is due for you now.',
  nothingLate: 'Nothing of yours is late.',
  item: (reference: string, what: string, due: string) => `${reference} ${what}: ${due}`,
  more: (count: number, code: string) => `and ${count} more: dial ${code}`,
  lateDays: (days: number) => `${days} ${plural('en', days, { one: 'day', other: 'days' })} late`,
  lateSince: (time: string) => `late since ${time}`,
  today: (time: string) => `today ${time}`,
  tomorrow: (time: string) => `tomorrow ${time}`,
  /** Where a report stands, as its office sees it. */
  state: {
    filed: 'with triage',
    routed: 'not acknowledged yet',
    acknowledged: 'being worked on',
    awaiting_citizen: 'waiting for the citizen',
    resolved: 'marked as fixed, not confirmed yet',
    rejected: 'not accepted',
    closed: 'closed',
  },
  /** What was done to it, whoever did it. */
  did: {
    acknowledged: 'acknowledged',
    replied: 'answer sent',
    asked: 'question sent',
    resolved: 'marked as fixed',
    rejected: 'not accepted',
    passed: 'passed on',
    reopened: 'open again',
    confirmed: 'confirmed as fixed',
    closed: 'closed',
    merged: 'joined to another report',
  },
  you: 'you',
  citizen: 'the citizen',
  report: (reference: string, what: string, state: string) => `${reference} ${what}, ${state}`,
  /** Words that the citizen added to her report. */
  later: (words: string) => `Added: ${words}`,
  echo: (reference: string, what: string, did: string) => `Majibu ${reference} ${what}: ${did}.`,
  /** One of these stands behind `echo`, and on the screen. */
  answerBy: (due: string) => `First answer due ${due}.`,
  fixBy: (due: string) => `To be fixed by ${due}.`,
  waitsUntil: (due: string) => `Your time stops until the answer comes, at most until ${due}.`,
  citizenAsked: 'The citizen is asked whether it is true.',
  nowWith: (office: string) => `It is with ${office} now.`,
  nowTriage: 'Triage will choose an office.',
  mend: (word: string, digits: string) => `Wrong? Send ${word} ${digits}`,
  /** The same for a report that is not there, not hers, or not for her. */
  unknown: (reference: string) => `You have no report ${reference}. Please check the eight digits, or send LIST.`,
  notYours: 'This report is not with you any more.',
  needsNumber: (word: string) => `Of which report? Send ${word} and its eight digits.`,
  needsWord: (digits: string) => `What is to be done? Begin with READ, ACK, REPLY, ASK, FIXED or PASS, then ${digits}.`,
  needsWords: (reference: string, prompt: string) => `Majibu ${reference}: ${prompt}`,
  tooLong: 'That is too long for an SMS to the citizen. Please write it shorter.',
  already: (reference: string, did: string, who: string, when: string) =>
    `Majibu ${reference}: ${did} already (${who}, ${when}). Nothing was changed.`,
  overtaken: (reference: string, did: string, who: string, when: string) =>
    `Majibu ${reference}: meanwhile ${did} (${who}, ${when}). Yours was not sent. To send it all the same, send it again.`,
  impossible: (reference: string, state: string) => `Majibu ${reference}: ${state}. That is not possible now.`,
  objected: (reference: string) => `Majibu ${reference}: the citizen does not want you to wait. Please answer.`,
  unreachable: (reference: string) => `Majibu ${reference}: nobody can be asked, there is no number to write to.`,
  nobodyElse: (reference: string) => `Majibu ${reference}: no other office may have it. Please answer it.`,
  prompts: {
    reply: 'Write your answer to the citizen.',
    ask: 'Write your question to the citizen.',
    resolve: 'Write what was done.',
    pass: 'Write why you pass it on.',
    reopen: 'Write why it is open again.',
  },
  menu: (count: number) => `Office: ${count} due`,
  list: 'Due, the next one first:',
  choices: {
    acknowledge: 'Acknowledge',
    reply: 'Answer',
    ask: 'Ask the citizen',
    resolve: 'It is fixed',
    pass: 'Pass it on',
  },
  /** The last look, above the words. */
  looks: { resolve: 'Tell the citizen it is fixed?', pass: 'Pass it on?' },
  done: (did: string) => `Done: ${did}.`,
  next: 'My list',
};
