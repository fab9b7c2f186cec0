import type { Answer, SignedInVisit } from '../../console/route.ts';
import { nameIn } from '../../routing/programme.ts';
import { MonitorFrame } from '../parts/monitor-frame.tsx';
import type { ScopeField } from '../parts/scope-form.tsx';
import { showPeriod } from '../parts/show-period.ts';
import { readScope, type Scope } from '../scope/read-scope.ts';
import type { Asked } from '../scope/scope-query.ts';
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
  /** What else the figures are of, beside places and period. */
  readonly of?: readonly string[];
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
    readonly asked: Asked;
    readonly now: Date;
    /** False: the figures are of now, and the address has no months. */
    readonly hasPeriod?: boolean;
    view(scope: Scope): Promise<PageView>;
  },
): Promise<Answer> {
  const { asked, title, fields, now, hasPeriod = true } = page;
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
  const { sections, counted, isBehind = false, nothing, of: more = [] } = await page.view(scope);
  const file = answerSections({ here, sections }, page.file);
  if (file !== null) return file;
  const places = [scope.area, scope.office, scope.category].flatMap((one) =>
    one === null ? [] : [nameIn(one.names, language)],
  );
  return {
    page: (
      <MonitorFrame
        {...frame}
        errors={[]}
        of={[...places, ...more, ...(hasPeriod ? [showPeriod(language, scope.period)] : [])]}
        counted={counted}
        isBehind={isBehind}
      >
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
