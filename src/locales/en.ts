/**
 * English, and the type of every other language: a text that is missing there does not compile. Plain, short and polite,
 * as a field worker would say it. On the air a text must fit: `test/locales` measures every one of them.
 */
export const en = {
  /** How the language calls itself on the first screen. */
  self: 'English',
  /** How others call it, for an SMS that asks for it. */
  alsoCalled: ['INGEREZA', 'KIINGEREZA', 'ইংরেজি', 'INGREJI', 'ANGLISHT', 'ENGLESKI'],
  weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  months: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  /** What may stand before the key of a navigation line. */
  nav: { back: 'Back', more: 'More' },
  /** Why the same screen is shown again. */
  again: {
    choose: 'Please choose a number from the list.',
    noPlace: 'No place found with that name.',
    short: 'Please write a few words.',
    score: 'Please choose 1 to 5.',
  },
  status: {
    filed: 'received',
    routed: 'with the office',
    acknowledged: 'being worked on',
    awaiting_citizen: 'waiting for you',
    resolved: 'office says it is fixed',
    rejected: 'not accepted',
    closed: 'closed',
  },
  ussd: {
    chooseLanguage: 'Choose language',
    menu: (operator: string) => `Majibu ${operator}`,
    menuReport: 'Report a problem',
    menuRate: 'Rate a service',
    menuMine: 'My reports',
    menuLanguage: 'Change language',
    category: 'What is it about?',
    subcategory: (category: string) => category,
    notSure: 'Something else',
    place: 'Where? Choose, or type the name of the place',
    placeIn: (area: string) => `${area}: choose, or type a name`,
    placeFound: (typed: string) => `Places like "${typed}":`,
    samePlace: (area: string) => `Same place: ${area}`,
    otherPlace: 'Another place',
    description: 'Tell us in a few words what happened, and where exactly.',
    descriptionSealed: 'Say in a few words what happened. Only the people who must help will read it.',
    helplines: (numbers: string) => `Help now, free call: ${numbers}.`,
    confirm: (category: string, area: string) => `Send this report?\n${category}\n${area}`,
    confirmSend: 'Send',
    cancel: 'Do not send',
    cancelled: 'Nothing was sent. Dial again any time.',
    filed: (reference: string, office: string, due: string) =>
      `Thank you. Reference ${reference}\n${office} must answer by ${due}.`,
    filedTriage: (reference: string) =>
      `Thank you. Reference ${reference}\nWe are finding the office that must answer and will send you an SMS.`,
    filedSealed: (reference: string) =>
      `Thank you. Reference ${reference}\nKeep this number. A trained person will read it. We send no SMS about it.`,
    unitPlace: 'Where is the service? Choose, or type the name of the place',
    unit: 'Which service?',
    noUnits: 'No service is listed there yet. Choose another place',
    score: (unit: string) => `${unit}: how was the service?`,
    scores: ['Very bad', 'Bad', 'Fair', 'Good', 'Very good'],
    comment: 'Anything to add? Write it, or choose:',
    noComment: 'Nothing to add',
    rated: (unit: string, score: number) => `Thank you. You gave ${unit} ${score} of 5.`,
    mine: 'Your reports:',
    noMine: 'There are no reports here.',
    mineItem: (reference: string, category: string) => `${reference} ${category}`,
    state: (reference: string, category: string, status: string) => `${reference} ${category}: ${status}.`,
    stateOffice: (office: string, due: string) => `${office}, due ${due}.`,
    stateAnswer: (text: string) => `Answer: ${text}`,
    over: 'This call has ended. Please dial again.',
    sorry: 'Sorry, that did not work. Please dial again in a minute. Nothing you sent before is lost.',
    notInUse: 'This code is not in use. Please check the number you dialled.',
    notUsable: 'Sorry, we could not read your call. Please dial again.',
  },
  sms: {
    receipt: (reference: string, office: string, due: string, code: string) =>
      `Majibu ${reference}: your report is with ${office}. Answer due by ${due}. To follow it dial ${code} or send STATUS ${reference.replace(' ', '')}`,
    receiptTriage: (reference: string, code: string) =>
      `Majibu ${reference}: we have your report and are finding the office that must answer. To follow it dial ${code}`,
    acknowledged: (reference: string, office: string, due: string) =>
      `Majibu ${reference}: ${office} has read your report and is working on it. Answer due by ${due}.`,
    reply: (reference: string, office: string, text: string) => `Majibu ${reference}, ${office}: ${text}`,
    transferred: (reference: string, office: string, due: string) =>
      `Majibu ${reference}: your report is now with ${office}. Answer due by ${due}.`,
    escalated: (reference: string, office: string, due: string) =>
      `Majibu ${reference}: no answer came in time. Your report has gone up to ${office}. Answer due by ${due}.`,
    askOutcome: (reference: string, office: string, text: string) =>
      `Majibu ${reference}, ${office}: ${text}\nIs it fixed? Reply 1 yes, 2 no`,
    rejected: (reference: string, office: string, reason: string) =>
      `Majibu ${reference}: ${office} did not accept your report: ${reason}`,
    reopened: (reference: string, office: string, due: string) =>
      `Majibu ${reference}: your report is open again with ${office}. Answer due by ${due}.`,
    confirmed: (reference: string) => `Majibu ${reference}: thank you. Your report is closed as fixed.`,
    joined: (reference: string, office: string) => `Majibu ${reference}: ${office} will read your message.`,
    status: (reference: string, category: string, status: string) => `Majibu ${reference} ${category}: ${status}.`,
    statusOffice: (office: string, due: string) => `${office}, due ${due}.`,
    noReports: (code: string) =>
      `You have no open reports. To report a problem send REPORT and your words, or dial ${code}`,
    unknownReference: 'We know no report of yours with that number. Please check the eight digits.',
    wrongReference: 'That number has a wrong digit. Please check the eight digits and send it again.',
    askText: 'What is the problem? Please write it in one SMS.',
    askCategory: (list: string) => `What is it about? Reply with a number:\n${list}`,
    askPlace: (level: string) => `Where is it? Reply with the name of your ${level}.`,
    askSamePlace: (area: string, level: string) => `Where is it? Reply 1 for ${area}, or the name of another ${level}.`,
    askWhichPlace: (list: string) => `Which place? Reply with a number, or write the name again:\n${list}`,
    askUnit: (list: string) => `Which service? Reply with a number:\n${list}`,
    askUnitPlace: (level: string) => `Where is the service? Reply with the name of the ${level} or of the service.`,
    askScore: (unit: string) => `${unit}: how was the service? Reply 1 (very bad) to 5 (very good).`,
    noPlace: 'We found no place with that name.',
    notANumber: 'Please reply with a number from the list.',
    notUnderstood: (code: string) =>
      `We did not understand. Write what is wrong in a few words, send HELP, or dial ${code}`,
    rated: (unit: string, score: number) => `Thank you. You gave ${unit} ${score} of 5.`,
    /** Neutral on purpose: whoever reads this phone learns nothing. */
    sealed: (reference: string) => `Thank you. We have your message. Number ${reference}.`,
    help: (title: string, code: string) =>
      `Majibu ${title}. Dial ${code}, or send: REPORT and the problem; STATUS; RATE; LANG; STOP to get no more SMS.`,
    stopped: (code: string) => `You get no more SMS from us. Send START to get them again. You can always dial ${code}`,
    started: 'You will get our SMS again. Send STOP to end them.',
    languageSet: 'We will write to you in English.',
    /** Behind the first SMS to somebody whose language we do not know. */
    languageHint: 'For English send LANG ENGLISH.',
    askLanguage: (list: string) => `Reply with a number:\n${list}`,
  },
  /** First words of an SMS, compared without case and accents. The first one is the one we print. */
  keywords: {
    report: ['REPORT', 'COMPLAIN', 'COMPLAINT'],
    status: ['STATUS', 'CHECK'],
    rate: ['RATE', 'SCORE'],
    help: ['HELP', 'INFO'],
    stop: ['STOP', 'END', 'QUIT', 'UNSUBSCRIBE', 'CANCEL'],
    start: ['START', 'UNSTOP'],
    language: ['LANG', 'LANGUAGE'],
    yes: ['YES', 'Y'],
    no: ['NO', 'N'],
  },
};

/** Every text of a language, with what each one needs. */
export type Locale = typeof en;
