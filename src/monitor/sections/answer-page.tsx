import type { Answer, SignedInVisit } from '../../console/route.ts';
import type { Here } from '../parts/downloads.tsx';
import { MonitorFrame } from '../parts/monitor-frame.tsx';
import { sayScope } from '../parts/say-scope.ts';
import { readScope, type Scope } from '../scope/read-scope.ts';
import { type Asked, knownOf, type ScopeField } from '../scope/scope-query.ts';
import type { SectionView } from './section-view.ts';
import { answerSections, Sections } from './sections-page.tsx';

/** What a page shows, once its figures are read. */
export interface PageView {
  readonly sections: readonly SectionView[];
  /** When the figures were counted; null: never. */
  readonly counted: Date | null;
  readonly isBehind?: boolean;
  /** What is said in the place of all sections; null: there is something to show. */
  readonly nothing: string | null;
}

/** A page of figures: reads its address, then its figures, and answers as a page or as the file asked for. */
export async function answerPage(
  { caller, language }: SignedInVisit,
  page: {
    readonly path: string;
    /** Begins the names of its files. */
    readonly file: string;
    readonly title: string;
    readonly fields: readonly ScopeField[];
    /** As the address says it. */
    readonly asked: Asked;
    readonly now: Date;
    /** False: the figures are of now, and the address has no months. */
    readonly hasPeriod?: boolean;
    /** @param here what was asked for, as far as the page knows it */
    view(scope: Scope, here: Here): Promise<PageView>;
  },
): Promise<Answer> {
  const { title, fields, now, hasPeriod = true } = page;
  const asked = knownOf(page.asked, { fields, hasPeriod });
  const here = { path: page.path, asked };
  const frame = { caller, language, here, now, title, fields, hasPeriod };
  const read = readScope(caller, language, asked, now);
  if ('errors' in read) {
    const failed = (
      <MonitorFrame {...frame} errors={read.errors} of={[]} counted={null}>
        {null}
      </MonitorFrame>
    );
    return { page: failed, status: 422 };
  }
  const { scope } = read;
  const { sections, counted, isBehind = false, nothing } = await page.view(scope, here);
  const of = sayScope(language, scope, hasPeriod);
  const file = answerSections({ here, sections, of }, page.file);
  if (file !== null) return file;
  return {
    page: (
      <MonitorFrame {...frame} errors={[]} of={of} counted={counted} isBehind={isBehind}>
        {nothing === null ? (
          <Sections language={language} here={here} sections={sections} />
        ) : (
          <div class="panel">
            <p>{nothing}</p>
          </div>
        )}
      </MonitorFrame>
    ),
  };
}
