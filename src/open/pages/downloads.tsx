import type { VNode } from 'preact';
import { openWordsOf } from '../../locales/open/index.ts';
import { showNumber } from '../../locales/show-number.ts';
import type { Language, Programme } from '../../routing/programme.ts';
import type { Overview } from './read-overview.ts';
import { showMonth } from './show-month.ts';

interface DownloadsProps {
  readonly language: Language;
  readonly programme: Programme;
  readonly overview: Overview;
}

/** Every file there is, with its size. */
export function Downloads({ language, programme: { name }, overview }: DownloadsProps): VNode | null {
  const words = openWordsOf(language);
  const { listed, hasChain } = overview;
  if (listed.length === 0 && !hasChain) return null;
  return (
    <>
      <h2>{words.downloadsTitle}</h2>
      {listed.length === 0 ? null : <p>{words.downloadsAbout}</p>}
      <ul class="files">
        {listed.map(({ month, files }) => (
          <li key={month}>
            {showMonth(month, language)}
            <div>
              {files.map(({ name: file, bytes }) => (
                <a key={file} href={`/open/${name}/releases/${month}/${file}`}>
                  {file} ({words.size(showNumber(language, Math.max(1, Math.round(bytes / 1_000))))})
                </a>
              ))}
            </div>
          </li>
        ))}
        {hasChain ? (
          <li>
            {words.chain}
            <div>
              <a href={`/open/${name}/chain.json`}>chain.json</a>
            </div>
          </li>
        ) : null}
      </ul>
    </>
  );
}
