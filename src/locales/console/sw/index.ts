import type { ConsoleWords } from '../index.ts';
import { admin } from './admin.ts';
import { board } from './board.ts';
import { forums } from './forums.ts';
import { inbox } from './inbox.ts';
import { intake } from './intake.ts';
import { people } from './people.ts';
import { report } from './report.ts';
import { sealed } from './sealed.ts';
import { shell } from './shell.ts';
import { signIn } from './sign-in.ts';
import { tools } from './tools.ts';

export const sw: ConsoleWords = { shell, signIn, inbox, report, board, sealed, admin, people, intake, forums, tools };
