// How the county's specs are run, for anybody who adds one: pure specs share their workers, the rest get a process each.
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const pure = [
  ...['domain', 'projections', 'architecture', 'simulation', 'county'].map((layer) => `test/${layer}/**/*.spec.ts`),
  // These stand on ports in memory, but for those that start a process or a server.
  'test/api/!(end-to-end).spec.ts',
  'test/workers/!(bullmq-tasks|pipeline|processes).spec.ts',
];

export default defineConfig({
  root: join(import.meta.dirname, '..'),
  test: {
    restoreMocks: true,
    // Left to itself, vitest leaves one of two processors to its own process, which has little to do.
    maxWorkers: 3,
    projects: [
      {
        extends: true,
        test: { name: 'pure', include: pure, isolate: false, testTimeout: 20_000, sequence: { groupOrder: 0 } },
      },
      {
        extends: true,
        test: {
          name: 'adapters',
          include: ['test/**/*.spec.ts'],
          exclude: pure,
          pool: 'forks',
          isolate: true,
          testTimeout: 30_000,
          hookTimeout: 30_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
