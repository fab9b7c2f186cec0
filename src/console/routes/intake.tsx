import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { AppError } from '../../errors.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { blankIntake, checkIntake, type Intake, type IntakeTyped, readIntake } from '../intake/intake-form.ts';
import { IntakePage } from '../intake/intake-page.tsx';
import { OverPage } from '../intake/over-page.tsx';
import { readReceipt } from '../intake/read-receipt.ts';
import { ReceiptPage } from '../intake/receipt-page.tsx';
import { takeDown } from '../intake/take-down.ts';
import { type Answer, accountRoute, type ConsoleRoute, type SignedInVisit } from '../route.ts';

const nothing = z.object({});

/** A report for somebody at the counter, and its receipt. */
export const INTAKE_ROUTES: readonly ConsoleRoute[] = [
  accountRoute({
    method: 'get',
    path: '/intake',
    needs: 'file',
    input: nothing,
    handle: async (_deps, visit) => formPage(visit, blankIntake(visit.caller.programme)),
  }),
  accountRoute({
    method: 'post',
    path: '/intake',
    needs: 'file',
    input: nothing,
    handle: async (deps, visit) => {
      const typed = readIntake(visit.caller.programme, visit.form);
      if (typed.step === 'find') return formPage(visit, typed);
      const intake = checkIntake(visit.caller, visit.language, typed);
      return Array.isArray(intake)
        ? { page: <IntakePage visit={visit} typed={typed} errors={intake} />, status: 422 }
        : keep(deps, visit, intake, typed);
    },
  }),
  accountRoute({
    method: 'get',
    path: '/intake/:once',
    needs: 'file',
    input: z.object({ params: z.object({ once: z.uuid() }) }),
    handle: async (deps, visit, { params: { once } }) => {
      const receipt = await readReceipt(deps, visit, once);
      return receipt
        ? { page: <ReceiptPage visit={visit} receipt={receipt} /> }
        : { page: <OverPage visit={visit} />, status: 404 };
    },
  }),
];

function formPage(visit: SignedInVisit, typed: IntakeTyped): Answer {
  return { page: <IntakePage visit={visit} typed={typed} errors={[]} /> };
}

/** Sent twice, the form leads to the one receipt; with other words it has to be another form. */
async function keep(deps: Deps, visit: SignedInVisit, intake: Intake, typed: IntakeTyped): Promise<Answer> {
  try {
    await takeDown(deps, visit, intake, typed);
    return { redirect: `/console/intake/${typed.once}` };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'conflict') throw error;
    const errors = [{ name: 'text', message: wordsOf(visit.language).intake.another }];
    const fresh = { ...typed, once: blankIntake(visit.caller.programme).once };
    return { page: <IntakePage visit={visit} typed={fresh} errors={errors} />, status: 409 };
  }
}
