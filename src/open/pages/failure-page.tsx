import type { VNode } from 'preact';
import type { ErrorCode } from '../../errors.ts';
import { openWordsOf } from '../../locales/open/index.ts';
import { showNumber } from '../../locales/show-number.ts';
import { PublicLayout } from '../../pages/public-layout.tsx';
import type { Language } from '../../routing/programme.ts';

interface FailurePageProps {
  readonly language: Language;
  readonly code: ErrorCode;
  /** To wait, where somebody asks for too much. */
  readonly seconds: number;
  readonly path: string;
}

/** What happened, and where to go on. */
export function FailurePage({ language, code, seconds, path }: FailurePageProps): VNode {
  const words = openWordsOf(language);
  const isTooMany = code === 'too_many';
  const title = isTooMany ? words.tooManyTitle : words.missingTitle;
  return (
    <PublicLayout language={language} title={title} path={path}>
      <h1>{title}</h1>
      <p>{isTooMany ? words.tooMany(showNumber(language, seconds)) : words.missing}</p>
      <p>
        <a href={`/open?lang=${language}`}>{words.toList}</a>
      </p>
    </PublicLayout>
  );
}
