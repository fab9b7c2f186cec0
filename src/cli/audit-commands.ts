import { readFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import type { Command } from 'commander';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { verifyChain } from '../audit/verify-chain.ts';
import { type Head, readHead } from '../db/event-links.ts';
import type { Database } from '../db/schema.ts';
import { AppError } from '../errors.ts';
import { type CheckedChain, chainToJson, formatChain } from './format-audit.ts';
import type { Runner } from './runner.ts';
import { withDatabase } from './with-database.ts';

const options = z.object({ programme: z.string().optional(), against: z.string().optional() });
const hash = z.string().regex(/^[0-9a-f]{64}$/);
/** As `audit head --json` prints it. */
const heads = z.object({
  items: z.array(z.object({ programme: z.string(), seq: z.number().int().positive(), hash })),
});

/** `audit verify` and `audit head`. */
export function addAuditCommands(program: Command, runner: Runner): void {
  const audit = program.command('audit').description("the chain that holds every programme's history together");
  addVerify(audit, runner);
  addHead(audit, runner);
}

function addVerify(audit: Command, { run }: Runner): void {
  const verify = audit
    .command('verify')
    .description('recompute the chain of the whole history and say where it does not hold; changes nothing')
    .option('--programme <name>', 'of this programme only')
    .option('--against <file>', 'an earlier output of `audit head --json`: the chain must still go through it')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExit codes: 0 every chain holds, 1 one does not.\nWhoever can write to the tables can also rewrite a whole chain: ' +
        'only a published head shows that.\nExample:\n  majibu audit verify --against heads-2026-11.json',
    );
  verify.action(
    run(async (terminal) => {
      const { programme, against } = options.parse(verify.opts());
      const published = against === undefined ? [] : await readPublished(against);
      return withDatabase(terminal, ({ patiently, now }) =>
        patiently(async (db) => {
          const programmes = await listProgrammes(db, programme);
          const gone = programme === undefined ? published.filter(({ name }) => !isAmong(programmes, name)) : [];
          const chains: CheckedChain[] = [];
          for (const each of programmes) chains.push(await check(db, each, published));
          const ok = gone.length === 0 && chains.every(({ isWhole }) => isWhole);
          const text = [
            ...chains.map((chain) => formatChain(chain, now())),
            ...gone.map(({ name }) => `FAIL  ${name}  has a published head and is not here any more`),
          ].join('\n');
          const items = chains.map((chain) => chainToJson(chain, now()));
          return { code: ok ? 0 : 1, text, json: { ok, items, gone: gone.map(({ name }) => name) } };
        }),
      );
    }),
  );
}

function addHead(audit: Command, { run }: Runner): void {
  const command = audit
    .command('head')
    .description('print the last link of every chain, to be published where it cannot be changed')
    .option('--programme <name>', 'of this programme only')
    .option('--json', 'print JSON, as `audit verify --against` reads it');
  command.action(
    run(async (terminal) => {
      const { programme } = options.parse(command.opts());
      const items = await withDatabase(terminal, async ({ db }) => {
        const found = [];
        for (const { id, name } of await listProgrammes(db, programme)) {
          const head = await readHead(db, id);
          if (head) found.push({ programme: name, seq: head.seq, hash: head.hash.toString('hex') });
        }
        return found;
      });
      const lines = items.map(({ programme: name, seq, hash: last }) => `${name}  ${seq}  ${last}`);
      return { code: 0, text: lines.join('\n') || 'Nothing is linked yet.', json: { items } };
    }),
  );
}

type Published = Head & { readonly name: string };

async function check(
  db: Kysely<Database>,
  programme: { id: string; name: string },
  published: readonly Published[],
): Promise<CheckedChain> {
  const startedAt = performance.now();
  const known = published.find(({ name }) => name === programme.name) ?? null;
  const report = await verifyChain(db, programme, known);
  return { ...report, seconds: (performance.now() - startedAt) / 1000 };
}

function isAmong(programmes: readonly { name: string }[], name: string): boolean {
  return programmes.some((programme) => programme.name === name);
}

async function listProgrammes(db: Kysely<Database>, name: string | undefined): Promise<{ id: string; name: string }[]> {
  const known = await db.selectFrom('programmes').select(['id', 'name']).orderBy('name').execute();
  if (name === undefined) return known;
  const chosen = known.filter((programme) => programme.name === name);
  if (chosen.length > 0) return chosen;
  const names = known.map((programme) => programme.name).join(', ') || 'none';
  throw new AppError('not_found', `There is no programme "${name}". There are: ${names}.`);
}

async function readPublished(path: string): Promise<Published[]> {
  try {
    const { items } = heads.parse(JSON.parse(await readFile(path, 'utf8')));
    return items.map(({ programme, seq, hash: hex }) => ({ name: programme, seq, hash: Buffer.from(hex, 'hex') }));
  } catch (cause) {
    throw new AppError('invalid', `${path} is no output of \`majibu audit head --json\`.`, { cause });
  }
}
