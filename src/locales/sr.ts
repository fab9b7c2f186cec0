import type { Locale } from './en.ts';

/**
 * Serbian, ekavian and in Latin letters, with Vi. What she presses is said as a button says it (pošalji), all else
 * politely (pošaljite). Names of offices, places and levels are never declined: they stand as subjects, after a colon or
 * in brackets, and verbs beside them are in the present or the future, which have no gender.
 */
export const sr: Locale = {
  self: 'Srpski',
  alsoCalled: ['SERBIAN', 'SERBISHT', 'СРПСКИ'],
  weekdays: ['pon', 'uto', 'sre', 'čet', 'pet', 'sub', 'ned'],
  months: ['jan', 'feb', 'mar', 'apr', 'maj', 'jun', 'jul', 'avg', 'sep', 'okt', 'nov', 'dec'],
  nav: { back: 'Nazad', more: 'Dalje' },
  again: {
    choose: 'Molimo izaberite broj sa spiska.',
    noPlace: 'Nema mesta sa tim imenom.',
    short: 'Molimo napišite nekoliko reči.',
    score: 'Molimo izaberite od 1 do 5.',
  },
  status: {
    filed: 'primljena',
    routed: 'u kancelariji',
    acknowledged: 'u postupku',
    awaiting_citizen: 'čeka Vaš odgovor',
    resolved: 'kancelarija kaže da je rešeno',
    rejected: 'nije prihvaćena',
    closed: 'zatvorena',
  },
  ussd: {
    chooseLanguage: 'Izaberite jezik',
    menu: (operator) => `Majibu ${operator}`,
    menuReport: 'Prijavi problem',
    menuRate: 'Oceni uslugu',
    menuMine: 'Moje prijave',
    menuLanguage: 'Promeni jezik',
    category: 'O čemu se radi?',
    subcategory: (category) => category,
    notSure: 'Nešto drugo',
    place: 'Gde? Izaberite ili napišite ime mesta',
    placeIn: (area) => `${area}: izaberite ili napišite ime`,
    placeFound: (typed) => `Mesta kao "${typed}":`,
    samePlace: (area) => `Isto mesto: ${area}`,
    otherPlace: 'Drugo mesto',
    description: 'Napišite u nekoliko reči šta se desilo i gde tačno.',
    descriptionSealed: 'Napišite u nekoliko reči šta se desilo. Čitaće samo oni koji treba da pomognu.',
    helplines: (numbers) => `Pomoć odmah, besplatan poziv: ${numbers}.`,
    confirm: (category, area) => `Poslati ovu prijavu?\n${category}\n${area}`,
    confirmSend: 'Pošalji',
    cancel: 'Ne šalji',
    cancelled: 'Ništa nije poslato. Pozovite ponovo kad želite.',
    filed: (reference, office, due) => `Hvala. Broj prijave ${reference}\n${office} mora da odgovori do ${due}.`,
    filedTriage: (reference) =>
      `Hvala. Broj prijave ${reference}\nTražimo kancelariju koja mora da odgovori i poslaćemo Vam SMS.`,
    filedSealed: (reference) =>
      `Hvala. Broj prijave ${reference}\nSačuvajte ovaj broj. Prijavu će čitati obučena osoba. O njoj ne šaljemo SMS.`,
    unitPlace: 'Gde je usluga? Izaberite ili napišite ime mesta',
    unit: 'Koja usluga?',
    noUnits: 'Tamo još nema usluga na spisku. Izaberite drugo mesto',
    score: (unit) => `${unit}: kakva je bila usluga?`,
    scores: ['Veoma loša', 'Loša', 'Osrednja', 'Dobra', 'Veoma dobra'],
    comment: 'Želite li nešto da dodate? Napišite ili izaberite:',
    noComment: 'Ništa više',
    rated: (unit, score) => `Hvala. ${unit}: Vaša ocena je ${score} od 5.`,
    mine: 'Vaše prijave:',
    noMine: 'Ovde nema prijava.',
    mineItem: (reference, category) => `${reference} ${category}`,
    state: (reference, category, status) => `${reference} ${category}: ${status}.`,
    stateOffice: (office, due) => `${office}, rok ${due}.`,
    stateAnswer: (text) => `Odgovor: ${text}`,
    over: 'Ovaj poziv je završen. Molimo pozovite ponovo.',
    sorry:
      'Žao nam je, nije uspelo. Molimo pozovite ponovo za jedan minut. Ništa što ste ranije poslali nije izgubljeno.',
    notInUse: 'Ovaj kod nije u upotrebi. Molimo proverite broj koji ste pozvali.',
    notUsable: 'Žao nam je, nismo mogli da pročitamo Vaš poziv. Molimo pozovite ponovo.',
  },
  sms: {
    receipt: (reference, office, due, code) =>
      `Majibu ${reference}: primili smo Vašu prijavu. Odgovara ${office}, rok ${due}. Da je pratite pozovite ${code} ili pošaljite STATUS ${reference.replace(' ', '')}`,
    receiptTriage: (reference, code) =>
      `Majibu ${reference}: primili smo Vašu prijavu i tražimo kancelariju koja mora da odgovori. Da je pratite pozovite ${code}`,
    acknowledged: (reference, office, due) =>
      `Majibu ${reference}: ${office} radi na Vašoj prijavi. Rok za odgovor ${due}.`,
    reply: (reference, office, text) => `Majibu ${reference}, ${office}: ${text}`,
    transferred: (reference, office, due) =>
      `Majibu ${reference}: Vaša prijava je prosleđena. Sada odgovara ${office}, rok ${due}.`,
    escalated: (reference, office, due) =>
      `Majibu ${reference}: odgovor nije stigao na vreme. Vaša prijava je prosleđena višoj instanci. Sada odgovara ${office}, rok ${due}.`,
    askOutcome: (reference, office, text) =>
      `Majibu ${reference}, ${office}: ${text}\nDa li je rešeno? Odgovorite 1 da, 2 ne`,
    rejected: (reference, office, reason) => `Majibu ${reference}: ${office} ne prihvata Vašu prijavu: ${reason}`,
    reopened: (reference, office, due) =>
      `Majibu ${reference}: Vaša prijava je ponovo otvorena. Odgovara ${office}, rok ${due}.`,
    confirmed: (reference) => `Majibu ${reference}: hvala. Vaša prijava je zatvorena kao rešena.`,
    joined: (reference, office) => `Majibu ${reference}: Vašu poruku će čitati ${office}.`,
    status: (reference, category, status) => `Majibu ${reference} ${category}: ${status}.`,
    statusOffice: (office, due) => `${office}, rok ${due}.`,
    noReports: (code) =>
      `Nemate otvorenih prijava. Da prijavite problem pošaljite PRIJAVA i opis problema ili pozovite ${code}`,
    unknownReference: 'Nemamo Vašu prijavu sa tim brojem. Molimo proverite osam cifara.',
    wrongReference: 'Jedna cifra u tom broju je pogrešna. Molimo proverite osam cifara i pošaljite ponovo.',
    askText: 'U čemu je problem? Molimo napišite u jednom SMS-u.',
    askCategory: (list) => `O čemu se radi? Odgovorite brojem:\n${list}`,
    askPlace: (level) => `Gde je to? Napišite ime Vašeg mesta (${level}).`,
    askSamePlace: (area, level) => `Gde je to? Odgovorite 1 (${area}) ili napišite ime drugog mesta (${level}).`,
    askWhichPlace: (list) => `Koje mesto? Odgovorite brojem ili ponovo napišite ime:\n${list}`,
    askUnit: (list) => `Koja usluga? Odgovorite brojem:\n${list}`,
    askUnitPlace: (level) => `Gde je usluga? Napišite ime mesta (${level}) ili usluge.`,
    askScore: (unit) => `${unit}: kakva je bila usluga? Odgovorite od 1 (veoma loša) do 5 (veoma dobra).`,
    noPlace: 'Nismo našli mesto sa tim imenom.',
    notANumber: 'Molimo odgovorite brojem sa spiska.',
    notUnderstood: (code) =>
      `Nismo razumeli. Napišite u nekoliko reči šta nije u redu, pošaljite POMOĆ ili pozovite ${code}`,
    rated: (unit, score) => `Hvala. ${unit}: Vaša ocena je ${score} od 5.`,
    sealed: (reference) => `Hvala. Primili smo Vašu poruku. Broj ${reference}.`,
    help: (title, code) =>
      `Majibu ${title}. Pozovite ${code} ili pošaljite: PRIJAVA i problem; STATUS; OCENA; JEZIK; STOP ako ne želite više SMS.`,
    stopped: (code) =>
      `Više nećete dobijati SMS od nas. Pošaljite POČNI da ih ponovo dobijate. Uvek možete pozvati ${code}`,
    started: 'Ponovo ćete dobijati SMS od nas. Pošaljite STOP da prestanu.',
    languageSet: 'Pisaćemo Vam na srpskom.',
    languageHint: 'Za srpski pošaljite JEZIK SRPSKI.',
    askLanguage: (list) => `Odgovorite brojem:\n${list}`,
  },
  /** Some type Cyrillic: it is read as well, and answered in Latin letters, which cost half as much. */
  keywords: {
    report: ['PRIJAVA', 'PRIJAVI', 'ŽALBA', 'PRITUŽBA', 'ПРИЈАВА', 'ПРИЈАВИ', 'ЖАЛБА', 'ПРИТУЖБА'],
    status: ['STATUS', 'STANJE', 'СТАТУС', 'СТАЊЕ'],
    rate: ['OCENA', 'OCENI', 'ОЦЕНА', 'ОЦЕНИ'],
    help: ['POMOĆ', 'ПОМОЋ'],
    stop: ['STOP', 'PREKINI', 'ODJAVA', 'СТОП', 'ПРЕКИНИ', 'ОДЈАВА'],
    start: ['POČNI', 'ПОЧНИ'],
    language: ['JEZIK', 'ЈЕЗИК'],
    yes: ['DA', 'ДА'],
    no: ['NE', 'НЕ'],
  },
};
