import { type Command, InvalidArgumentError } from 'commander';
import { validate as isUuid } from 'uuid';
import { z } from 'zod';
import { readConfig } from '../config.ts';
import { deleteWebhook, type ListedWebhook, listWebhooks } from '../db/webhooks.ts';
import { AppError } from '../errors.ts';
import { createWebhook, type NewWebhook } from '../webhooks/create-webhook.ts';
import { WEBHOOK_EVENTS, type WebhookEvent } from '../webhooks/events.ts';
import { tryWebhook } from '../webhooks/try-webhook.ts';
import type { Runner } from './runner.ts';
import { withDatabase } from './with-database.ts';

const addOptions = z.object({
  programme: z.string(),
  office: z.string().optional(),
  area: z.string().optional(),
  url: z.string(),
  events: z.array(z.enum(WEBHOOK_EVENTS)).default([...WEBHOOK_EVENTS]),
  label: z.string().optional(),
});
const listOptions = z.object({ programme: z.string().optional() });

/** `webhook add`, `webhook list`, `webhook remove` and `webhook test`. */
export function addWebhookCommands(program: Command, runner: Runner): void {
  const webhook = program.command('webhook').description("tell a county's own system what happens to its reports");
  addAdd(webhook, runner);
  addList(webhook, runner);
  addRemove(webhook, runner);
  addTest(webhook, runner);
}

function addAdd(webhook: Command, { run }: Runner): void {
  const add = webhook
    .command('add')
    .description('subscribe an address; the secret that signs what it gets is shown this once')
    .requiredOption('--programme <name>', 'which programme')
    .option('--office <code>', 'of the reports that this office has')
    .option('--area <code>', 'of the reports filed in this area and below it')
    .requiredOption('--url <address>', 'where to, https')
    .option('--events <names>', `only these, with commas: ${WEBHOOK_EVENTS.join(', ')}`, readEvents)
    .option('--label <text>', 'a note about whose it is')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExample:\n  majibu webhook add --programme kenya-coast --area KE.001 --url https://county.example/majibu',
    );
  add.action(
    run(async (terminal) => {
      const wanted = readWanted(add);
      const config = readConfig(terminal.env);
      const { id, secret } = await withDatabase(terminal, (deps) => createWebhook({ ...deps, config }, wanted));
      const text = `${secret}\n\nKeep it now: it is not shown again. To try it: majibu webhook test ${id}`;
      return { code: 0, text, json: { id, secret } };
    }),
  );
}

function addList(webhook: Command, { run }: Runner): void {
  const list = webhook
    .command('list')
    .description('show which there are and how they go; no secrets')
    .option('--programme <name>', 'of this programme only')
    .option('--json', 'print JSON');
  list.action(
    run(async (terminal) => {
      const { programme } = listOptions.parse(list.opts());
      const items = await withDatabase(terminal, ({ db }) => listWebhooks(db, programme));
      return { code: 0, text: items.map(formatWebhook).join('\n') || 'There are no webhooks.', json: { items } };
    }),
  );
}

function addRemove(webhook: Command, { run }: Runner): void {
  webhook
    .command('remove')
    .description('end one at once and for good, with all that waits for it')
    .argument('<id>', 'as `webhook list` shows it', readId)
    .option('--json', 'print JSON')
    .action(
      run(async (terminal, id) => {
        const isRemoved = await withDatabase(terminal, ({ db }) => deleteWebhook(db, String(id)));
        if (!isRemoved) {
          throw new AppError('not_found', 'There is no webhook with this id. `majibu webhook list` shows them.');
        }
        return { code: 0, text: `Removed: ${id}`, json: { id } };
      }),
    );
}

function addTest(webhook: Command, { run }: Runner): void {
  webhook
    .command('test')
    .description(
      'send a signed event of the type "test" now; one that was switched off is on again where it gets through',
    )
    .argument('<id>', 'as `webhook list` shows it', readId)
    .option('--json', 'print JSON')
    .action(
      run(async (terminal, id) => {
        const config = readConfig(terminal.env);
        const posted = await withDatabase(terminal, (deps) => tryWebhook({ ...deps, config }, String(id)));
        if (posted.isOk) return { code: 0, text: 'It got through.', json: { ok: true } };
        return {
          code: 1,
          text: `It did not get through: ${posted.reason}`,
          json: { ok: false, reason: posted.reason },
        };
      }),
    );
}

/** The options of `webhook add`. Without one place, or with two, it is wrong usage and ends the program. */
function readWanted(command: Command): NewWebhook {
  const { office, area, label, ...rest } = addOptions.parse(command.opts());
  if ((office === undefined) === (area === undefined)) command.error('error: give either --office or --area');
  return {
    ...rest,
    ...(office === undefined ? {} : { office }),
    ...(area === undefined ? {} : { area }),
    ...(label === undefined ? {} : { label }),
  };
}

function readEvents(typed: string): WebhookEvent[] {
  return typed.split(',').map((word) => {
    const event = WEBHOOK_EVENTS.find((known) => known === word.trim());
    if (event === undefined) throw new InvalidArgumentError(`There is no event "${word.trim()}".`);
    return event;
  });
}

function readId(value: string): string {
  if (!isUuid(value)) throw new InvalidArgumentError('It is no id: `majibu webhook list` shows them.');
  return value;
}

function formatWebhook(webhook: ListedWebhook): string {
  const { off_at: offAt, failing_since: since, failures, waiting, given_up: givenUp } = webhook;
  const failing =
    since === null ? 'on' : `failing since ${since.toISOString()} (${failures}: ${webhook.last_failure ?? ''})`;
  const state = offAt === null ? failing : `OFF since ${offAt.toISOString()} (${webhook.last_failure ?? ''})`;
  const left = [...(waiting > 0 ? [`${waiting} waiting`] : []), ...(givenUp > 0 ? [`${givenUp} given up`] : [])];
  const place = webhook.office ?? webhook.area ?? '-';
  return [webhook.id, webhook.programme, place, webhook.url, state, ...left, webhook.label ?? ''].join('  ').trimEnd();
}
