import { z } from 'zod';
import { actorOf } from '../../accounts/caller.ts';
import type { Grievance } from '../../db/schema.ts';
import { transact } from '../../db/transact.ts';
import type { Issue } from '../../errors.ts';
import { type TakenDown, takeDownReport } from '../../grievances/take-down-report.ts';
import { parsePhone } from '../../phone.ts';
import type { Programme } from '../../routing/programme.ts';
import { findByCode } from '../find-by-code.ts';
import { idempotencyHeaders, nameRequest } from '../idempotency.ts';
import { invalid } from '../parse-input.ts';
import { presentNamed } from '../present.ts';
import { defineRoute } from '../route.ts';
import { SCHEMAS } from '../schemas.ts';

export const fileGrievanceRoute = defineRoute({
  method: 'post',
  path: '/grievances',
  summary: 'File a report for somebody at the counter',
  ability: 'file',
  status: 201,
  input: z.object({ query: z.strictObject({}), headers: idempotencyHeaders, body: SCHEMAS.NewGrievance }),
  response: SCHEMAS.Grievance,
  handle: async (deps, caller, input) => {
    const report = readReport(caller.programme, input.body);
    const source = nameRequest(deps, caller, input.headers);
    const actor = actorOf(caller);
    const filed = await transact(deps, (tx) => takeDownReport(deps, tx, { ...report, source, actor }));
    return presentAsFiled(report, filed);
  },
});

type Report = Pick<TakenDown, 'programme' | 'category' | 'area' | 'text' | 'language' | 'phone'>;

/** @throws {AppError} `invalid` */
function readReport(programme: Programme, body: z.output<typeof SCHEMAS.NewGrievance>): Report {
  const category = findByCode(programme.categories, 'category', body.category);
  const phone = body.phone === undefined ? null : parsePhone(body.phone, programme.region);
  const issues: Issue[] = [];
  if (!programme.languages.includes(body.language)) {
    issues.push({ path: 'language', message: `Must be one of the programme: ${programme.languages.join(', ')}.` });
  }
  if (body.phone !== undefined && phone === null) {
    issues.push({ path: 'phone', message: 'No telephone can have this number. Write it with its country code.' });
  }
  if (issues.length > 0) throw invalid(issues);
  return {
    programme,
    // The person at the counter may ask for something where most complain.
    category: body.kind === undefined ? category : { ...category, kind: body.kind },
    area: findByCode(programme.areas, 'area', body.area),
    text: body.text,
    language: body.language,
    phone,
  };
}

/**
 * What was filed, and nothing of what became of it since: a repeated request gets the same answer, also where the report
 * is with an office or in a stream that the caller may not see.
 */
function presentAsFiled(report: Report, filed: Grievance): z.output<typeof SCHEMAS.Grievance> {
  return {
    reference: filed.reference,
    programme: report.programme.name,
    kind: filed.kind,
    category: report.category.code,
    area: presentNamed(report.area),
    office: null,
    status: 'filed',
    outcome: null,
    channel: filed.channel,
    language: filed.language,
    text: filed.text,
    filed_at: filed.filed_at.toISOString(),
    respond_by: null,
    resolve_by: null,
    first_answered_at: null,
    resolved_at: null,
    overdue: false,
    joiners: 0,
    for_other: filed.is_for_other,
    assignee: null,
  };
}
