import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { visibleCards } from '../../accounts/scope.ts';
import { listActions, listOpenActions } from '../../db/actions.ts';
import { findScorecard, listScorecards, readScores } from '../../db/scorecards.ts';
import type { Deps } from '../../deps.ts';
import { AppError } from '../../errors.ts';
import { localDay } from '../../grievances/local-day.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { agreeAction } from '../../scorecards/agree-action.ts';
import { answerAction } from '../../scorecards/answer-action.ts';
import { CardError, type CardProblem, type PlacedCardProblem } from '../../scorecards/card-problems.ts';
import { closeCard } from '../../scorecards/close-card.ts';
import { heldMeeting, heldScores, markOf } from '../../scorecards/held-on-card.ts';
import { openCard, unitOf } from '../../scorecards/open-card.ts';
import { FEWEST_FOR_OFFICES, readCardLines } from '../../scorecards/read-card.ts';
import { recordMeeting } from '../../scorecards/record-meeting.ts';
import { scoreByProviders } from '../../scorecards/score-by-providers.ts';
import type { Typed } from '../admin/name-fields.tsx';
import { AgreePage, AnswerPage } from '../cards/action-pages.tsx';
import type { SeenCard } from '../cards/card-frame.tsx';
import { CardPage } from '../cards/card-page.tsx';
import { CARDS_ON_A_PAGE, CardsPage } from '../cards/cards-page.tsx';
import { MeetingPage } from '../cards/meeting-page.tsx';
import { OpenPage } from '../cards/open-page.tsx';
import { ProvidersPage } from '../cards/providers-page.tsx';
import { typedMeeting, typedProviders } from '../cards/typed-meeting.ts';
import { fieldOf } from '../read-form.ts';
import { type Answer, accountRoute, type ConsoleRoute, type SignedInVisit } from '../route.ts';

const DONE = ['opened', 'met', 'scored', 'agreed', 'answered', 'closed'] as const;
/** As many promises as can be read at a glance; the cards have all. */
const OPEN_SHOWN = 50;

const none = z.object({});
const list = z.object({ query: z.object({ before: z.uuid().nullable().catch(null) }) });
const wanted = z.object({ query: z.object({ unit: z.string().max(10).nullable().catch(null) }) });
const uuid = z.uuid().toLowerCase();
const one = z.object({
  params: z.object({ card: uuid }),
  query: z.object({ done: z.enum(DONE).optional().catch(undefined) }),
});
const action = z.object({ params: z.object({ card: uuid, action: uuid }) });

function route<Input extends z.ZodType>(
  needs: 'read_cards' | 'keep_cards',
  method: 'get' | 'post',
  path: string,
  input: Input,
  handle: (deps: Deps, visit: SignedInVisit, input: z.output<Input>) => Promise<Answer>,
): ConsoleRoute {
  return accountRoute({ method, path, needs, input, handle });
}

/** Score cards: what users and providers say of a unit, their meeting, and what was agreed. */
export const SCORECARD_ROUTES: readonly ConsoleRoute[] = [
  route('read_cards', 'get', '/cards', list, async (deps, visit, { query }) => showCards(deps, visit, query.before)),
  route('keep_cards', 'get', '/cards/new', wanted, async (_deps, visit, { query }) => askForUnit(visit, query.unit)),
  route('keep_cards', 'post', '/cards', none, open),
  route('read_cards', 'get', '/cards/:card', one, async (deps, visit, { params, query }) =>
    showCard(deps, visit, params.card, query.done),
  ),
  route('keep_cards', 'get', '/cards/:card/meeting', one, async (deps, visit, { params }) => {
    const seen = await requireCard(deps, visit, params.card);
    const scores = await readScores(deps.db, [seen.card.id]);
    const mark = markOf(heldMeeting(seen.card, scores));
    return { page: <MeetingPage visit={visit} seen={seen} typed={typedMeeting(seen.card, scores)} mark={mark} /> };
  }),
  route('keep_cards', 'post', '/cards/:card/meeting', one, async (deps, visit, { params }) => {
    const seen = await requireCard(deps, visit, params.card);
    const mark = markOf(heldMeeting(seen.card, await readScores(deps.db, [seen.card.id])));
    return orAgain(
      visit,
      (typed) => <MeetingPage visit={visit} seen={seen} typed={typed} mark={mark} />,
      async (field) => {
        await recordMeeting(deps, visit.caller, { id: seen.card.id, unit: seen.unit }, field);
        return back(seen.card.id, 'met');
      },
    );
  }),
  route('keep_cards', 'get', '/cards/:card/providers', one, async (deps, visit, { params }) => {
    const seen = await requireCard(deps, visit, params.card);
    const scores = await readScores(deps.db, [seen.card.id]);
    const mark = markOf(heldScores(scores, 'providers'));
    return { page: <ProvidersPage visit={visit} seen={seen} typed={typedProviders(scores)} mark={mark} /> };
  }),
  route('keep_cards', 'post', '/cards/:card/providers', one, async (deps, visit, { params }) => {
    const seen = await requireCard(deps, visit, params.card);
    const mark = markOf(heldScores(await readScores(deps.db, [seen.card.id]), 'providers'));
    return orAgain(
      visit,
      (typed) => <ProvidersPage visit={visit} seen={seen} typed={typed} mark={mark} />,
      async (field) => {
        await scoreByProviders(deps, visit.caller, { id: seen.card.id, unit: seen.unit }, field);
        return back(seen.card.id, 'scored');
      },
    );
  }),
  route('keep_cards', 'get', '/cards/:card/actions', one, async (deps, visit, { params }) => {
    const seen = await requireCard(deps, visit, params.card);
    return { page: <AgreePage visit={visit} seen={seen} typed={NOTHING_TYPED} id={uuidv7()} /> };
  }),
  route('keep_cards', 'post', '/cards/:card/actions', one, agree),
  route('keep_cards', 'get', '/cards/:card/actions/:action', action, async (deps, visit, { params }) => {
    const seen = await requireCard(deps, visit, params.card);
    const found = await requireAction(deps, seen, params.action);
    const held = found.state === 'open' ? [] : [['state', found.state] as const, ['answer', found.answer] as const];
    return {
      page: <AnswerPage visit={visit} seen={seen} action={found} typed={{ values: new Map(held), errors: [] }} />,
    };
  }),
  route('keep_cards', 'post', '/cards/:card/actions/:action', action, async (deps, visit, { params }) => {
    const seen = await requireCard(deps, visit, params.card);
    const found = await requireAction(deps, seen, params.action);
    return orAgain(
      visit,
      (typed) => <AnswerPage visit={visit} seen={seen} action={found} typed={typed} />,
      async (field) => {
        const at = { scorecardId: seen.card.id, id: found.id };
        await answerAction(deps, visit.caller, at, {
          state: field('state'),
          answer: field('answer'),
          seen: field('seen'),
        });
        return back(seen.card.id, 'answered');
      },
    );
  }),
  route('keep_cards', 'post', '/cards/:card/close', one, async (deps, visit, { params }) => {
    const { card } = await requireCard(deps, visit, params.card);
    await closeCard(deps, visit.caller, card.id);
    return back(card.id, 'closed');
  }),
];

const NOTHING_TYPED: Typed = { values: new Map(), errors: [] };

function back(id: string, done: (typeof DONE)[number]): Answer {
  return { redirect: `/console/cards/${id}?done=${done}` };
}

async function showCards(deps: Deps, visit: SignedInVisit, before: string | null): Promise<Answer> {
  const { caller } = visit;
  const today = localDay(deps.now(), caller.programme.calendar.timeZone);
  const where = [visibleCards(caller)];
  const found = await listScorecards(deps.db, { where, today, before, limit: CARDS_ON_A_PAGE + 1 });
  const cards = found.slice(0, CARDS_ON_A_PAGE);
  const next = found.length > cards.length ? (cards.at(-1)?.id ?? null) : null;
  const open = before === null ? await listOpenActions(deps.db, { where, limit: OPEN_SHOWN }) : null;
  return { page: <CardsPage visit={visit} cards={cards} next={next} open={open} today={today} /> };
}

function askForUnit(visit: SignedInVisit, number: string | null): Answer {
  const unit = number === null ? undefined : unitOf(visit.caller, number);
  const { problems } = wordsOf(visit.language).tools.cards;
  const errors = number !== null && !unit ? [{ name: 'unit', message: problems.unit }] : [];
  const typed: Typed = { values: new Map([['unit', number ?? '']]), errors };
  const page = <OpenPage visit={visit} unit={unit ?? null} id={uuidv7()} typed={typed} />;
  return { page, status: errors.length > 0 ? 422 : 200 };
}

async function open(deps: Deps, visit: SignedInVisit): Promise<Answer> {
  const { caller, form } = visit;
  const id = idOf(visit);
  const unit = unitOf(caller, fieldOf(form, 'unit')) ?? null;
  return orAgain(
    visit,
    (typed, isUsed) => <OpenPage visit={visit} unit={unit} id={isUsed ? uuidv7() : id} typed={typed} />,
    async (field) => {
      const [from, until] = [field('from').trim(), field('until').trim()];
      await openCard(deps, caller, { id, unit: field('unit'), from, until, office: field('office') });
      return back(id, 'opened');
    },
  );
}

async function agree(deps: Deps, visit: SignedInVisit, { params }: z.output<typeof one>): Promise<Answer> {
  const seen = await requireCard(deps, visit, params.card);
  const id = idOf(visit);
  return orAgain(
    visit,
    (typed, isUsed) => <AgreePage visit={visit} seen={seen} typed={typed} id={isUsed ? uuidv7() : id} />,
    async (field) => {
      const [what, office, post, due] = [field('what'), field('office'), field('post'), field('due').trim()];
      await agreeAction(deps, visit.caller, { id: seen.card.id, unit: seen.unit }, { id, what, office, post, due });
      return back(seen.card.id, 'agreed');
    },
  );
}

/** The id that the form brought along, so that it does nothing twice; a new one where there is none. */
function idOf({ form }: SignedInVisit): string {
  const sent = uuid.safeParse(fieldOf(form, 'id'));
  return sent.success ? sent.data : uuidv7();
}

async function showCard(
  deps: Deps,
  visit: SignedInVisit,
  id: string,
  done: (typeof DONE)[number] | undefined,
): Promise<Answer> {
  const { caller, language } = visit;
  const seen = await requireCard(deps, visit, id);
  const props = {
    visit,
    seen,
    lines: await readCardLines(deps.db, caller.programme, seen),
    fewest: FEWEST_FOR_OFFICES,
    actions: await listActions(deps.db, [id]),
    today: localDay(deps.now(), caller.programme.calendar.timeZone),
    done: done && wordsOf(language).tools.cards.done[done],
  };
  return { page: <CardPage {...props} /> };
}

/** @throws {AppError} `not_found` also for one that is not hers to see */
async function requireCard({ db }: Pick<Deps, 'db'>, { caller }: SignedInVisit, id: string): Promise<SeenCard> {
  const card = await findScorecard(db, id, [visibleCards(caller)]);
  const unit = caller.programme.byId.units.get(card?.unit_id ?? '');
  if (!card || !unit) throw new AppError('not_found', 'There is no such score card here.');
  return { card, unit };
}

async function requireAction({ db }: Pick<Deps, 'db'>, { card }: SeenCard, id: string) {
  const found = (await listActions(db, [card.id])).find((candidate) => candidate.id === id);
  if (!found) throw new AppError('not_found', 'There is no such action on this card.');
  return found;
}

/**
 * Does it, or shows the form again with all that was typed and what is wrong with it.
 *
 * @param again `isUsed`: something else is kept under the id that the form brought along, so it needs a new one
 */
async function orAgain(
  visit: SignedInVisit,
  again: (typed: Typed, isUsed: boolean) => ReturnType<typeof MeetingPage>,
  act: (field: (name: string) => string) => Promise<Answer>,
): Promise<Answer> {
  const { form, language } = visit;
  try {
    return await act((name) => fieldOf(form, name));
  } catch (error) {
    const wrong = problemsOf(error);
    const { problems } = wordsOf(language).tools.cards;
    const errors = wrong.map(({ field, problem }) => ({ name: field, message: problems[problem] }));
    const values = new Map([...form.keys()].map((name) => [name, fieldOf(form, name)]));
    const isAny = (...of: CardProblem[]) => wrong.some(({ problem }) => of.includes(problem));
    return { page: again({ values, errors }, isAny('used')), status: isAny('stale', 'used', 'closed') ? 409 : 422 };
  }
}

/** What is wrong with what was typed, or with the card: it is closed. Throws what is neither. */
function problemsOf(error: unknown): readonly PlacedCardProblem[] {
  if (error instanceof CardError) return error.problems;
  // Of no field: the whole form is late.
  if (error instanceof AppError && error.code === 'conflict') return [{ field: '_content', problem: 'closed' }];
  throw error;
}
