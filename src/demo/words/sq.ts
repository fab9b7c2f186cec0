import type { DemoWords } from './words.ts';

/** For the native reader: plain sentences of no person, written by us. */
export const sq: DemoWords = {
  problems: {
    health: ['Nuk kishte barna në ambulantë.', 'Mjeku nuk ishte aty në mëngjes.', 'Pritëm tërë ditën pa u pranuar.'],
    school: ['Çerdhja nuk ka vende.', 'Nuk ka transport për në shkollë.', 'Kulmi i shkollës pikon.'],
    money: [
      'Pagesa nuk erdhi.',
      'Kam aplikuar dhe nuk kam dëgjuar asgjë.',
      'Më hoqën nga lista.',
      'Shuma është më e vogël se më parë.',
    ],
    paper: [
      'Kërkova një dokument dhe nuk mora përgjigje.',
      'Vërtetimi ka një gabim.',
      'Zyra ishte e mbyllur në orar të punës.',
    ],
    care: [
      'Askush nuk e ka vizituar nënën në shtëpi.',
      'Qendra ditore është e mbyllur.',
      'Fëmija im ka nevojë për mbështetje dhe pret vendimin.',
      'Nuk ka rampë për karrocë.',
    ],
    conduct: ['Zyrtari na bërtiti.', 'Na kthyen pa arsye.', 'Nuk më shërbyen në gjuhën time.'],
    other: ['Askush nuk përgjigjet në zyrë.', 'Duhet të vijë dikush ta shohë.'],
    sealed: ['Dua të flas me dikë që i besoj.', 'Diçka nuk është në rregull dhe kam frikë ta them hapur.'],
  },
  details: [
    'Është kështu që nga java e kaluar.',
    'Është afër shkollës.',
    'Shumë familje kanë të njëjtin problem.',
    'I kemi treguar zyrës më parë.',
    'Ndodh çdo muaj.',
    'Ju lutem na ndihmoni.',
  ],
  replies: [
    'Faleminderit. Po e shqyrtojmë kërkesën.',
    'Po kërkojmë dosjen tuaj dhe ju njoftojmë.',
    'Ekipi ynë vjen këtë javë.',
    'Na falni për pritjen. Po punojmë.',
  ],
  resolved: [
    'Vendimi u mor dhe është gati në zyrë.',
    'E përmirësuam në regjistër.',
    'Ekipi ishte aty dhe e kreu punën.',
    'Pagesa u nis.',
  ],
  rejected: ['Sipas ligjit kjo kërkesë nuk plotëson kushtet.', 'Për këtë është vendosur më parë; mund të ankoheni.'],
  questions: ['Për cilin muaj bëhet fjalë?', 'Kur mund t’ju vizitojmë?', 'Cili dokument ju mungon?'],
  answers: ['Për muajin e kaluar.', 'Çdo ditë paradite.', 'Kam vetëm vërtetimin.'],
  additions: ['Gjendja është keqësuar.', 'Ende nuk ka ardhur askush.', 'Kur vini?'],
  disputes: ['Nuk është bërë asgjë.', 'Është bërë vetëm gjysma.', 'Përsëri nuk funksionon.'],
  passedOn: ['Nuk është në kompetencën tonë.', 'I takon drejtorisë tjetër.'],
  notes: ['U thirr familja.', 'Pritet dokumenti nga zyra tjetër.', 'U vendos në listën e javës së ardhshme.'],
  pleased: ['Ishin të sjellshëm.', 'Shkoi shpejt.'],
  displeased: ['Pritëm shumë gjatë.', 'Askush nuk na shpjegoi.'],
};
