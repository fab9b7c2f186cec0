import type { VNode } from 'preact';
import { voiceOf } from '../../grievances/texts.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { PublicLayout } from '../../pages/public-layout.tsx';
import { FEWEST_PUBLIC } from '../../projects/compare-with-list.ts';
import { areasAround } from '../../routing/areas-around.ts';
import { type Area, type Language, nameIn, type Programme } from '../../routing/programme.ts';
import { placePath } from './place-path.ts';
import { ProjectSection } from './project-section.tsx';
import { PromiseSection } from './promise-section.tsx';
import type { PublicPlace } from './read-place.ts';
import { UnitSection } from './unit-section.tsx';
import { VoteSection } from './vote-section.tsx';

interface PlaceProps {
  readonly programme: Programme;
  readonly language: Language;
  readonly place: PublicPlace;
}

/** What everybody may know of a place: its projects, its next meetings, what was promised there, its votes, its services. Light, and without script. */
export function PlacePage({ programme, language, place }: PlaceProps): VNode {
  const { place: words, findings } = wordsOf(language).tools;
  const { area, projects, units, period, today } = place;
  const name = nameIn(area.names, language);
  const around = [...areasAround(area)].reverse();
  return (
    <PublicLayout language={language} title={name} path={placePath(programme, area)}>
      <p>
        <a href={`/open/${programme.name}?lang=${language}`}>{nameIn(programme.titles, language)}</a>
        {around.map((one) => (
          <PlaceLink key={one.id} programme={programme} language={language} area={one} lead=" / " />
        ))}
      </p>
      <h1>{name}</h1>
      <p>{words.about(FEWEST_PUBLIC)}</p>
      <h2>{words.projects}</h2>
      {projects.length === 0 ? <p>{findings.none}</p> : null}
      {projects.map((project) => (
        <ProjectSection key={project.id} programme={programme} language={language} project={project} today={today} />
      ))}
      {place.hasMoreProjects ? <p>{words.most(projects.length)}</p> : null}
      <Meetings programme={programme} language={language} place={place} />
      {place.promises.length === 0 ? null : <h2>{words.promises}</h2>}
      {place.promises.map((promise) => (
        <PromiseSection key={promise.id} programme={programme} language={language} promise={promise} />
      ))}
      {place.votes.length === 0 ? null : <h2>{words.votes}</h2>}
      {place.votes.map((vote) => (
        <VoteSection key={vote.id} programme={programme} language={language} vote={vote} />
      ))}
      <h2>{words.services}</h2>
      {units.length === 0 ? <p>{words.noServices}</p> : <p>{words.period(period.from, period.until)}</p>}
      {units.map((unit) => (
        <UnitSection key={unit.unit.id} programme={programme} language={language} of={unit} today={today} />
      ))}
      {place.hasMoreUnits ? <p>{words.most(units.length)}</p> : null}
      {area.children.length === 0 ? null : <h2>{words.inside}</h2>}
      <ul class="contents">
        {area.children.map((one) => (
          <li key={one.id}>
            <PlaceLink programme={programme} language={language} area={one} />
          </li>
        ))}
      </ul>
    </PublicLayout>
  );
}

function PlaceLink({
  programme,
  language,
  area,
  lead = '',
}: Omit<PlaceProps, 'place'> & { readonly area: Area; readonly lead?: string }): VNode {
  return (
    <>
      {lead}
      <a href={`${placePath(programme, area)}?lang=${language}`}>{nameIn(area.names, language)}</a>
    </>
  );
}

function Meetings({ programme, language, place: { meetings } }: PlaceProps): VNode {
  const { place: words } = wordsOf(language).tools;
  const voice = voiceOf(programme, language);
  return (
    <>
      <h2>{words.meetings}</h2>
      {meetings.length === 0 ? <p>{words.noMeetings}</p> : null}
      <ul>
        {meetings.map(({ starts_at: at, names, venues }) => (
          <li key={`${at.toISOString()} ${names.en}`}>
            {`${voice.moment(at)}: ${voice.name(names)}, ${voice.name(venues)}`}
          </li>
        ))}
      </ul>
    </>
  );
}
