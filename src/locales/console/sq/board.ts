import { plural } from '../../plural.ts';
import type { ConsoleWords } from '../index.ts';

export const board: ConsoleWords['board'] = {
  title: 'Zyrat',
  late: (offices) => `${offices} ${plural('sq', offices, { one: 'zyrë ka', other: 'zyra kanë' })} diçka me vonesë.`,
  noneLate: 'Asnjë zyrë nuk ka vonesë.',
  nothing: 'Asgjë nuk është e hapur në zyrat këtu.',
  office: 'Zyra',
  open: 'Të hapura',
  overdue: 'Me vonesë',
  dueSoon: 'Brenda një dite',
  unassigned: 'Pa njeri',
  waiting: 'Presin qytetarin',
  oldest: 'Më e vjetra',
  days: (days) => (days < 1 ? 'sot' : `${days} ditë`),
  people: 'Zyrtarët',
  load: (open, overdue) => `${open} të hapura, ${overdue} me vonesë`,
  away: (until) => `mungon deri më ${until}`,
  noPeople: 'Askush nuk ka llogari këtu.',
  showLate: 'Shfaq vonesat',
  triageTitle: 'Shqyrtimi',
  triageAbout:
    'Për këto nuk u gjet zyrë, ose çdo zyrë që mund të përgjigjej i ka kaluar tutje. Zgjidhni një zyrë për secilin.',
  triageNothing: 'Asgjë nuk pret për zyrë.',
  deadline: 'Afati',
  report: 'Raporti',
  received: 'Pranuar',
  passedBy: (offices) => `Kaluar tutje nga ${offices}`,
  choose: 'Zgjidh zyrën',
  more: (shown) => `Shfaqen ${shown} të parët. Të tjerët vijnë kur të mbarojnë këta.`,
};
