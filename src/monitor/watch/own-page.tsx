import type { ComponentChildren, VNode } from 'preact';
import { Banner } from '../../console/parts/fields.tsx';
import type { SignedInVisit } from '../../console/route.ts';
import { MonitorFrame } from '../parts/monitor-frame.tsx';
import { type Asked, scopeQuery } from '../scope/scope-query.ts';
import type { FormError } from './read-watch-form.ts';

/** An address that says nothing: of pages that are not of a period. */
const NO_QUERY: Asked = scopeQuery.parse({});

export interface OwnPageProps {
  readonly visit: SignedInVisit;
  readonly now: Date;
  readonly path: '/monitor/watch' | '/monitor/views';
  readonly title: string;
  readonly errors: readonly FormError[];
  /** What was done; null: nothing. */
  readonly done: string | null;
  readonly children: ComponentChildren;
}

/** A page of the monitor with what she keeps there herself, of no period and without filters. */
export function OwnPage({ visit, now, path, title, errors, done, children }: OwnPageProps): VNode {
  return (
    <MonitorFrame
      caller={visit.caller}
      language={visit.language}
      now={now}
      here={{ path, asked: NO_QUERY }}
      title={title}
      fields={[]}
      hasPeriod={false}
      errors={[]}
      formErrors={errors}
      of={[]}
      counted={null}
    >
      {done === null ? null : <Banner text={done} />}
      {children}
    </MonitorFrame>
  );
}
