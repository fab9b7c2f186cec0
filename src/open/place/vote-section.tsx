import type { VNode } from 'preact';
import type { PublicVote } from '../../forums/read-votes.ts';
import type { VoteResult } from '../../forums/vote-result.ts';
import { voiceOf } from '../../grievances/texts.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { type Language, nameIn, type Programme } from '../../routing/programme.ts';

/** A vote: what can be chosen while it is open, and what was chosen when it has closed. */
export function VoteSection({
  programme,
  language,
  vote,
}: {
  readonly programme: Programme;
  readonly language: Language;
  readonly vote: PublicVote;
}): VNode {
  const { forums: words } = wordsOf(language);
  const { date, moment } = voiceOf(programme, language);
  // While it is open the hour counts; of one that is over, perhaps for long, the year.
  const say = vote.result === null ? moment : date;
  return (
    <section>
      <h3>{nameIn(vote.names, language)}</h3>
      <p>{`${nameIn(vote.area.names, language)}. ${words.opens}: ${say(vote.opensAt)}. ${words.closes}: ${say(vote.closesAt)}`}</p>
      {vote.result === null ? (
        <>
          <p>{words.hidden}</p>
          <ol>
            {vote.proposals.map(({ number, names }) => (
              <li key={number}>{nameIn(names, language)}</li>
            ))}
          </ol>
        </>
      ) : (
        <Result language={language} result={vote.result} />
      )}
      <p>{words.residents}</p>
    </section>
  );
}

function Result({ language, result }: { readonly language: Language; readonly result: VoteResult }): VNode {
  const { forums: words } = wordsOf(language);
  const { turnout, proposals, winners } = result;
  if (turnout === null) return <p>{words.fewVotes}</p>;
  return (
    <>
      <p>{words.phones(turnout)}</p>
      {winners.length > 1 ? <p>{words.tied}</p> : null}
      <dl class="rows">
        {proposals.map(({ number, names, votes }) => (
          <div key={number}>
            <dt>{nameIn(names, language)}</dt>
            <dd>{`${votes} (${Math.round((votes / turnout) * 100)} %)`}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
