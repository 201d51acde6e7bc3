// What a former fee case is told as: the same words for the same history, in both languages.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EventOf } from '../../../domain/kernel/decider.ts';
import { ERASED } from '../../../domain/kernel/message.ts';
import { explain, yuanOf } from '../../../domain/legal/explanation.ts';
import { feeCase } from '../../../domain/legal/fee-case.ts';
import { anyEventOf } from '../../support/stories.ts';
import { ask, events, halfPaid, served } from './cast.ts';

test('INV-93: the same history told twice is the same text, byte for byte', () => {
  const tell = () => explain(halfPaid().live(ask.CeaseCollection({})).events);
  expect(tell()).toEqual(tell());
  expect(tell().zh.split('\n')).toHaveLength(5);
  fc.assert(
    fc.property(fc.array(anyEventOf(feeCase), { maxLength: 6 }), (history) => {
      const stored = JSON.parse(JSON.stringify(history)) as EventOf<typeof feeCase>[];
      expect(explain(stored)).toEqual(explain(history as EventOf<typeof feeCase>[]));
    }),
  );
});

test('W1: the decision of the worked example is told with its sums and limits', () =>
  expect(explain(served().events)).toEqual({
    zh: [
      '2008-08-25 云人口征决字〔2008〕第014号：决定 11700.00 元，按所载基数和倍数计算为 11700.00 元；瑕疵：—。金额为分，四舍五入一次。',
      '2008-09-01 送达：缴纳至 2008-10-01，复议至 2008-10-31，起诉至 2008-12-01，告知书所载至 —。',
    ].join('\n'),
    en: [
      '2008-08-25 云人口征决字〔2008〕第014号: decided 11700.00 yuan, by its own figures and multiples 11700.00; defects: —. Whole fen, rounded half up once.',
      '2008-09-01 served: to pay by 2008-10-01, review until 2008-10-31, suit until 2008-12-01, printed on the notice: —.',
    ].join('\n'),
  }));

test('what was erased is told as gone', () => {
  const { data } = halfPaid().events.find(({ type }) => type === 'PaymentReceived')!;
  const gone = ERASED as { readonly erased: true };
  const paid = events.PaymentReceived({ ...(data as ReturnType<typeof events.PaymentReceived>['data']), fen: gone });
  expect(explain([paid]).zh).toContain('缴纳 — 元');
  expect([yuanOf(0), yuanOf(5), yuanOf(4200), yuanOf(123_456)]).toEqual(['0.00', '0.05', '42.00', '1234.56']);
});
