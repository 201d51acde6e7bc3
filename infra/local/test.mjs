// `npm test`: the whole suite, from nothing but Node and npm; its last line is the count.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareOrEnd, root } from './setup.mjs';

prepareOrEnd({ redis: true });

const place = mkdtempSync(join(tmpdir(), 'county-ledger-test-'));
const results = join(place, 'results.json');
const { status } = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules/vitest/vitest.mjs'),
    ...['run', '--config', 'test/vitest.config.ts'],
    ...['--reporter=default', '--reporter=json', `--outputFile.json=${results}`],
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: 'inherit' },
);

/** A file that could not be read at all, or an error outside every test, counts as one that failed. */
const count = () => {
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(results, 'utf8'));
  const unread = testResults.filter(
    ({ status: of, assertionResults }) => of === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const failed = numFailedTests + unread;
  return { passed: numPassedTests, failed: failed === 0 && status !== 0 ? 1 : failed };
};

const counted = () => {
  try {
    return count();
  } catch {
    return { passed: 0, failed: 1 };
  }
};

const { passed, failed } = counted();
rmSync(place, { recursive: true });
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
