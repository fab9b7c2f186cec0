/** One Jest project: real PostgreSQL for every file, see test/support/global-setup.ts. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic', importSource: 'preact' } },
          experimental: { keepImportAttributes: true },
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  // Much of a test is waiting for PostgreSQL, Chromium or a gateway it started: two workers fill two cores, and no more
  // than two share the one PostgreSQL.
  maxWorkers: 2,
  // Modules of files that are done stay in memory: a worker that grew is replaced before it spends its time collecting them.
  workerIdleMemoryLimit: '700MB',
  testTimeout: 30_000,
};
