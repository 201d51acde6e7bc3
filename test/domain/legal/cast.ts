// A former fee case as tests tell it: commands one after another, as history or live, and what they led to.
import { expect } from 'vitest';
import {
  type Accept,
  type CommandOf,
  type Context,
  decide,
  type EventOf,
  fold,
} from '../../../domain/kernel/decider.ts';
import { feeCase } from '../../../domain/legal/fee-case.ts';
import type { FeeCaseState } from '../../../domain/legal/fee-case-state.ts';
import type { Income } from '../../../domain/policy/levy-rules.ts';
import { createRuleBook } from '../../../domain/policy/rule-book.ts';
import { base64urlOf } from '../../../domain/kernel/identifier.ts';
import { contextOf, person, rules } from '../../support/specify.ts';

export const { commands: ask, events } = feeCase;
type Asked = CommandOf<typeof feeCase>;
export type FeeEvent = EventOf<typeof feeCase>;

export const CASE = `lf_${base64urlOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16])}`;
export const [PARTY, CHILD, SECOND_CHILD, THIRD_CHILD] = [person(11), person(12), person(13), person(14)] as const;
export const yuan = (amount: number) => Math.round(amount * 100);

/** Incomes as they were published, beside the rules of a new ledger. */
export const published = (province: string, ...entries: Income['entries']): Partial<Context> => {
  const income = {
    ...{ topic: 'income', version: 'published', province, from: '1990-01-01', citation: '统计公报', digest: '' },
    body: { entries },
  } as unknown as (typeof rules)[number];
  const book = createRuleBook([...rules, income]);
  return {
    rule: <Body>(topic: string, on: string, of?: string) => book.ruleOn(topic, on, of)?.body as Body | undefined,
  };
};

const decideOn = (state: FeeCaseState, command: Asked, more: Partial<Context>) =>
  decide(feeCase, command, state, { context: contextOf(CASE, more), facts: {} });

export interface Story {
  readonly events: readonly FeeEvent[];
  readonly state: FeeCaseState;
  /** Each is taken in as history, in order; what is refused fails the test. */
  readonly history: (...commands: Asked[]) => Story;
  readonly live: (...commands: Asked[]) => Story;
  readonly refuses: (command: Asked, code: string, origin?: Context['origin']) => Story;
  /** Nothing is to be done: it is already so. */
  readonly leaves: (command: Asked, origin?: Context['origin']) => Story;
  /** The last event of a type. */
  readonly last: (type: FeeEvent['type']) => Readonly<Record<string, unknown>>;
}

const tell = (happened: readonly FeeEvent[], more: Partial<Context>): Story => {
  const state = fold(feeCase, happened);
  const carryOut = (origin: Context['origin'], commands: readonly Asked[]): Story => {
    let events = happened;
    for (const command of commands) {
      const decision = decideOn(fold(feeCase, events), command, { ...more, origin });
      expect(decision).not.toHaveProperty('refused');
      events = [...events, ...(decision as Accept<FeeEvent>).events];
    }
    return tell(events, more);
  };
  return {
    ...{ events: happened, state },
    history: (...commands) => carryOut('LEGACY_IMPORT', commands),
    live: (...commands) => carryOut('LIVE', commands),
    refuses: (command, code, origin = 'LIVE') => {
      expect(decideOn(state, command, { ...more, origin })).toMatchObject({ refused: code });
      return tell(happened, more);
    },
    leaves: (command, origin = 'LIVE') => {
      expect(decideOn(state, command, { ...more, origin })).toMatchObject({ events: [] });
      return tell(happened, more);
    },
    last: (type) => happened.findLast((event) => event.type === type)?.data as Readonly<Record<string, unknown>>,
  };
};

/** A case in which nothing happened yet. */
export const story = (more: Partial<Context> = {}): Story => tell([], more);

export const filing = (more: Partial<Parameters<typeof ask.FileCase>[0]> = {}) =>
  ask.FileCase({
    ...{ partyId: PARTY, county: '500235', fileNumber: '云人口案〔2008〕17号', filedOn: '2008-06-01' },
    ...{ childId: CHILD, bornOn: '2008-03-10', order: 2 },
    ...more,
  });
export const notice = (on: string) => ask.RecordStep({ step: 'NOTICE', on, rightsStated: true });
type Levy = Parameters<typeof ask.DecideLevy>[0];
export const line = (more: Partial<Levy['lines'][number]> = {}): Levy['lines'][number] => ({
  ...{ childId: CHILD, scenario: 'FURTHER_CHILD', residence: 'RURAL', division: '500235100', extraChildren: 1 },
  ...{ figureYear: 2007, figureFen: yuan(3900), multiple: 300, amountFen: yuan(11_700) },
  ...more,
});
export const precise = [
  { instrument: '人口与计划生育法', article: 41, paragraph: 1 },
  { instrument: '社会抚养费征收管理办法', article: 3, paragraph: 2 },
];
export const levy = (more: Partial<Levy> = {}) =>
  ask.DecideLevy({
    ...{ decidedOn: '2008-08-25', number: '云人口征决字〔2008〕第014号', lines: [line()], citations: precise },
    ...{ byParty: true, remedyText: true },
    ...more,
  });
export const serving = (servedOn: string) => ask.ServeDecision({ servedOn, proof: 'SIGNED_RECEIPT' });
export const payment = (paidOn: string, amount: number, receipt: string) =>
  ask.RecordPayment({ paidOn, fen: yuan(amount), receipt, paidBy: 'PARTY' });

export const incomes = published('50', { division: '500235100', year: 2007, kind: 'RURAL_NET', fen: yuan(3900) });
/** W1 until the service of its decision. */
export const served = () => story(incomes).history(filing(), notice('2008-08-01'), levy(), serving('2008-09-01'));
/** W3: 60,000 decided in 2019, of which 30,000 were paid. */
export const halfPaid = () =>
  story().history(
    filing({ bornOn: '2018-02-01', filedOn: '2019-01-10', county: '990121' }),
    notice('2019-04-01'),
    levy({
      ...{ decidedOn: '2019-05-05', number: '平人口征决字〔2019〕第003号' },
      lines: [line({ division: '990121100', figureYear: 2017, figureFen: yuan(20_000), amountFen: yuan(60_000) })],
    }),
    serving('2019-05-10'),
    payment('2019-06-01', 20_000, '平收2019-1'),
    payment('2020-06-01', 10_000, '平收2020-1'),
  );
