import { plural } from './plural.ts';

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
  nav: { back: 'Back', more: 'More', start: 'Menu' },
  /** Why the same screen is shown again. */
  again: {
    choose: 'Please choose a number.',
    noPlace: 'No place found with that name.',
    short: 'Please write a few words.',
    score: 'Please choose 1 to 5.',
    wrongReference: 'A digit is wrong. Please check the eight digits.',
    wrongPin: 'This number and PIN do not belong together. Please check them.',
    manyPins: 'Too many wrong PINs. Please try again later.',
    wardNumber: 'There is no place with that number.',
    noCategory: 'Nothing on the list has that name.',
    joinTooLate: 'It has ended. Write what happened.',
    wrongMeetingCode: 'No meeting of now has that number.',
    manyMeetingCodes: 'Too many wrong numbers. Try again tomorrow.',
  },
  /** How long something took; hours up to two days, then days. */
  duration: (hours: number) =>
    hours < 1
      ? 'less than 1 hour'
      : hours < 48
        ? `${hours} ${plural('en', hours, { one: 'hour', other: 'hours' })}`
        : `${Math.round(hours / 24)} days`,
  projectStates: {
    planned: 'planned',
    contracted: 'contract given',
    under_way: 'work under way',
    stalled: 'stopped',
    completed: 'said to be completed',
    unknown: 'state not known',
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
    menuInfo: 'Public information',
    menuLanguage: 'Change language',
    /** Behind the other entries, where something was left unfinished. */
    menuContinue: 'Go on with my report',
    resume: (what: string) => `You had begun:\n${what}`,
    resumeContinue: 'Go on',
    resumeOver: 'Start over',
    /** Before a first report. Law asks who, what for and who sees it; see `programme.yaml`, notice_version. */
    consent: (operator: string) => `${operator} runs this. Offices read your words but never see your number.`,
    consentAgree: 'I agree',
    consentAnonymous: 'Stay anonymous',
    consentAbout: 'How we use data',
    /** The longer notice; may take several pages. */
    aboutData: (operator: string) =>
      `${operator} keeps your number, place and words to get you an answer, for nothing else. Offices get the words and the place. You need not agree: then stay anonymous. Send STOP to get no SMS. To see or delete what we keep, write to ${operator}. Not for emergencies.`,
    category: 'What is it about? Choose, or type a word',
    subcategory: (category: string) => category,
    notSure: 'Something else',
    place: 'Where? Choose, or type the name of the place',
    placeIn: (area: string) => `${area}: choose, or type it`,
    /** The parts of a place are told apart by a number: wards of a city. */
    placeNumber: (area: string, first: number, last: number) => `${area}: type the number ${first}-${last}`,
    placeFound: (typed: string) => `Places like "${typed}":`,
    samePlace: (area: string) => `Same place: ${area}`,
    otherPlace: 'Another place',
    description: 'Tell us in a few words what happened, and where exactly.',
    /** With the place she reported from last time, and the way to another one below. */
    descriptionAt: (area: string) => `${area}. What happened, and where exactly? Write it.`,
    /** With open reports of others below. */
    descriptionOrJoin: 'Write what happened, or join a report:',
    joinItem: (category: string, day: string, people: number) =>
      `${category}, ${day} (${people} ${plural('en', people, { one: 'person', other: 'people' })})`,
    joined: (reference: string, office: string, due: string) =>
      `You joined report ${reference}. ${office} must answer by ${due}. We will tell you the end.`,
    joinedTriage: (reference: string) => `You joined report ${reference}. We will tell you the end.`,
    descriptionSealed: 'Say in a few words what happened. Only the people who must help will read it.',
    /** First screen of a sealed report: calm, and help before anything else. */
    helplines: (numbers: string) => `You can get help now. Call ${numbers}`,
    noHelplines: 'Only the people who must help will read what you write.',
    sealedGoOn: 'Tell us',
    sealedStop: 'Stop here',
    sealedContact: 'Is it safe to send an SMS to this phone? Others may read it.',
    contactNone: 'No, send nothing',
    contactNeutral: 'Yes, without saying why',
    confirm: (category: string, area: string) => `Send this report?\n${category}\n${area}`,
    confirmSend: 'Send',
    confirmMore: 'More choices',
    cancel: 'Do not send',
    /** What a report can be besides; the chosen ones are said again on the last look. */
    options: 'Choose what fits:',
    optionAboutOffice: (office: string) => `About ${office} or its staff`,
    optionForOther: 'It is for someone else',
    optionAnonymous: 'Send without my number',
    optionTextMe: 'Text me the answer',
    optionPlace: 'Another place',
    /** Behind each other in one line, below what is sent. */
    chosenAboutOffice: 'to a higher office',
    chosenForOther: 'for someone else',
    chosenAnonymous: 'without your number',
    chosenAnswer: 'answer by SMS',
    /** Of a sealed report whose reporter said that neutral words are safe. */
    chosenTextMe: 'neutral SMS to this phone',
    cancelled: 'Nothing was sent. Dial again any time.',
    filed: (reference: string, office: string, due: string) =>
      `Thank you. Reference ${reference}\n${office} must answer by ${due}.`,
    filedTriage: (reference: string) =>
      `Thank you. Reference ${reference}\nWe are finding the office that must answer and will send you an SMS.`,
    filedAnonymous: (reference: string, pin: string) =>
      `Thank you. Reference ${reference}, PIN ${pin}\nWrite both down: with them you read the answer here.`,
    filedSealed: (reference: string, pin: string) =>
      `Thank you. A trained person will read it. Number ${reference}, PIN ${pin}\nKeep both: with them you read the answer here.`,
    aboutYou: 'A question about you',
    groups: 'Are you in one of these? You need not say.',
    groupsNone: 'I prefer not to say',
    groupsDone: 'Done',
    groupsThanks: 'Thank you. It helps to see who is heard.',
    unitPlace: 'Where is the service? Choose, or type it',
    unit: 'Which service? Choose, or type number or name',
    noUnits: 'No service is listed there yet. Choose another place',
    score: (unit: string) => `${unit}: how was the service?`,
    scores: ['Very bad', 'Bad', 'Fair', 'Good', 'Very good'],
    comment: 'Anything to add? Write it, or choose:',
    noComment: 'Nothing to add',
    rated: (unit: string, score: number) => `Thank you. You gave ${unit} ${score} of 5.`,
    rateQuestions: (count: number) =>
      `Answer ${count} short ${plural('en', count, { one: 'question', other: 'questions' })}`,
    rateSay: 'Say more',
    rateDone: 'Done',
    rateEnd: 'Thank you. We have kept it.',
    yes: 'Yes',
    no: 'No',
    mine: 'Your reports:',
    noMine: 'There are no reports here.',
    minePin: 'With number and PIN',
    pinReference: 'Type the number of the report (8 digits)',
    pinCode: 'Type the PIN (4 digits)',
    mineItem: (reference: string, category: string) => `${reference} ${category}`,
    state: (reference: string, category: string, status: string) => `${reference} ${category}: ${status}.`,
    stateOffice: (office: string, due: string) => `${office}, due ${due}.`,
    stateAnswer: (text: string) => `Answer: ${text}`,
    /** While an office waits for her: what it asks. */
    stateQuestion: (office: string, text: string) => `${office} asks: ${text}`,
    answerQuestion: 'Answer',
    doNotWait: 'They should not wait',
    goesOn: (office: string, due: string) => `${office} goes on without waiting. It must answer by ${due}.`,
    stateJoiners: (people: number) =>
      `${people} ${plural('en', people, { one: 'other person', other: 'other people' })} joined.`,
    addMessage: 'Add a message',
    messageText: 'Write your message:',
    messageAdded: (office: string) => `Thank you. ${office} will read it.`,
    askOutcome: 'Is it fixed?',
    /** Of a sealed report: nothing there is "fixed" or "broken". */
    sealedAnswered: 'they have answered',
    sealedAsk: 'Is it all right now?',
    sealedWhy: 'What is not right? Write it in your words.',
    outcomeFixed: 'It is fixed',
    outcomeNotFixed: 'It is not fixed',
    disputeWhy: 'What is not right? Choose, or write it:',
    disputeNothing: 'Nothing was done',
    disputePartly: 'Only partly done',
    disputeAgain: 'It broke again',
    disputed: (office: string, due: string) => `Your report is open again. ${office} must answer by ${due}.`,
    disputedTriage: 'Your report is open again. We are finding the office that must answer.',
    confirmed: 'Thank you. Your report is closed as fixed.',
    tooLate: 'Your report has moved on since then. Dial again to see where it stands.',
    infoPlace: 'For which place? Choose, or type its name',
    info: (area: string) => `${area}:`,
    infoMeetings: 'Next meetings',
    infoProjects: 'Public projects',
    infoFigures: 'How fast offices answer',
    noMeetings: (area: string) => `No meeting is announced for ${area} yet.`,
    meeting: (when: string, topic: string, venue: string) => `${when}: ${topic}, ${venue}`,
    projects: (area: string) => `Projects, ${area}:`,
    noProjects: (area: string) => `No public project is listed for ${area} yet.`,
    /** What the public list says; the amount may be empty. */
    project: (name: string, amount: string, state: string) => `${name}${amount === '' ? '' : `, ${amount}`}: ${state}.`,
    projectAsk: 'Was it done?',
    projectDone: 'Yes',
    projectStarted: 'Started',
    projectNothing: 'Nothing',
    projectChecked: 'Thank you. Your answer is kept with those of others.',
    /** Published figures; `month` is `Oct 2026`. */
    figures: (area: string, month: string, received: string) => `${area}, ${month}: ${received} reports`,
    /** `count` is a number or `figuresUnderTen`; where nearly all were answered it is said how many were not. */
    figuresAnswered: (count: string) => `Answered: ${count}`,
    figuresUnanswered: (count: string) => `Not answered: ${count}`,
    /** Not answered or not solved in the promised time; where nearly all were, how many were not late. */
    figuresLate: (count: string) => `Late: ${count}`,
    figuresInTime: (count: string) => `In time: ${count}`,
    figuresUnderTen: 'fewer than 10',
    figuresMedian: (duration: string) => `Half of the answers came within ${duration}.`,
    figuresFew: (area: string) => `No figures for ${area} yet: the reports are too few or too new.`,
    /** Only where there is one. */
    infoVotes: 'Vote',
    tellMeetings: 'Text me before meetings',
    cameToMeeting: 'I am at a meeting',
    /** An agreement of its own: without it nobody is told of a meeting. */
    tellAsk: (area: string) => `${area}: may we send you an SMS before meetings?`,
    tellAgreed: (area: string) => `${area}: you get an SMS before meetings. Go on with it?`,
    tellStopped: (shortCode: string) => `You sent STOP, so no SMS goes to you. Send START to ${shortCode} first.`,
    toldOfMeetings: (area: string) =>
      `${area}: you get an SMS before meetings. To end it, choose here again or send STOP.`,
    notToldOfMeetings: (area: string) => `${area}: you get no SMS about meetings.`,
    /** Also what typing it leads to. */
    meetingCode: 'Type the 4 digits told in the room. We text you what is promised and ask later if it was done.',
    came: 'Thank you. We will text you what is promised there.',
    votes: (area: string) => `${area}, votes:`,
    noVotes: (area: string) => `${area}: no vote is open.`,
    /** A vote that has closed, in a list. */
    voteOver: (vote: string) => `Result: ${vote}`,
    voteConfirm: (proposal: string) => `You vote for:\n${proposal}\nIt cannot be changed.`,
    voteSend: 'Send my vote',
    voteOther: 'Choose another',
    voted: (until: string) => `Thank you. Your vote is counted. The result is shown here from ${until}.`,
    votedAlready: 'This phone has voted already. Its first vote counts.',
    voteClosed: 'This vote is not open.',
    voteCount: (votes: number, proposal: string) => `${votes}: ${proposal}`,
    voteTurnout: (phones: number) => `${phones} phones voted.`,
    voteTied: 'It is a tie.',
    voteFew: 'Fewer than 10 phones voted: too few to show.',
    over: 'This call has ended. Please dial again.',
    sorry: 'Sorry, that did not work. Please dial again in a minute. Nothing you sent before is lost.',
    notInUse: 'This code is not in use. Please check the number you dialled.',
    notUsable: 'Sorry, we could not read your call. Please dial again.',
  },
  /**
   * All that an official can say to whoever made a sealed report. Read with number and PIN on a screen that is gone when the call
   * ends, and never sent; each says as little as it can. Codes: `src/grievances/approved-texts.ts`.
   */
  approved: {
    read: 'A trained person has read your words.',
    working: 'We are working on it. You will read more here.',
    call_help: 'If you are not safe now, please call the help line.',
    more: 'Please tell us more: what happened, where and when?',
    still: 'Is it still going on?',
    meet: 'May a trained person meet you? Say where and when it is safe for you.',
    reach: 'How can we reach you safely? Say a day, a time and a way.',
    done: 'We have done what we can.',
    acted: 'The matter was looked into, and something was done.',
    help_arranged: 'Help has been arranged for you.',
    not_ours: 'We cannot work on this. Others can: please call the help line.',
    not_enough: 'We know too little to go on. You can report again at any time.',
    nothing_found: 'We have looked into it and found nothing against the rules.',
    referred: 'As you agreed, a service that can help knows of you now.',
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
    /** Behind `joined`, where she answered the question in words that are neither yes nor no. */
    outcomeAgain: 'Is it fixed? Reply 1 yes, 2 no',
    /** An office must know something before it goes on. Its clock stands still meanwhile, and she may object. */
    asked: (reference: string, office: string, text: string) =>
      `Majibu ${reference}, ${office} asks: ${text}\nTheir time stops until you reply. Reply with your answer, or 2 if they should not wait.`,
    /** Nobody waits for her any more: she has said so, or the time for it is over. */
    goesOn: (reference: string, office: string, due: string) =>
      `Majibu ${reference}: ${office} goes on without waiting for your answer. Answer due by ${due}.`,
    rejected: (reference: string, office: string, reason: string) =>
      `Majibu ${reference}: ${office} did not accept your report: ${reason}`,
    reopened: (reference: string, office: string, due: string) =>
      `Majibu ${reference}: your report is open again with ${office}. Answer due by ${due}.`,
    /** Behind `reopened` when she said no by SMS: her next SMS is the reason. */
    askWhy: 'What is not right? Reply in a few words.',
    confirmed: (reference: string) => `Majibu ${reference}: thank you. Your report is closed as fixed.`,
    joined: (reference: string, office: string) => `Majibu ${reference}: ${office} will read your message.`,
    status: (reference: string, category: string, status: string) => `Majibu ${reference} ${category}: ${status}.`,
    statusOffice: (office: string, due: string) => `${office}, due ${due}.`,
    noReports: (code: string) =>
      `You have no open reports. To report a problem send REPORT and your words, or dial ${code}`,
    /** First SMS to somebody who never saw the notice. */
    notice: (operator: string) => `${operator} runs this. Offices never see your number. More: send DATA`,
    aboutData: (operator: string) =>
      `${operator} keeps your number, place and words to get you an answer, for nothing else. Offices get the words and the place, not the number. Send STOP to get no SMS. To see or delete what we keep, write to ${operator}. Not for emergencies.`,
    /** After a call that broke off. */
    draftSend: (category: string, area: string) =>
      `Majibu: your report is not sent yet: ${category}, ${area}. Reply 1 to send it, 2 to drop it.`,
    draftTell: (category: string, area: string) =>
      `Majibu: your report is not sent yet: ${category}, ${area}. Reply with what happened and it is sent, or 2 to drop it.`,
    dropped: 'Nothing was sent. Write or dial again any time.',
    joinReceipt: (reference: string, office: string, due: string) =>
      `Majibu ${reference}: you joined this report. ${office} must answer by ${due}. We will tell you the end.`,
    joinReceiptTriage: (reference: string) => `Majibu ${reference}: you joined this report. We will tell you the end.`,
    joinResolved: (reference: string, office: string) =>
      `Majibu ${reference}: ${office} says that the problem you joined is fixed. If not, dial and report it again.`,
    joinRejected: (reference: string, office: string) =>
      `Majibu ${reference}: ${office} did not accept the report you joined.`,
    /** It says the same as another report, in which hers goes on. */
    merged: (reference: string, other: string, office: string, due: string) =>
      `Majibu ${reference}: there is another report of the same. Yours goes on as ${other}. ${office} must answer by ${due}. We will tell you the end.`,
    mergedTriage: (reference: string, other: string) =>
      `Majibu ${reference}: there is another report of the same. Yours goes on as ${other}. We will tell you the end.`,
    /** To people of an area who agreed to be told. */
    meeting: (area: string, when: string, topic: string, venue: string) =>
      `Majibu ${area}: meeting ${when}: ${topic}, ${venue}. To get no SMS send STOP`,
    /** To those who were at the meeting. */
    promise: (office: string, promised: string, due: string) =>
      `Majibu: ${office} promised by ${due}: ${promised}. We will ask you then if it was done.`,
    askPromise: (office: string, promised: string) =>
      `Majibu: ${office} promised: ${promised}. Was it done? Reply 1 yes, 2 no`,
    promiseThanks: 'Thank you. We have kept your answer.',
    askWhichReport: (list: string) => `Which report is this about? Reply with a number:\n${list}`,
    newReport: 'a new report',
    unknownReference: 'We know no report of yours with that number. Please check the eight digits.',
    wrongReference: 'That number has a wrong digit. Please check the eight digits and send it again.',
    askText: 'What is the problem? Please write it in one SMS.',
    /** Before a question that is put again when something else is done. */
    goOn: 'Now to what you wrote before.',
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
    sealed: (reference: string, pin: string) => `Thank you. We have your message. Number ${reference}, PIN ${pin}.`,
    /** Behind `sealed`; only a clear yes counts. */
    mayWeWrite: 'May we write to this phone? Reply YES if it is safe.',
    weMayWrite: 'Thank you.',
    /** Something happened to a sealed report whose reporter said that neutral words are safe. */
    news: (reference: string, code: string) => `There is news under number ${reference}. Dial ${code}`,
    help: (title: string, code: string) =>
      `Majibu ${title}. Dial ${code}, or send: REPORT and the problem; STATUS; RATE; LANG; STOP to get no more SMS.`,
    stopped: (code: string) => `You get no more SMS from us. Send START to get them again. You can always dial ${code}`,
    started: 'You will get our SMS again. Send STOP to end them.',
    languageSet: 'We will write to you in English.',
    /** Behind the first SMS to somebody whose language we do not know. */
    languageHint: 'For English send LANG ENGLISH.',
    askLanguage: (list: string) => `Reply with a number:\n${list}`,
  },
  /** The public page. None of it goes over the air: it may be as long as it must, and keeps its letters. */
  web: {
    title: 'Report a problem and get an answer',
    /** What this is, in one paragraph. */
    about:
      'Is there no water, no medicine, no help from the social services? Tell the office that must put it right, from any phone: dial a code or send an SMS. You need no internet and no smartphone. Your report goes to the office that is responsible for that service in that place, with a day by which it must answer. If the answer is late, the report goes up to a higher office. We tell you every step by SMS, and anyone can see how long the answers take. Majibu is Swahili for "answers".',
    skip: 'Skip to the content',
    programmes: 'Where you can report',
    noProgramme: 'No programme is open here yet.',
    dial: 'Dial',
    text: 'Send an SMS to',
    how: 'How to report',
    stepReach: (code: string, shortCode: string, report: string) =>
      `Dial ${code}, or send to ${shortCode} an SMS that begins with ${report}.`,
    stepSay: 'Say what it is about, where it is and what happened. We ask for what is missing.',
    stepWait: (status: string) =>
      `You get a number for your report, and the day by which the office must answer. To see where it stands, dial again or send ${status}.`,
    words: 'What you can send by SMS',
    wordsTo: (shortCode: string) => `Send one of these words to ${shortCode}.`,
    /** Each stands behind its word. */
    wordReport: 'and what happened, and where: makes a report.',
    wordStatus: 'tells you where your reports stand.',
    wordHelp: 'tells you what you can send.',
    wordStop: (start: string) => `ends all SMS from us. ${start} brings them back.`,
    helplines: 'Numbers to call for help',
    helplinesAbout:
      'Reports are not for emergencies. If someone is in danger, call now. These lines are run by others, not by us.',
    data: 'How your data is used',
    operator: 'Run by',
    places: 'Places',
    topics: 'Topics',
    languages: 'Languages',
    /** For administrators and programmers. */
    runners: 'For those who run it',
    simulator: 'A phone in the browser: dial and text as a citizen would.',
    console: 'Officials sign in here. To make an account:',
    api: 'The API for offices and observers, described for programs. To make a key:',
    health: 'Whether the gateway runs.',
    ready: 'Whether it can serve: what it depends on answers.',
    metrics: 'Figures for Prometheus: turns, messages, jobs, what is overdue.',
  },
  /** First words of an SMS, compared without case and accents. The first one is the one we print. */
  keywords: {
    report: ['REPORT', 'COMPLAIN', 'COMPLAINT'],
    status: ['STATUS', 'CHECK'],
    rate: ['RATE', 'SCORE'],
    help: ['HELP'],
    data: ['DATA', 'INFO', 'PRIVACY'],
    stop: ['STOP', 'END', 'QUIT', 'UNSUBSCRIBE', 'CANCEL'],
    start: ['START', 'UNSTOP'],
    language: ['LANG', 'LANGUAGE'],
    yes: ['YES', 'Y'],
    no: ['NO', 'N'],
  },
  /** An SMS of nothing but these words asks for nothing. */
  thanks: ['OK', 'OKAY', 'THANKS', 'THANK', 'YOU', 'THX', 'GOOD', 'FINE', 'GREAT', 'VERY', 'MUCH', 'SO'],
};

/** Every text of a language, with what each one needs. */
export type Locale = typeof en;
