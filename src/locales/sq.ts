import type { Locale } from './en.ts';

/**
 * Albanian as the institutions of Kosovo write it, with ju. What she presses is said as a button says it (dërgo), all
 * else politely (dërgoni). *te* stands before office names because it leaves them as they are.
 */
export const sq: Locale = {
  self: 'Shqip',
  alsoCalled: ['SHQIP', 'ALBANIAN', 'ALBANSKI'],
  weekdays: ['Hën', 'Mar', 'Mër', 'Enj', 'Pre', 'Sht', 'Die'],
  months: ['Jan', 'Shk', 'Mar', 'Pri', 'Maj', 'Qer', 'Korr', 'Gush', 'Sht', 'Tet', 'Nën', 'Dhj'],
  nav: { back: 'Prapa', more: 'Më shumë' },
  again: {
    choose: 'Ju lutemi zgjidhni një numër nga lista.',
    noPlace: 'Nuk u gjet vend me atë emër.',
    short: 'Ju lutemi shkruani disa fjalë.',
    score: 'Ju lutemi zgjidhni nga 1 deri në 5.',
  },
  status: {
    filed: 'e kemi marrë',
    routed: 'është te zyra',
    acknowledged: 'në shqyrtim',
    awaiting_citizen: 'pret përgjigjen tuaj',
    resolved: 'zyra thotë se u zgjidh',
    rejected: 'u refuzua',
    closed: 'u mbyll',
  },
  ussd: {
    chooseLanguage: 'Zgjidhni gjuhën',
    menu: (operator) => `Majibu ${operator}`,
    menuReport: 'Raporto një problem',
    menuRate: 'Vlerëso një shërbim',
    menuMine: 'Raportimet e mia',
    menuLanguage: 'Ndrysho gjuhën',
    category: 'Për çfarë bëhet fjalë?',
    subcategory: (category) => category,
    notSure: 'Diçka tjetër',
    place: 'Ku? Zgjidhni, ose shkruani emrin e vendit',
    placeIn: (area) => `${area}: zgjidhni, ose shkruani emrin`,
    placeFound: (typed) => `Vende si "${typed}":`,
    samePlace: (area) => `I njëjti vend: ${area}`,
    otherPlace: 'Vend tjetër',
    description: 'Na tregoni me pak fjalë çfarë ka ndodhur dhe ku saktësisht.',
    descriptionSealed: 'Thoni me pak fjalë çfarë ka ndodhur. Do ta lexojnë vetëm ata që duhet të ndihmojnë.',
    helplines: (numbers) => `Ndihmë tani, thirrje falas: ${numbers}.`,
    confirm: (category, area) => `Ta dërgojmë këtë raportim?\n${category}\n${area}`,
    confirmSend: 'Dërgo',
    cancel: 'Mos e dërgo',
    cancelled: 'Asgjë nuk u dërgua. Shtypni kodin përsëri kur të doni.',
    filed: (reference, office, due) =>
      `Faleminderit. Numri ${reference}\n${office} duhet të përgjigjet deri më ${due}.`,
    filedTriage: (reference) =>
      `Faleminderit. Numri ${reference}\nPo gjejmë zyrën që duhet të përgjigjet dhe do t'ju dërgojmë SMS.`,
    filedSealed: (reference) =>
      `Faleminderit. Numri ${reference}\nRuajeni këtë numër. Raportimin do ta lexojë një person i trajnuar. Nuk dërgojmë SMS për të.`,
    unitPlace: 'Ku është shërbimi? Zgjidhni, ose shkruani emrin e vendit',
    unit: 'Cili shërbim?',
    noUnits: 'Atje ende nuk ka shërbime në listë. Zgjidhni vend tjetër',
    score: (unit) => `${unit}: si ishte shërbimi?`,
    scores: ['Shumë i keq', 'I keq', 'Mesatar', 'I mirë', 'Shumë i mirë'],
    comment: 'Doni të shtoni diçka? Shkruani, ose zgjidhni:',
    noComment: 'Asgjë për të shtuar',
    rated: (unit, score) => `Faleminderit. ${unit}: vlerësimi juaj është ${score} nga 5.`,
    mine: 'Raportimet tuaja:',
    noMine: 'Këtu nuk ka raportime.',
    mineItem: (reference, category) => `${reference} ${category}`,
    state: (reference, category, status) => `${reference} ${category}: ${status}.`,
    stateOffice: (office, due) => `${office}, afati ${due}.`,
    stateAnswer: (text) => `Përgjigja: ${text}`,
    over: 'Kjo thirrje ka përfunduar. Ju lutemi shtypni kodin përsëri.',
    sorry:
      'Na vjen keq, nuk funksionoi. Ju lutemi shtypni kodin përsëri pas një minute. Asgjë që keni dërguar më parë nuk ka humbur.',
    notInUse: 'Ky kod nuk është në përdorim. Ju lutemi kontrolloni numrin që keni shtypur.',
    notUsable: 'Na vjen keq, nuk mundëm ta lexojmë thirrjen tuaj. Ju lutemi shtypni kodin përsëri.',
  },
  sms: {
    receipt: (reference, office, due, code) =>
      `Majibu ${reference}: raportimi juaj është te ${office}. Përgjigja deri më ${due}. Për ta ndjekur shtypni ${code} ose dërgoni STATUSI ${reference.replace(' ', '')}`,
    receiptTriage: (reference, code) =>
      `Majibu ${reference}: e kemi marrë raportimin tuaj dhe po gjejmë zyrën që duhet të përgjigjet. Për ta ndjekur shtypni ${code}`,
    acknowledged: (reference, office, due) =>
      `Majibu ${reference}: ${office} e ka lexuar raportimin tuaj dhe po merret me të. Përgjigja deri më ${due}.`,
    reply: (reference, office, text) => `Majibu ${reference}, ${office}: ${text}`,
    transferred: (reference, office, due) =>
      `Majibu ${reference}: raportimi juaj tani është te ${office}. Përgjigja deri më ${due}.`,
    escalated: (reference, office, due) =>
      `Majibu ${reference}: përgjigja nuk erdhi me kohë. Raportimi juaj kaloi në nivel më të lartë: ${office}. Përgjigja deri më ${due}.`,
    askOutcome: (reference, office, text) =>
      `Majibu ${reference}, ${office}: ${text}\nA u zgjidh? Përgjigjuni 1 po, 2 jo`,
    rejected: (reference, office, reason) => `Majibu ${reference}: ${office} nuk e pranoi raportimin tuaj: ${reason}`,
    reopened: (reference, office, due) =>
      `Majibu ${reference}: raportimi juaj u hap përsëri te ${office}. Përgjigja deri më ${due}.`,
    confirmed: (reference) => `Majibu ${reference}: faleminderit. Raportimi juaj u mbyll si i zgjidhur.`,
    joined: (reference, office) => `Majibu ${reference}: ${office} do ta lexojë mesazhin tuaj.`,
    status: (reference, category, status) => `Majibu ${reference} ${category}: ${status}.`,
    statusOffice: (office, due) => `${office}, afati ${due}.`,
    noReports: (code) =>
      `Nuk keni raportime të hapura. Për të raportuar dërgoni RAPORTO dhe fjalët tuaja, ose shtypni ${code}`,
    unknownReference: 'Nuk kemi raportim nga ju me këtë numër. Ju lutemi kontrolloni tetë shifrat.',
    wrongReference: 'Ky numër ka një shifër të gabuar. Ju lutemi kontrolloni tetë shifrat dhe dërgojeni përsëri.',
    askText: 'Cili është problemi? Ju lutemi shkruajeni në një SMS.',
    askCategory: (list) => `Për çfarë bëhet fjalë? Përgjigjuni me një numër:\n${list}`,
    askPlace: (level) => `Ku është? Shkruani emrin e vendit tuaj (${level}).`,
    askSamePlace: (area, level) =>
      `Ku është? Përgjigjuni 1 (${area}), ose shkruani emrin e një vendi tjetër (${level}).`,
    askWhichPlace: (list) => `Cili vend? Përgjigjuni me një numër, ose shkruani emrin përsëri:\n${list}`,
    askUnit: (list) => `Cili shërbim? Përgjigjuni me një numër:\n${list}`,
    askUnitPlace: (level) => `Ku është shërbimi? Shkruani emrin e vendit (${level}) ose të shërbimit.`,
    askScore: (unit) => `${unit}: si ishte shërbimi? Përgjigjuni nga 1 (shumë i keq) deri në 5 (shumë i mirë).`,
    noPlace: 'Nuk gjetëm vend me atë emër.',
    notANumber: 'Ju lutemi përgjigjuni me një numër nga lista.',
    notUnderstood: (code) =>
      `Nuk e kuptuam. Shkruani me pak fjalë çfarë nuk shkon, dërgoni NDIHMË, ose shtypni ${code}`,
    rated: (unit, score) => `Faleminderit. ${unit}: vlerësimi juaj është ${score} nga 5.`,
    sealed: (reference) => `Faleminderit. E morëm mesazhin tuaj. Numri ${reference}.`,
    help: (title, code) =>
      `Majibu ${title}. Shtypni ${code}, ose dërgoni: RAPORTO dhe problemin; STATUSI; VLERËSO; GJUHA; NDAL që të mos merrni më SMS.`,
    stopped: (code) =>
      `Nuk do të merrni më SMS nga ne. Dërgoni FILLO për t'i marrë përsëri. Mund të shtypni ${code} në çdo kohë`,
    started: "Do të merrni përsëri SMS nga ne. Dërgoni NDAL për t'i ndalur.",
    languageSet: "Do t'ju shkruajmë shqip.",
    languageHint: 'Për shqip dërgoni GJUHA SHQIP.',
    askLanguage: (list) => `Përgjigjuni me një numër:\n${list}`,
  },
  keywords: {
    report: ['RAPORTO', 'RAPORTIM', 'RAPORT', 'ANKESË', 'ANKESA'],
    status: ['STATUSI', 'GJENDJA'],
    rate: ['VLERËSO', 'VLERËSIM', 'NOTA'],
    help: ['NDIHMË', 'NDIHMA'],
    stop: ['NDAL', 'NDALO'],
    start: ['FILLO', 'RIFILLO'],
    language: ['GJUHA', 'GJUHË'],
    yes: ['PO'],
    no: ['JO'],
  },
};
