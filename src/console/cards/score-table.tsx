import type { VNode } from 'preact';
import { wordsOf } from '../../locales/console/index.ts';
import type { Language } from '../../routing/programme.ts';
import type { ComparedScore, Voices } from '../../scorecards/compare-scores.ts';
import { sayGiven, sayLine, sayMean } from '../../scorecards/say-scores.ts';

/** What users and providers say of each line, and how they differ. */
export function ScoreTable({
  language,
  lines,
  fewest,
}: {
  readonly language: Language;
  readonly lines: readonly ComparedScore[];
  /** Of fewer users nothing is said. */
  readonly fewest: number;
}): VNode {
  const words = wordsOf(language).tools.cards;
  return (
    <>
      <table class="rows">
        <thead>
          <tr>
            <th scope="col">{words.line}</th>
            <th scope="col">{words.users}</th>
            <th scope="col">{words.providers}</th>
            <th scope="col">{words.gap}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.indicator?.code ?? ''}>
              <td class="wide">
                <b>{sayLine(language, line.indicator)}</b>
              </td>
              <td data-label={words.users}>
                {line.users === null ? words.few(fewest) : <Side language={language} line={line} side={line.users} />}
                {line.users === null ? null : (
                  <p class="meta">
                    {[
                      ...(line.byPhone === null ? [] : [words.byPhone(line.byPhone)]),
                      ...(line.atMeeting === null ? [] : [words.atMeeting(line.atMeeting)]),
                    ].join(', ')}
                  </p>
                )}
              </td>
              <td data-label={words.providers}>
                {line.providers === null ? (
                  words.unknown
                ) : (
                  <>
                    {sayMean(language, line.indicator, line.providers)}
                    <p class="meta">{words.people(line.providers.people)}</p>
                  </>
                )}
              </td>
              <td data-label={words.gap}>{line.gap === null ? words.unknown : words.gaps[line.gap]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="meta">{words.scale}</p>
    </>
  );
}

function Side({
  language,
  line: { indicator },
  side,
}: {
  readonly language: Language;
  readonly line: ComparedScore;
  readonly side: Voices;
}): VNode {
  const words = wordsOf(language).tools.cards;
  return (
    <>
      {sayMean(language, indicator, side)}
      <p class="meta">{`${words.people(side.people)} (${sayGiven(language, indicator, side)})`}</p>
    </>
  );
}
