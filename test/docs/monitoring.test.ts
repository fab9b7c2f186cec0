import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { createMetrics } from '../../src/metrics.ts';
import { JOB_NAMES, QUEUES } from '../../src/workers/job-names.ts';

const FOLDER = join(import.meta.dirname, '../../docs/monitoring');

/** Every series that `/metrics` has, with the labels of each. */
async function seriesOf(): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  const { registry } = createMetrics();
  for (const { name } of await registry.getMetricsAsJSON()) {
    const metric: unknown = registry.getSingleMetric(name);
    const labels =
      typeof metric === 'object' && metric !== null && 'labelNames' in metric ? (metric.labelNames as string[]) : [];
    const kind = String(metric?.constructor.name);
    if (kind !== 'Histogram') found.set(name, labels);
    else
      for (const end of ['_bucket', '_sum', '_count'])
        found.set(name + end, end === '_bucket' ? [...labels, 'le'] : labels);
  }
  return found;
}

/** Labels that Prometheus adds itself. */
const OWN_LABELS = ['job', 'instance'];

function checkExpression(series: ReadonlyMap<string, readonly string[]>, expression: string): void {
  const names = expression.match(/\bmajibu_\w+/g) ?? [];
  for (const name of names) expect([expression, series.has(name)]).toEqual([expression, true]);
  const known = new Set([...names.flatMap((name) => series.get(name) ?? []), ...OWN_LABELS]);
  const by = [...expression.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, labels = '']) =>
    labels.split(',').map((label) => label.trim()),
  );
  const where = [...expression.matchAll(/(\w+)\s*(?:=~|!=|=)"/g)].map(([, label = '']) => label);
  for (const label of [...by, ...where])
    expect([expression, label, known.has(label)]).toEqual([expression, label, true]);
  for (const [, job] of expression.matchAll(/job="([^"]+)"/g)) expect(['majibu', ...JOB_NAMES]).toContain(job);
  for (const [, queue] of expression.matchAll(/queue="([^"]+)"/g)) expect(QUEUES).toContain(queue);
}

describe('docs/monitoring', () => {
  it('the dashboard shows series that exist, by labels that they have, and leaves none out', async () => {
    const series = await seriesOf();
    const { panels } = JSON.parse(await readFile(join(FOLDER, 'grafana-dashboard.json'), 'utf8'));
    const expressions: string[] = panels.flatMap(({ targets }: { targets: { expr: string }[] }) =>
      targets.map(({ expr }) => expr),
    );
    expect(expressions.length).toBeGreaterThan(10);
    for (const expression of expressions) checkExpression(series, expression);
    const shown = new Set(expressions.flatMap((expression) => expression.match(/\bmajibu_\w+/g) ?? []));
    const roots = new Set([...series.keys()].map((name) => name.replace(/_(bucket|sum|count)$/, '')));
    for (const root of roots) expect([root, [...shown].some((name) => name.startsWith(root))]).toEqual([root, true]);
    const ids = panels.map(({ id }: { id: number }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('the alerts look at series that exist', async () => {
    const series = await seriesOf();
    const { groups } = parse(await readFile(join(FOLDER, 'majibu-alerts.yml'), 'utf8'));
    const rules: { alert: string; expr: string }[] = groups.flatMap(({ rules: own }: { rules: [] }) => own);
    expect(rules.length).toBeGreaterThan(5);
    for (const { expr } of rules) checkExpression(series, expr);
  });

  it('Prometheus is told of the alerts and where to ask', async () => {
    const { scrape_configs: configs, rule_files: files } = parse(
      await readFile(join(FOLDER, 'prometheus.yml'), 'utf8'),
    );
    expect(configs).toMatchObject([{ job_name: 'majibu', metrics_path: '/metrics' }]);
    expect(files).toEqual(['majibu-alerts.yml']);
  });
});
