import { type Document, isMap, isScalar, LineCounter, type Node, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import { type Problem, showValue } from './problem.ts';
import { type Settings, settingsSchema } from './settings.ts';

/** The settings, or everything that is wrong with them. */
export interface ReadSettings {
  readonly settings: Settings | null;
  readonly problems: readonly Problem[];
}

/**
 * Reads `programme.yaml`.
 *
 * @param file the name that problems give it
 */
export function readSettings(text: string, file: string): ReadSettings {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number): number => lines.linePos(offset).line;
  const broken = [...document.errors.map(({ message, pos }) => ({ message, offset: pos[0] })), ...aliasesOf(document)];
  if (broken.length > 0) {
    const problems = broken.map(({ message, offset }) => ({
      file,
      line: lineAt(offset),
      message: `is not YAML: ${message}`,
    }));
    return { settings: null, problems };
  }
  const content: unknown = document.toJS();
  const parsed = settingsSchema.safeParse(content, { error: describe });
  const places = parsed.success ? missingNames(parsed.data) : parsed.error.issues.flatMap(placesOf);
  const problems = places.map(({ path, message }) => {
    const offset = offsetOf(document, path);
    const value = valueAt(content, path);
    const shown = value === undefined || typeof value === 'object' ? '' : ` ${showValue(value)}`;
    const label = path.length > 0 ? `${path.join('.')}${shown}` : 'the file';
    return { file, line: offset === null ? null : lineAt(offset), message: `${label} ${message}` };
  });
  return { settings: parsed.success && problems.length === 0 ? parsed.data : null, problems };
}

/** A USSD code without quotes reads as a YAML alias, because it begins with a star. */
function aliasesOf(document: Document): { message: string; offset: number }[] {
  const found: { message: string; offset: number }[] = [];
  visit(document, {
    Alias: (_, node) => {
      const message = `*${node.source} must be in quotes, because it begins with *`;
      found.push({ message, offset: startOf(node) ?? 0 });
    },
  });
  return found;
}

interface Place {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** What zod says where the schema has no words of its own. */
function describe(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'invalid_type' || issue.code === 'invalid_value') {
    if (issue.input === undefined) return 'is missing; add it';
    if (issue.code === 'invalid_value') return `must be one of ${issue.values.join(', ')}`;
    return issue.expected === 'string'
      ? 'must be text; put it in quotes'
      : `must be ${WORDS[issue.expected] ?? issue.expected}`;
  }
  return undefined;
}

const WORDS: Readonly<Record<string, string>> = {
  int: 'a whole number',
  number: 'a whole number',
  tuple: 'a list with at least one language, like [sw, en]',
  array: 'a list',
  record: 'a list of key: value',
  object: 'a list of key: value',
};

/** One place per thing to mend: an issue about unknown keys is one per key. */
function placesOf(issue: z.core.$ZodIssue): Place[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...issue.path, key],
      message: 'is not a known key; remove it or correct its spelling',
    }));
  }
  if (issue.code === 'invalid_key') {
    return [{ path: issue.path, message: `is not a good key: it ${issue.issues[0]?.message ?? 'must be another'}` }];
  }
  return [{ path: issue.path, message: issue.message }];
}

/** Every name in every language that the programme offers. */
function missingNames(settings: Settings): Place[] {
  const named = [
    { path: ['titles'], names: settings.titles },
    { path: ['operators'], names: settings.operators },
    ...Object.entries(settings.levels).map(([level, names]) => ({ path: ['levels', level], names })),
    ...Object.entries(settings.groups ?? {}).map(([group, names]) => ({ path: ['groups', group], names })),
  ];
  return named.flatMap(({ path, names }) =>
    settings.languages
      .filter((language) => names[language] === undefined)
      .map((language) => ({ path, message: `has no ${language}; add the name in this language` })),
  );
}

/** Where the key at `path` stands, or the nearest thing around it that does stand there. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number | null {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = document.getIn(path.slice(0, length - 1), true);
    const key = path[length - 1];
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isScalar(item.key) && item.key.value === key);
      if (pair && isScalar(pair.key)) return startOf(pair.key);
    }
  }
  return null;
}

function startOf(node: Node): number | null {
  return node.range?.[0] ?? null;
}

function valueAt(content: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => {
    if (typeof value !== 'object' || value === null) return undefined;
    return Object.entries(value).find(([name]) => name === String(key))?.[1];
  }, content);
}
