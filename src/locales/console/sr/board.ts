import { plural } from '../../plural.ts';
import type { ConsoleWords } from '../index.ts';

export const board: ConsoleWords['board'] = {
  title: 'Kancelarije',
  late: (offices) =>
    `${offices} ${plural('sr', offices, { one: 'kancelarija kasni', few: 'kancelarije kasne', other: 'kancelarija kasni' })} sa nečim.`,
  noneLate: 'Nijedna kancelarija ne kasni.',
  nothing: 'Ništa nije otvoreno ni u jednoj kancelariji ovde.',
  office: 'Kancelarija',
  open: 'Otvoreno',
  overdue: 'Kasni',
  dueSoon: 'Rok u toku dana',
  unassigned: 'Ni kod koga',
  waiting: 'Čeka građanina',
  oldest: 'Najstarija',
  days: (days) => (days < 1 ? 'danas' : `${days} ${plural('sr', days, { one: 'dan', few: 'dana', other: 'dana' })}`),
  people: 'Službenici',
  load: (open, overdue) => `${open} otvoreno, ${overdue} kasni`,
  away: (until) => `odsutan do ${until}`,
  noPeople: 'Niko ovde nema nalog.',
  showLate: 'Prikaži šta kasni',
  triageTitle: 'Trijaža',
  triageAbout:
    'Za ove nije nađena kancelarija, ili ih je svaka koja bi mogla da odgovori prosledila dalje. Izaberite po jednu za svaku.',
  triageNothing: 'Ništa ne čeka na kancelariju.',
  deadline: 'Rok',
  report: 'Prijava',
  received: 'Primljeno',
  passedBy: (offices) => `Prosledili dalje: ${offices}`,
  choose: 'Izaberi kancelariju',
  more: (shown) => `Prikazano je prvih ${shown}. Sledeće dolaze kad se ove završe.`,
};
