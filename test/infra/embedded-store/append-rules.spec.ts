/** When an append is written, repeated or refused: for every expectation and every state of a stream. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decideAppend, type ExpectedRevision, type StreamFacts } from '../../../infra/embedded-store/append-rules.ts';
import { TOMBSTONE_REVISION } from '../../../infra/embedded-store/event-message.ts';

/** A stream that holds these ids, one a revision; the same id may stand there twice. */
const streamOf = (ids: readonly string[], softDeleted = false): StreamFacts => ({
  lastRevision: ids.length - 1,
  softDeleted: () => softDeleted,
  hasMetadata: () => softDeleted,
  latestRevisionOf: (id) => (ids.includes(id) ? ids.lastIndexOf(id) : undefined),
  isAt: (revision, id) => ids[revision] === id,
});

const ids = fc.array(fc.constantFrom(...'abcdefgh'), { maxLength: 6 });
const fresh = ['x', 'y'];
const write = { kind: 'write', undelete: false };

test('new events are written where the expectation holds, and nowhere else', () => {
  fc.assert(
    fc.property(ids, fc.integer({ min: 0, max: 9 }), (stored, revision) => {
      const stream = streamOf(stored);
      const last = stored.length - 1;
      const decided = (expected: ExpectedRevision) => decideAppend(expected, fresh, stream).kind === 'write';
      expect(decided('any')).toBe(true);
      expect(decided('no_stream')).toBe(last === -1);
      expect(decided('stream_exists')).toBe(last >= 0);
      expect(decided(revision)).toBe(revision === last);
    }),
  );
});

test('what was written is a repetition ever after, whatever was written behind it', () => {
  fc.assert(
    fc.property(
      ids,
      ids,
      fc.uniqueArray(fc.constantFrom(...'klmnop'), { minLength: 1 }),
      (before, behind, appended) => {
        const stream = streamOf([...before, ...appended, ...behind]);
        const revision = before.length + appended.length - 1;
        const expected = before.length === 0 ? 'no_stream' : before.length - 1;
        expect(decideAppend(expected, appended, stream)).toEqual({ kind: 'repeated', revision });
        expect(decideAppend('any', appended, stream)).toEqual({ kind: 'repeated', revision });
        expect(decideAppend('stream_exists', appended, stream)).toEqual({ kind: 'repeated', revision });
      },
    ),
  );
});

test('part old and part new is refused, in whatever order', () => {
  const stream = streamOf(['a', 'b']);
  for (const expected of ['no_stream', 'any', 'stream_exists'] as const)
    expect(decideAppend(expected, ['a', 'x'], stream)).toEqual({ kind: 'wrong-revision' });
  expect(decideAppend('no_stream', ['x', 'b'], stream)).toEqual({ kind: 'wrong-revision' });
  expect(decideAppend('any', ['x', 'b'], stream)).toEqual(write);
});

test('an append of nothing asks only whether the expectation holds', () => {
  expect(decideAppend('any', [], streamOf([]))).toEqual(write);
  expect(decideAppend(1, [], streamOf(['a', 'b']))).toEqual(write);
  for (const expected of ['no_stream', 0, 7] as const)
    expect(decideAppend(expected, [], streamOf(['a', 'b']))).toEqual({ kind: 'wrong-revision' });
});

test('a soft-deleted stream begins again for whoever expects none, any or its last revision; it does not exist', () => {
  const stream = streamOf(['a', 'b', 'c'], true);
  for (const expected of ['no_stream', 'any', 2] as const)
    expect(decideAppend(expected, fresh, stream)).toEqual({ kind: 'write', undelete: true });
  expect(decideAppend(1, fresh, stream)).toEqual({ kind: 'wrong-revision' });
  expect(decideAppend('stream_exists', fresh, stream)).toEqual({ kind: 'deleted' });
});

test('a stream of which only metadata is there exists', () => {
  const stream = { ...streamOf([]), hasMetadata: () => true };
  expect(decideAppend('stream_exists', fresh, stream)).toEqual(write);
});

test('nothing is ever written behind a tombstone', () => {
  const stream = { ...streamOf(['a']), lastRevision: TOMBSTONE_REVISION };
  for (const expected of ['no_stream', 'any', 'stream_exists', 0, TOMBSTONE_REVISION] as const)
    expect(decideAppend(expected, ['a'], stream)).toEqual({ kind: 'deleted' });
});
