// What each outcome of a command is over HTTP: one status, one code, and when it is worth trying again.
import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { answer } from '../../api/answer.ts';
import type { Outcome } from '../../domain/kernel/request.ts';
import { kernelRejections } from '../../domain/kernel/refusal.ts';

const at = { stream: 'birth-b_1', id: 'b_1' };
const events = [
  { type: 'BirthReported', id: '9e107d9d-372b-8b68-a5d8-1a4e7c1b2d3c', revision: 0n, names: {}, flags: [] },
];
const accepted = { ...at, kind: 'accepted', revision: 0n, position: 7n, events, repeated: false } as const;
const refused = (code: keyof typeof kernelRejections): Outcome => ({
  ...{ ...at, kind: 'refused', refusal: { refused: code, details: {} }, text: kernelRejections[code] },
});

const answered = async (outcome: Outcome) => {
  const app = Fastify();
  app.get('/', async (_request, reply) => answer(reply, outcome, { epoch: 'e', seesNames: false }));
  return app.inject('/');
};

it.each<[string, Outcome, number, object]>([
  ['carried out', accepted, 201, { position: 'e.7', revision: 0, repeated: false }],
  ['carried out before', { ...accepted, repeated: true }, 200, { position: 'e.7', repeated: true }],
  ['already so', { ...at, kind: 'unchanged', revision: 3n, position: 9n }, 200, { events: [], revision: 3 }],
  ['refused by law', refused('PERSON_ERASED'), 422, { code: 'PERSON_ERASED', appeal: { days: 60 } }],
  ['in the way of another', refused('NATURAL_KEY_TAKEN'), 409, { code: 'NATURAL_KEY_TAKEN' }],
  ['on an older revision', { ...at, kind: 'stale', revision: 4n, unseen: [] }, 409, { code: 'STALE', revision: 4 }],
  ['on a stream that is not there', { ...at, kind: 'stale', revision: null, unseen: [] }, 409, { revision: null }],
  ['another under its key', { ...at, kind: 'key-reused', why: 'other-payload' }, 409, { code: 'KEY_REUSED' }],
  ['under the key of an erased one', { ...at, kind: 'key-reused', why: 'erased' }, 409, { code: 'KEY_ERASED' }],
  ['too often outrun', { ...at, kind: 'contended' }, 409, { code: 'CONTENDED' }],
  ['perhaps carried out', { ...at, kind: 'unknown' }, 503, { code: 'OUTCOME_UNKNOWN' }],
])('a command that is %s', async (_, outcome, status, body) => {
  const { statusCode, headers, ...rest } = await answered(outcome);
  expect(statusCode).toBe(status);
  expect(rest.json()).toMatchObject(body);
  expect(headers['content-type']).toContain(status < 400 ? 'application/json' : 'application/problem+json');
  const again = 'code' in body && ['CONTENDED', 'OUTCOME_UNKNOWN'].includes(String(body.code));
  expect(headers['retry-after'] !== undefined).toBe(again);
});
