// Records of refusals and readings through an outage of the store: nobody is answered before they are durable, none is lost track of.
import { expect, it } from 'vitest';
import { createRecords } from '../../api/records.ts';
import { deciders } from '../../domain/index.ts';
import { createCodec } from '../../domain/kernel/codec.ts';
import type { EventLog } from '../../domain/kernel/event-log.ts';
import { LogUnavailableError } from '../../infra/event-store/fault.ts';
import { countingCrypto } from '../support/fixed-crypto.ts';
import { pageAll } from '../support/logs.ts';
import { createMemoryLog } from '../support/memory-log.ts';

const officer = { id: 's-1', role: 'TownshipWorker', office: '990121001' } as const;
const note = {
  event: { type: 'SearchRun', data: { kind: 'CITIZEN_ID', hits: 1 } },
  purpose: 'REGISTRATION',
  basis: ['PIPL-34'],
} as const;

const openRecords = (change: Partial<EventLog> = {}) => {
  const crypto = countingCrypto();
  const memory = createMemoryLog();
  let now = '2026-03-20T02:00:00.000Z';
  const record = createRecords(
    {
      ...{ log: { ...memory, ...change }, crypto, codec: createCodec({ deciders, crypto, county: '990121' }) },
      ...{ clock: { now: () => now }, ledger: () => '990121/epoch', build: 'test', regimeOn: () => 'R4' },
    },
    'desk',
  );
  const later = (instant: string) => {
    now = instant;
  };
  return { record, memory, later };
};

it('many at once become one stream without a gap', async () => {
  const { record, memory } = openRecords();
  await Promise.all(Array.from({ length: 500 }, () => record('access', officer, note)));
  const events = await memory.read('access-990121001-20260320-desk');
  expect(events.map(({ revision }) => Number(revision))).toEqual(Array.from({ length: 500 }, (_, at) => at));
});

it('a new day in Shanghai begins a new stream', async () => {
  const { record, memory, later } = openRecords();
  await record('access', officer, note);
  later('2026-03-20T16:30:00.000Z');
  await record('access', officer, note);
  const streams = (await pageAll(memory, null, 10)).map(({ stream }) => stream);
  expect(streams).toEqual(['access-990121001-20260320-desk', 'access-990121001-20260321-desk']);
});

it('while it is not known whether a record was written, nobody is answered, and what follows is not lost', async () => {
  let outage = 2;
  const memory = createMemoryLog();
  const append: EventLog['append'] = async (...asked) =>
    outage === 2 ? { appended: false, why: 'unknown' } : memory.append(...asked);
  const read: EventLog['read'] = async (stream) => {
    outage -= 1;
    if (outage > 0) throw new LogUnavailableError('frozen');
    return memory.read(stream);
  };
  const { record } = openRecords({ append, read });
  await expect(record('access', officer, note)).rejects.toMatchObject({
    problem: { status: 503, code: 'NOT_AVAILABLE' },
  });
  await record('access', officer, note);
  expect(await memory.read('access-990121001-20260320-desk')).toHaveLength(1);
});
