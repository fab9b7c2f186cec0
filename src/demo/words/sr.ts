import type { DemoWords } from './words.ts';

/** For the native reader: plain sentences of no person, written by us. */
export const sr: DemoWords = {
  problems: {
    health: ['U ambulanti nije bilo lekova.', 'Lekara nije bilo ujutru.', 'Čekali smo ceo dan i nisu nas primili.'],
    school: ['U vrtiću nema mesta.', 'Nema prevoza do škole.', 'Krov škole prokišnjava.'],
    money: [
      'Isplata nije stigla.',
      'Podneo sam zahtev i ništa nisam čuo.',
      'Skinuli su me sa spiska.',
      'Iznos je manji nego ranije.',
    ],
    paper: [
      'Tražio sam dokument i nisam dobio odgovor.',
      'U potvrdi je greška.',
      'Kancelarija je bila zatvorena u radno vreme.',
    ],
    care: [
      'Niko nije posetio majku kod kuće.',
      'Dnevni centar je zatvoren.',
      'Detetu treba podrška i čekamo odluku.',
      'Nema rampe za kolica.',
    ],
    conduct: ['Službenik je vikao na nas.', 'Vratili su nas bez razloga.', 'Nisu me uslužili na mom jeziku.'],
    other: ['Niko se ne javlja u kancelariji.', 'Treba neko da dođe i pogleda.'],
    sealed: ['Želim da razgovaram s nekim kome verujem.', 'Nešto nije u redu i bojim se da kažem otvoreno.'],
  },
  details: [
    'Tako je od prošle nedelje.',
    'Blizu škole.',
    'Mnoge porodice imaju isti problem.',
    'Rekli smo kancelariji i ranije.',
    'Dešava se svakog meseca.',
    'Molim vas, pomozite.',
  ],
  replies: [
    'Hvala. Razmatramo zahtev.',
    'Tražimo vaš predmet i javićemo vam.',
    'Naš tim dolazi ove nedelje.',
    'Izvinite na čekanju. Radimo na tome.',
  ],
  resolved: [
    'Odluka je doneta i čeka vas u kancelariji.',
    'Ispravili smo u evidenciji.',
    'Tim je bio tamo i završio posao.',
    'Isplata je poslata.',
  ],
  rejected: ['Po zakonu zahtev ne ispunjava uslove.', 'O tome je već odlučeno; možete se žaliti.'],
  questions: ['Na koji mesec se odnosi?', 'Kada možemo da dođemo?', 'Koji dokument vam nedostaje?'],
  answers: ['Na prošli mesec.', 'Svakog dana pre podne.', 'Imam samo potvrdu.'],
  additions: ['Stanje je gore.', 'Još niko nije došao.', 'Kada dolazite?'],
  disputes: ['Ništa nije urađeno.', 'Urađena je samo polovina.', 'Opet ne radi.'],
  passedOn: ['Nije u našoj nadležnosti.', 'Pripada drugoj direkciji.'],
  notes: ['Porodica je pozvana.', 'Čeka se dokument iz druge kancelarije.', 'Stavljeno na spisak za narednu nedelju.'],
  pleased: ['Bili su ljubazni.', 'Išlo je brzo.'],
  displeased: ['Predugo smo čekali.', 'Niko nam ništa nije objasnio.'],
};
