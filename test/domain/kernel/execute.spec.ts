// The write side at its edges: repeats, races, lost answers, unique numbers, erased persons.
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { takeIn } from '../../../domain/kernel/intake.ts';
import { createJournal } from '../../../domain/kernel/journal.ts';
import { readAll } from '../../../domain/kernel/sight.ts';
import { createSweep } from '../../../domain/kernel/sweep.ts';
import { file, openDesk } from '../../support/township-desk.ts';

const opened = { name: '王小明' };
const open = async (desk: ReturnType<typeof openDesk>, data: unknown = opened) => {
  const outcome = await desk.ask('OpenFile', data);
  if (outcome.kind !== 'accepted') throw new Error(outcome.kind);
  return outcome;
};

describe('a command sent again', () => {
  test('with the same key is answered as before, and nothing is written twice', async () => {
    const desk = openDesk();
    const idempotencyKey = randomUUID();
    const first = await desk.ask('OpenFile', opened, { idempotencyKey });
    const again = await desk.ask('OpenFile', opened, { idempotencyKey });
    expect(first).toMatchObject({ kind: 'accepted', revision: 0n, repeated: false });
    expect(again).toEqual(first);
    expect((await desk.log.page(null, 10)).events).toHaveLength(1);
  });

  test('INV-92: with the same key and another payload is a conflict, whatever the payload says', async () => {
    const desk = openDesk();
    const idempotencyKey = randomUUID();
    await desk.ask('OpenFile', opened, { idempotencyKey });
    const other = await desk.ask('OpenFile', { name: '王大明' }, { idempotencyKey });
    expect(other).toMatchObject({ kind: 'key-reused', why: 'other-payload' });
  });

  test('by another officer with the same key is another command', async () => {
    const desk = openDesk();
    const idempotencyKey = randomUUID();
    const first = await desk.ask('OpenFile', opened, { idempotencyKey });
    const actor = { id: 's-2', role: 'TownshipWorker', office: '990121002' };
    const second = await desk.ask('OpenFile', opened, { idempotencyKey, actor });
    expect(second).toMatchObject({ kind: 'accepted', repeated: false });
    expect(second.id).not.toBe(first.id);
  });

  test('is answered as before also after others wrote behind it', async () => {
    const desk = openDesk();
    const { id } = await open(desk);
    const idempotencyKey = randomUUID();
    const first = await desk.ask('NoteVisit', { times: 1 }, { id, idempotencyKey });
    await desk.ask('NoteVisit', { times: 2 }, { id });
    expect(await desk.ask('NoteVisit', { times: 1 }, { id, idempotencyKey })).toEqual({ ...first, repeated: true });
  });

  test('after the person was erased cannot be compared any more, and says so', async () => {
    const desk = openDesk();
    const idempotencyKey = randomUUID();
    const { id } = await desk.ask('OpenFile', opened, { idempotencyKey });
    await desk.vault.keys.destroy([`${id}/identity`]);
    expect(await desk.ask('OpenFile', opened, { idempotencyKey })).toMatchObject({ kind: 'key-reused', why: 'erased' });
  });
});

describe('a command', () => {
  test('that finds it already so writes nothing', async () => {
    const desk = openDesk();
    const { id, position } = await open(desk);
    await expect(desk.ask('NoteVisit', { times: 0 }, { id })).resolves.toMatchObject({
      kind: 'unchanged',
      revision: 0n,
      position,
    });
  });

  test('BAD-37: of somebody who saw an older state learns what was not seen', async () => {
    const desk = openDesk();
    const { id } = await open(desk);
    await desk.ask('NoteVisit', { times: 1 }, { id });
    const stale = await desk.ask('NoteVisit', { times: 2 }, { id, expected: 0n });
    expect(stale).toMatchObject({ kind: 'stale', revision: 1n, unseen: [{ type: 'VisitNoted', data: { times: 1 } }] });
    expect(await desk.ask('NoteVisit', { times: 2 }, { id, expected: 1n })).toMatchObject({ kind: 'accepted' });
  });

  test('among twenty at once loses no race for good', async () => {
    const desk = openDesk();
    const { id } = await open(desk);
    const all = await Promise.all([1, 2, 3, 4, 5, 6].map((times) => desk.ask('NoteVisit', { times }, { id })));
    expect(all.every(({ kind }) => kind === 'accepted')).toBe(true);
    expect((await desk.log.read(`file-${id}`)).map(({ revision }) => revision)).toEqual([0n, 1n, 2n, 3n, 4n, 5n, 6n]);
  });

  test('is decided on the further streams it names, and records what was seen of them', async () => {
    const desk = openDesk();
    const [{ id }, friend] = [await open(desk), await open(desk, { name: '李某' })];
    await desk.ask('NoteVisit', { times: 3, friend: friend.id }, { id });
    const stored = (await desk.log.read(`file-${id}`)).at(-1);
    expect(stored?.metadata).toMatchObject({
      basedOn: [`${friend.stream}@0`],
      keys: [`person:${id}`, `person:${friend.id}`].sort(),
      occurredOn: '2026-03-14',
      regime: 'R4',
    });
  });

  test('that is implausible is accepted when an officer stands by it, and the reason is kept', async () => {
    const desk = openDesk();
    const { id } = await open(desk);
    expect(await desk.ask('NoteVisit', { times: 101 }, { id })).toMatchObject({
      kind: 'refused',
      refusal: { refused: 'TOO_MANY' },
    });
    const accepted = [{ code: 'TOO_MANY', reason: 'DOCUMENT_SEEN' as const }];
    const stated = { channel: 'WINDOW' as const, accepted };
    expect(await desk.ask('NoteVisit', { times: 101 }, { id, stated })).toMatchObject({ kind: 'accepted' });
    expect((await desk.log.read(`file-${id}`)).at(-1)?.metadata).toMatchObject({ accepted });
  });

  test('whose outcome stays unknown lands once when it is sent again', async () => {
    const lost = { once: true };
    const desk = openDesk(({ log }) => ({
      log: {
        ...log,
        append: async (stream, expected, events) => {
          const appended = await log.append(stream, expected, events);
          if (!lost.once) return appended;
          lost.once = false;
          return { appended: false, why: 'unknown' };
        },
      },
    }));
    const idempotencyKey = randomUUID();
    const data = { ...opened, number: '99012120210601003X' };
    expect(await desk.ask('OpenFile', data, { idempotencyKey })).toMatchObject({ kind: 'unknown' });
    expect(await desk.ask('OpenFile', data, { idempotencyKey })).toMatchObject({ kind: 'accepted' });
    expect((await desk.log.page(null, 10)).events).toHaveLength(1);
    expect(await desk.vault.numbers.pending('9999')).toEqual([]);
  });

  test('about an erased person is refused: no new key is made', async () => {
    const desk = openDesk();
    const { id } = await open(desk);
    await desk.vault.keys.destroy([`${id}/identity`]);
    expect(await desk.ask('TakeNumber', { number: '1' }, { id })).toMatchObject({
      refusal: { refused: 'PERSON_ERASED' },
    });
  });

  test('of a registration that is asked for more than its fields is refused as REF-01, with names and no values', () => {
    const taken = takeIn(file, 'OpenFile', { name: '王', feeReceiptNo: '2008-17', 王小明: 1 });
    expect(taken).toEqual({
      ok: false,
      refusal: { refused: 'REF-01', details: { fields: ['(other)', 'feeReceiptNo'] } },
    });
    expect(takeIn(file, 'NoteVisit', { times: 1, x: 1 })).toMatchObject({ problems: [{ field: '/x' }] });
  });
});

describe('a number that only one may hold', () => {
  const number = '990121202106010034';

  test('is refused to a second stream', async () => {
    const desk = openDesk();
    const holder = await open(desk, { ...opened, number });
    expect(await desk.ask('OpenFile', { name: '李', number })).toMatchObject({
      kind: 'refused',
      refusal: { refused: 'NATURAL_KEY_TAKEN', details: { heldBy: holder.id } },
    });
  });

  const dyingBeforeTheLog = () =>
    openDesk(({ log }) => ({ log: { ...log, append: async () => ({ appended: false, why: 'unknown' }) } }));

  test('that hangs is given back by the sweep, and the slow append can no longer land', async () => {
    const desk = dyingBeforeTheLog();
    await desk.ask('OpenFile', { ...opened, number });
    expect(await desk.ask('OpenFile', { name: '李', number })).toMatchObject({
      refusal: { refused: 'NATURAL_KEY_PENDING' },
    });
    const [holder] = await desk.vault.numbers.pending('9999');
    const actor = { id: 'ledger', role: 'System', office: '990121' };
    const sweep = createSweep({ ...desk.deps, log: desk.log, regimeOn: () => 'R4', actor });
    expect(await sweep('9999')).toEqual({ confirmed: 0, released: 1, left: 0 });
    const late = { id: randomUUID(), type: 'file.FileOpened', data: {}, metadata: {} };
    expect(await desk.log.append(holder?.stream ?? '', null, [late])).toMatchObject({ why: 'conflict' });
    const fenced = await desk.log.read(holder?.stream ?? '');
    expect(fenced.map(({ type }) => type)).toEqual(['file.CommandAbandoned']);
    expect(desk.codec.isGenuine(fenced[0]!)).toBe(true);
  });

  test('whose command can be sent again after the sweep, and lands behind the fence', async () => {
    const state = { broken: true };
    const desk = openDesk(({ log }) => ({
      log: {
        ...log,
        append: async (...given) => (state.broken ? { appended: false, why: 'unknown' } : log.append(...given)),
      },
    }));
    const idempotencyKey = randomUUID();
    await desk.ask('OpenFile', { ...opened, number }, { idempotencyKey });
    const actor = { id: 'ledger', role: 'System', office: '990121' };
    await createSweep({ ...desk.deps, log: desk.log, regimeOn: () => 'R4', actor })('9999');
    state.broken = false;
    expect(await desk.ask('OpenFile', { ...opened, number }, { idempotencyKey })).toMatchObject({
      kind: 'accepted',
      revision: 1n,
    });
  });

  test('that was confirmed is looked up again after a restore, and free where the log lost what took it', async () => {
    const desk = openDesk();
    const kept = await open(desk, { ...opened, number: '99012120210601003X' });
    const backup = desk.log.snapshot();
    await open(desk, { ...opened, number });
    desk.log.restore(backup);
    await desk.vault.numbers.doubt('the next epoch');
    const actor = { id: 'ledger', role: 'System', office: '990121' };
    const sweep = createSweep({ ...desk.deps, log: desk.log, regimeOn: () => 'R4', actor });
    expect(await sweep('9999')).toEqual({ confirmed: 1, released: 1, left: 0 });
    expect(await desk.ask('OpenFile', { name: '李', number })).toMatchObject({ kind: 'accepted' });
    expect(await desk.ask('OpenFile', { name: '李', number: '99012120210601003X' })).toMatchObject({
      refusal: { refused: 'NATURAL_KEY_TAKEN', details: { heldBy: kept.id } },
    });
  });
});

test('a journal keeps every entry of many at once, in one stream without a gap', async () => {
  const desk = openDesk();
  const journal = createJournal({ ...desk.deps, regimeOn: () => 'R4' }, 'file-p_AAAAAAAAAAAAAAAAAAAAAA');
  const actor = { id: 's-1', role: 'Auditor', office: '990121' };
  const entries = Array.from({ length: 50 }, (_, times) => ({
    event: { type: 'VisitNoted', data: { times } },
    actor,
    purpose: 'ACCOUNTABILITY' as const,
    basis: [],
  }));
  expect(await Promise.all(entries.map(journal.write))).toEqual(entries.map(() => true));
  const read = await readAll(desk.deps, await desk.log.read('file-p_AAAAAAAAAAAAAAAAAAAAAA'));
  expect(read.map(({ data }) => data.times)).toEqual(entries.map((_, times) => times));
});
