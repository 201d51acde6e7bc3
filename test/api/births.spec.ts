// A birth over HTTP: reported once whatever is repeated, raced or demanded, and never without its answer.
import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { openDesk, TOWNSHIP } from './desk.ts';

const report = {
  householdId: 'h_EBESExQVFhcYGRobHB0eHw',
  township: TOWNSHIP,
  mother: { id: 'p_AAESExQVFhcYGRobHB0eHw', name: '王若兰', bornOn: '1995-05-05' },
  name: '王小明',
  sex: '1',
  bornOn: '2026-03-14',
};

it('a birth that is reported is in the log before the answer, with revision, position and entity tag', async () => {
  const desk = await openDesk();
  const answer = await desk.post('/births', report);
  expect(answer.json()).toMatchObject({
    revision: 0,
    repeated: false,
    events: [{ type: 'BirthReported', revision: 0 }],
  });
  expect(answer.statusCode).toBe(201);
  expect(answer.headers.etag).toBe('"0"');
  expect(answer.headers['ledger-position']).toBe(answer.json().position);
});
