import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What `/metrics` shows. Built once in `main.ts`; no label ever holds a number, a text or a reference. */
export interface Metrics {
  readonly registry: Registry;
  readonly turns: Counter<'programme' | 'result'>;
  readonly turnSeconds: Histogram;
  readonly inbound: Counter<'carrier' | 'result'>;
  readonly jobSeconds: Histogram<'job' | 'result'>;
  readonly messages: Gauge<'direction' | 'state'>;
  readonly queueDepth: Gauge<'queue' | 'state'>;
  readonly overdue: Gauge<'programme'>;
  readonly unstaffedStreams: Gauge<'programme'>;
  readonly unlinkedEvents: Gauge<'programme'>;
  readonly unlinkedSeconds: Gauge<'programme'>;
}

/** Makes a fresh registry with every figure the gateway keeps. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    turns: new Counter({
      name: 'majibu_ussd_turns_total',
      help: 'USSD turns answered, by programme and result (continued, ended, replayed, refused, failed).',
      labelNames: ['programme', 'result'],
      registers,
    }),
    turnSeconds: new Histogram({
      name: 'majibu_ussd_turn_seconds',
      help: 'Time from request to screen.',
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3, 8],
      registers,
    }),
    inbound: new Counter({
      name: 'majibu_sms_callbacks_total',
      help: 'SMS callbacks, by carrier and result (stored, repeated, set_aside, unavailable).',
      labelNames: ['carrier', 'result'],
      registers,
    }),
    jobSeconds: new Histogram({
      name: 'majibu_job_seconds',
      help: 'Time a job took, by job and result (done, failed).',
      labelNames: ['job', 'result'],
      buckets: [0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60],
      registers,
    }),
    messages: new Gauge({
      name: 'majibu_messages',
      help: 'Messages of the last day by direction and state.',
      labelNames: ['direction', 'state'],
      registers,
    }),
    queueDepth: new Gauge({
      name: 'majibu_queue_jobs',
      help: 'Jobs in a queue by state (waiting, active, delayed, failed).',
      labelNames: ['queue', 'state'],
      registers,
    }),
    overdue: new Gauge({
      name: 'majibu_overdue_grievances',
      help: 'Open grievances past a deadline, by programme. Sealed streams are not counted.',
      labelNames: ['programme'],
      registers,
    }),
    unstaffedStreams: new Gauge({
      name: 'majibu_unstaffed_streams',
      help: 'Streams of urgent sealed reports to which nobody with a phone could be called, by programme. Says nothing of reports.',
      labelNames: ['programme'],
      registers,
    }),
    unlinkedEvents: new Gauge({
      name: 'majibu_unlinked_events',
      help: 'Events of the history that are not in its chain two minutes after they were written, by programme.',
      labelNames: ['programme'],
      registers,
    }),
    unlinkedSeconds: new Gauge({
      name: 'majibu_unlinked_oldest_seconds',
      help: 'Age of the oldest event that is not in the chain after two minutes, by programme; 0: there is none.',
      labelNames: ['programme'],
      registers,
    }),
  };
}
