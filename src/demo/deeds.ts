import { AppError } from '../errors.ts';
import { decideAcknowledge } from '../grievances/acknowledge.ts';
import type { Actor } from '../grievances/actor.ts';
import { decideNote } from '../grievances/add-note.ts';
import { decideAsk } from '../grievances/await-citizen.ts';
import type { Change, Situation } from '../grievances/change-grievance.ts';
import { decideHandBack } from '../grievances/hand-back.ts';
import { decideReject } from '../grievances/reject.ts';
import { decideReply } from '../grievances/reply.ts';
import { decideResolve } from '../grievances/resolve.ts';
import { decideTransfer } from '../grievances/transfer.ts';
import { acceptedBy } from './accepted-by.ts';
import type { Life } from './life.ts';
import { pick, pickWeighted, type Random } from './random.ts';
import { DEMO_WORDS, type DemoWords } from './words/index.ts';

/** A decision that waits for its time. */
export type Decide = (situation: Situation) => Change | null;

/** What an official may do to a report. */
export type Deed = 'acknowledge' | 'reply' | 'resolve' | 'ask' | 'reject' | 'hand_back' | 'transfer' | 'note';

/** On what an official does it. */
export function officialChannel(random: Random, deed: Deed): Actor['channel'] {
  if (deed === 'note' || deed === 'reject' || deed === 'transfer') return 'console';
  return pickWeighted(random, { console: 0.82, sms: 0.14, ussd: 0.04 });
}

/** What an official says and does; drawn now, decided when its time comes. */
export function decideDeed(life: Life, deed: Deed): Decide {
  const { random, grievance } = life;
  const says = wordsOf(life);
  if (grievance.stream !== 'ordinary') return decideSealed(random, deed);
  const reply = { text: pick(random, says.replies) };
  switch (deed) {
    case 'acknowledge':
      return decideAcknowledge;
    case 'reply':
      return (situation) => decideReply(situation, reply);
    case 'resolve': {
      const text = pick(random, says.resolved);
      return (situation) => decideResolve(situation, { text });
    }
    case 'ask': {
      const text = pick(random, says.questions);
      return (situation) => decideAsk(situation, { text });
    }
    case 'reject': {
      const reason = pick(random, says.rejected);
      return (situation) => decideReject(situation, { reason });
    }
    case 'note':
      return () => decideNote({ text: pick(random, says.notes) });
    case 'hand_back':
    case 'transfer':
      return passingOn(life, deed, pick(random, says.passedOn), reply.text);
  }
}

/** Where nobody else may have it, the office answers it itself. */
function passingOn(life: Life, deed: 'hand_back' | 'transfer', reason: string, reply: string): Decide {
  return (situation) => {
    const target = deed === 'transfer' ? acceptedBy(situation, life.random) : null;
    const passed =
      deed === 'hand_back'
        ? unlessRefused(() => decideHandBack(situation, { reason }))
        : target && unlessRefused(() => decideTransfer(situation, { office: target.code, reason }));
    return passed ?? decideReply(situation, { text: reply });
  };
}

function unlessRefused(decide: () => Change): Change | null {
  try {
    return decide();
  } catch (error) {
    if (error instanceof AppError && error.code === 'conflict') return null;
    throw error;
  }
}

/** Whoever made a sealed report reads approved texts only. */
function decideSealed(random: Random, deed: Deed): Decide {
  const note = 'Spoken with the people concerned.';
  switch (deed) {
    case 'reply':
      return (situation) => decideReply(situation, { approved: pick(random, ['read', 'working', 'call_help']) });
    case 'resolve':
      return (situation) =>
        decideResolve(situation, { approved: pick(random, ['done', 'acted', 'help_arranged']), note });
    case 'ask':
      return (situation) => decideAsk(situation, { approved: pick(random, ['more', 'still']) });
    case 'reject':
      return (situation) => decideReject(situation, { approved: pick(random, ['not_ours', 'nothing_found']), note });
    case 'note':
      return () => decideNote({ text: note });
    case 'acknowledge':
    case 'hand_back':
    case 'transfer':
      return decideAcknowledge;
  }
}

/** The words of the language in which it was reported. */
export function wordsOf({ grievance }: Pick<Life, 'grievance'>): DemoWords {
  return DEMO_WORDS[grievance.language];
}
