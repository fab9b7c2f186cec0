import type { VNode } from 'preact';
import { wordsOf } from '../../locales/console/index.ts';
import { openWordsOf } from '../../locales/open/index.ts';
import { showNumber } from '../../locales/show-number.ts';
import { Frame } from '../../pages/frame.tsx';
import { LanguageLink } from '../../pages/language-link.tsx';
import { Named } from '../../pages/named.tsx';
import { LANGUAGES, type Language, nameIn, type Programme } from '../../routing/programme.ts';
import { placePath } from '../place/place-path.ts';
import type { AreaRow, OpenRelease } from '../release/open-release.ts';
import { Downloads } from './downloads.tsx';
import { type FigureLine, FigureTable } from './figure-table.tsx';
import type { Overview } from './read-overview.ts';
import { showMonth } from './show-month.ts';

interface ProgrammePageProps {
  readonly language: Language;
  readonly path: string;
  readonly programme: Programme;
  readonly overview: Overview;
}

/** `/open/<programme>`: what was asked, what was answered and how fast, as published; light, and complete without script. */
export function ProgrammePage({ language, path, programme, overview }: ProgrammePageProps): VNode {
  const words = openWordsOf(language);
  const title = words.heading(nameIn(programme.titles, language));
  const [newest] = overview.releases;
  return (
    <Frame
      language={language}
      title={title}
      home={`/?lang=${language}`}
      navigation={<Languages language={language} path={path} />}
      styles={['/open/static/open.css']}
    >
      <h1>{title}</h1>
      <p class="lede">{words.about}</p>
      <Running language={language} running={overview.running} />
      {newest === undefined ? (
        <p>{words.nothingYet}</p>
      ) : (
        <Newest language={language} overview={overview} newest={newest} />
      )}
      <p>
        <a href={`${placePath(programme, programme.root)}?lang=${language}`}>
          {wordsOf(language).tools.place.toPlaces}
        </a>
      </p>
      <h2>{words.promisesTitle}</h2>
      <p>{words.promises}</p>
      <Downloads language={language} programme={programme} overview={overview} />
      <h2>{words.howTitle}</h2>
      {words.how.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <p>
        <a href={`/open?lang=${language}`}>{words.toList}</a>
      </p>
    </Frame>
  );
}

function Languages({ language, path }: { language: Language; path: string }): VNode {
  return (
    <nav class="nav" aria-label={openWordsOf(language).title}>
      <div class="width">
        {LANGUAGES.map((other) => (
          <LanguageLink key={other} path={path} to={other} isCurrent={other === language} />
        ))}
      </div>
    </nav>
  );
}

function Running({ language, running }: { language: Language; running: Overview['running'] }): VNode {
  const words = openWordsOf(language);
  const month = showMonth(running.month, language);
  return (
    <>
      <h2>{words.runningTitle}</h2>
      <p class="big">
        {running.atLeast === 0 ? words.runningFew(month) : words.running(month, showNumber(language, running.atLeast))}
      </p>
      <p>{words.runningWhy}</p>
    </>
  );
}

interface NewestProps {
  readonly language: Language;
  readonly overview: Overview;
  readonly newest: OpenRelease;
}

/** The newest month by category, area and office, and the months before. */
function Newest({ language, overview, newest }: NewestProps): VNode {
  const words = openWordsOf(language);
  const month = showMonth(newest.month, language);
  const asked = newest.areas.filter(({ within, category }) => within === null && category !== null);
  const table = (of: 'area' | 'category', caption: string, lines: readonly FigureLine[]) =>
    lines.length === 0 ? null : <FigureTable language={language} caption={caption} of={of} lines={lines} />;
  return (
    <>
      <h2>{words.newestTitle(month)}</h2>
      {newest.areas.some(({ within }) => within === null) ? null : <p>{words.tooFew(month)}</p>}
      {table(
        'category',
        words.askedTitle,
        asked.map((row) => lineOf(row, row.category_names ?? row.area_names, language)),
      )}
      <Areas {...{ language, overview, newest }} />
      <Offices {...{ language, newest }} />
      <FigureTable language={language} caption={words.monthsTitle} of="month" lines={monthLines(overview, language)} />
    </>
  );
}

/** The parts of the whole, and below each the parts it has; smaller ones are in the files. */
function Areas({ language, overview, newest }: NewestProps): VNode | null {
  const words = openWordsOf(language);
  const all = newest.areas.filter(({ category }) => category === null);
  const year = receivedInYear(overview);
  const lines = (rows: readonly AreaRow[]) =>
    rows.map((row) => ({ ...lineOf(row, row.area_names, language), year: year.get(row.area) ?? 0 }));
  const root = newest.areas.find(({ within }) => within === null)?.area;
  const top = all.filter(({ within }) => within !== null && (within === root || root === undefined));
  if (top.length === 0) return null;
  return (
    <>
      <FigureTable language={language} caption={words.areasTitle} of="area" lines={lines(top)} />
      {top.map(({ area, area_names: names }) => {
        const parts = all.filter(({ within }) => within === area);
        if (parts.length === 0) return null;
        const caption = words.partsOf(nameIn(names, language));
        return (
          <details key={area}>
            <summary>{caption}</summary>
            <FigureTable language={language} caption={caption} of="area" lines={lines(parts)} />
          </details>
        );
      })}
    </>
  );
}

const MOST_OFFICES = 20;

function Offices({ language, newest }: Pick<NewestProps, 'language' | 'newest'>): VNode | null {
  const words = openWordsOf(language);
  const rows = [...newest.offices].sort((one, other) => other.received - one.received).slice(0, MOST_OFFICES);
  if (rows.length === 0) return null;
  return (
    <>
      <FigureTable
        language={language}
        caption={words.officesTitle}
        of="office"
        lines={rows.map((row) => ({
          ...row,
          key: row.office,
          name: <Named names={row.office_names} language={language} />,
        }))}
      />
      {newest.offices.length > MOST_OFFICES ? <p>{words.officesMore}</p> : null}
    </>
  );
}

function lineOf(row: AreaRow, names: AreaRow['area_names'], language: Language): FigureLine {
  return { ...row, key: `${row.area} ${row.category}`, name: <Named names={names} language={language} /> };
}

function monthLines({ releases }: Overview, language: Language): FigureLine[] {
  return releases.flatMap(({ month, areas }) => {
    const whole = areas.find(({ within, category }) => within === null && category === null);
    return whole === undefined ? [] : [{ ...whole, key: month, name: showMonth(month, language) }];
  });
}

/** By area, of what was published: months that were hidden are not in it. */
function receivedInYear({ releases }: Overview): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { areas } of releases) {
    for (const { area, category, received } of areas) {
      if (category === null) sums.set(area, (sums.get(area) ?? 0) + received);
    }
  }
  return sums;
}
