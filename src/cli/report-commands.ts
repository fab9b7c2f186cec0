import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { languageTag } from '../locales/language-tag.ts';
import { renderPage } from '../pages/render-page.ts';
import { makeReport } from '../reports/make-report.ts';
import { StandaloneReport } from '../reports/standalone-report.tsx';
import { toDocx } from '../reports/to-docx.ts';
import { LANGUAGES } from '../routing/programme.ts';
import type { Runner } from './runner.ts';
import { withProgrammes } from './with-programmes.ts';

const options = z.object({
  programme: z.string(),
  year: z.coerce.number().int().min(2000).max(2100),
  language: z.enum(LANGUAGES).optional(),
  out: z.string().regex(/\.(html|docx)$/, 'must end in .html or .docx'),
});

/** `report make`. */
export function addReportCommands(program: Command, runner: Runner): void {
  const report = program.command('report').description('what a programme must print');
  const make = report
    .command('make')
    .description("write a programme's yearly report to a file")
    .requiredOption('--programme <name>', 'whose')
    .requiredOption('--year <number>', 'e.g. 2026')
    .requiredOption('--out <file>', 'ends in .html (prints well) or .docx')
    .option('--language <code>', "one of the programme's; its first one unless told")
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  majibu report make --programme khulna --year 2026 --out khulna-2026.docx');
  make.action(
    runner.run(async (terminal) => {
      const { programme: name, year, language: wanted, out } = options.parse(make.opts());
      const bytes = await withProgrammes(terminal, name, async ({ db, now }, [programme]) => {
        if (!programme) throw new AppError('not_found', `There is no programme "${name}".`);
        const language = wanted ?? programme.languages[0];
        if (!programme.languages.includes(language)) {
          throw new AppError('invalid', `${name} does not speak ${language}, but ${programme.languages.join(', ')}.`);
        }
        const made = await makeReport(db, { programme, language, year, now: now() });
        if (out.endsWith('.docx')) return await toDocx(made, languageTag(language));
        return Buffer.from(renderPage(StandaloneReport({ report: made, language })));
      });
      await writeFile(out, bytes);
      return { code: 0, text: `${out}: ${bytes.length} bytes`, json: { file: out, bytes: bytes.length } };
    }),
  );
}
