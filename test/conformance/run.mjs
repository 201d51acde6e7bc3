/**
 * Runs the conformance cases against any event store and compares what it sees with expected.json:
 *   node test/conformance/run.mjs URL [--shard K/N] [--only REGEX] [--timeout MS] [--print]
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as esdb from '@eventstore/db-client';
import { cases } from './cases.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    shard: { type: 'string', default: '1/1' },
    only: { type: 'string', default: '.' },
    timeout: { type: 'string', default: '20000' },
    print: { type: 'boolean', default: false },
  },
});
const [url] = positionals;
const [shard, shards] = values.shard.split('/').map(Number);
const only = new RegExp(values.only);

const jsonable = (value) =>
  JSON.parse(JSON.stringify(value, (_, v) => (typeof v === 'bigint' ? `${v}n` : v === undefined ? null : v)));

/** The client itself can throw out of a stream callback: that too is an observation of the case under way. */
let crashed = () => {};
process.on('uncaughtException', (error) => crashed(error));

const observe = async (run) => {
  const client = esdb.EventStoreDBClient.connectionString(url);
  const limit = Number(values.timeout);
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(() => resolve({ 'no answer in ms': limit }), limit);
    crashed = (error) => resolve({ 'client crashed': `${error?.name}: ${String(error?.message).slice(0, 120)}` });
  });
  const seen = run({ client, esdb, url }).catch((error) => ({
    'case threw': `${error?.name}: ${String(error?.message).slice(0, 200)}`,
  }));
  const observed = jsonable(await Promise.race([seen, late]));
  clearTimeout(timer);
  await client.dispose().catch(() => {});
  return observed;
};

const mine = Object.entries(cases).filter(([name], index) => index % shards === shard - 1 && only.test(name));
const observed = {};
for (const [name, run] of mine) observed[name] = await observe(run);

if (values.print) console.log(JSON.stringify(observed, null, 1));
const expected = JSON.parse(readFileSync(new URL('./expected.json', import.meta.url), 'utf8'));
const differing = mine.filter(([name]) => JSON.stringify(observed[name]) !== JSON.stringify(expected[name] ?? null));
for (const [name] of differing)
  console.log(
    `✗ ${name}\n    expected ${JSON.stringify(expected[name])}\n    observed ${JSON.stringify(observed[name])}`,
  );
console.log(`${mine.length - differing.length} passed, ${differing.length} failed`);
process.exit(differing.length === 0 ? 0 : 1);
