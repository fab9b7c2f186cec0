import type { VNode } from 'preact';
import { openWordsOf } from '../../locales/open/index.ts';
import { Named } from '../../pages/named.tsx';
import { PublicLayout } from '../../pages/public-layout.tsx';
import type { Language, Programme } from '../../routing/programme.ts';

interface ListPageProps {
  readonly language: Language;
  readonly path: string;
  readonly programmes: readonly Programme[];
}

/** `/open`: the programmes there are. */
export function ListPage({ language, path, programmes }: ListPageProps): VNode {
  const words = openWordsOf(language);
  return (
    <PublicLayout language={language} title={words.title} path={path}>
      <h1>{words.title}</h1>
      <p class="lede">{words.about}</p>
      <h2>{words.programmes}</h2>
      {programmes.length === 0 ? <p>{words.noProgramme}</p> : null}
      <ul class="contents">
        {programmes.map(({ id, name, titles, root }) => (
          <li key={id}>
            <a href={`/open/${name}?lang=${language}`}>
              <Named names={titles} language={language} />
            </a>
            <div>
              <Named names={root.names} language={language} />
            </div>
          </li>
        ))}
      </ul>
    </PublicLayout>
  );
}
