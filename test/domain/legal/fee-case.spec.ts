// Former fee cases: taken in as history, with what was wrong in it; ceased, redressed, never begun or carried on.
import { describe, expect, test } from 'vitest';
import { overdueRemittance } from '../../../domain/legal/fee-case-collection.ts';
import {
  ask,
  CHILD,
  filing,
  halfPaid,
  incomes,
  levy,
  line,
  notice,
  payment,
  precise,
  SECOND_CHILD,
  served,
  serving,
  story,
  THIRD_CHILD,
  yuan,
} from './cast.ts';

const plan = [
  { dueOn: '2008-10-31', fen: yuan(9400) },
  { dueOn: '2009-10-31', fen: yuan(7000) },
  { dueOn: '2010-10-31', fen: yuan(7000) },
];
const wholeLevy = () =>
  story(incomes).history(
    filing(),
    notice('2008-08-01'),
    levy({ lines: [line({ multiple: 600, amountFen: yuan(23_400) })] }),
    serving('2008-09-01'),
  );
const annulment = { number: '（2014）行初字第7号', by: '平安县人民法院', on: '2015-01-20', ground: 'LAW' } as const;
const w5 = () =>
  story().history(
    filing({ bornOn: '2013-05-01', filedOn: '2014-01-02', county: '990121' }),
    levy({
      decidedOn: '2014-02-10',
      lines: [line({ figureYear: 2012, figureFen: yuan(35_000), multiple: 100, amountFen: yuan(35_000) })],
    }),
    serving('2014-02-15'),
    payment('2014-03-01', 35_000, '平收2014-9'),
  );
const other = { childId: CHILD, county: '990122', decidedOn: '2012-05-01', number: '邻人口征决字〔2012〕第2号' };

describe('the worked examples', () => {
  test('W1, FX-22, FX-44: the limits of a decision are computed once and stay with it; what came later is not in it', () => {
    const told = served();
    expect(told.last('LevyDecided')).toMatchObject({ amount: yuan(11_700), expected: yuan(11_700), defects: [] });
    expect(told.last('DecisionServed')).toMatchObject({
      ...{ payBy: '2008-10-01', reviewBy: { on: '2008-10-31' }, suitBy: { on: '2008-12-01' }, defects: [] },
    });
    expect(told.state.plan).toBeUndefined();
    const later = wholeLevy().history(
      ask.RequestInstalments({ requestedOn: '2008-09-20', proofAttached: true }),
      ask.ApproveInstalments({ approvedOn: '2008-10-10', instalments: plan }),
      payment('2008-10-20', 9400, '云收1'),
      payment('2010-02-15', 7000, '云收2'),
      ask.AccrueSurcharge({ until: '2010-02-15' }),
    );
    expect(later.last('InstalmentRequested')).toMatchObject({ answerBy: '2008-10-20', flags: [] });
    expect(later.last('InstalmentApproved')).toMatchObject({ flags: [] });
    expect(later.last('SurchargeAccrued')).toMatchObject({ months: 3, fen: yuan(42) });
  });
  test('W2: a case without a decision is closed without one', () => {
    const told = story().history(
      filing({ bornOn: '2016-06-01', filedOn: '2021-06-16', discoveredOn: '2021-06-15', order: 3 }),
    );
    const closed = told.live(ask.CeaseCollection({}));
    expect(closed.last('CaseClosedWithoutLevy')).toMatchObject({
      reason: 'LEGAL_BASIS_REPEALED',
      closedOn: '2021-08-20',
    });
    closed.leaves(ask.CeaseCollection({}));
    closed.refuses(levy({ decidedOn: '2021-07-01' }), 'CASE_ENDED', 'LEGACY_IMPORT');
  });
  test('W3, FX-23: what was not collected is ceased with its surcharge; what came in afterwards goes back with interest', () => {
    const ceased = halfPaid().live(ask.CeaseCollection({}));
    expect(ceased.last('CollectionCeased')).toMatchObject({
      ...{ ceasedOn: '2021-08-20', principalLeft: yuan(30_000), collected: yuan(30_000) },
    });
    expect(ceased.last('CollectionCeased').surchargeWaived).toBeGreaterThan(0);
    const back = ceased.live(
      ask.RecordUnlawfulReceipt({ receivedOn: '2021-09-03', fen: yuan(500), reference: '行0903' }),
      ask.OrderRefund({ ground: 'UNLAWFUL_RECEIPT', orderedOn: '2021-10-12' }),
    );
    expect(back.last('RefundOrdered')).toMatchObject({
      principal: yuan(500),
      interest: 81,
      payBy: { on: '2021-11-11' },
    });
    const paid = back.live(ask.PayRefund({ paidOn: '2021-11-03', voucher: '退2021-1' }));
    expect(paid.last('RefundPaid')).toMatchObject({ principal: yuan(500), interest: 127 });
    paid.leaves(ask.OrderRefund({ ground: 'UNLAWFUL_RECEIPT', orderedOn: '2021-11-04' }));
    paid.refuses(ask.OrderRefund({ ground: 'POLICY_CHANGE', orderedOn: '2021-11-04' }), 'REFUND_WITHOUT_GROUND');
  });
  test('W5: a decision that a court held unlawful is refunded with interest to the day of the refund', () => {
    const told = w5().refuses(ask.OrderRefund({ ground: 'ANNULMENT', orderedOn: '2015-01-21' }), 'NOTHING_TO_REFUND');
    const paid = told.live(
      ask.AnnulDecision(annulment),
      ask.OrderRefund({ ground: 'ANNULMENT', orderedOn: '2015-01-21' }),
      ask.PayRefund({ paidOn: '2015-02-01', voucher: '退2015-1' }),
    );
    expect(paid.last('RefundOrdered')).toMatchObject({ principal: yuan(35_000), annualBasisPoints: 275 });
    expect(paid.last('RefundPaid')).toMatchObject({
      ...{ principal: yuan(35_000), interest: Math.round((3_500_000 * 275 * 337) / 3_600_000) },
    });
    paid.leaves(ask.CeaseCollection({}));
  });
  test('W6, FX-24, INV-42: of two levies on one fact the later is contrary to the Decree, and opens a refund', () => {
    const levied = story().history(
      filing({ bornOn: '2011-05-01', filedOn: '2013-01-02', county: '990121' }),
      levy({
        decidedOn: '2013-03-01',
        lines: [line({ figureYear: 2010, figureFen: yuan(10_000), amountFen: yuan(30_000) })],
      }),
      serving('2013-03-05'),
    );
    const detected = levied.live(ask.DetectDuplicate(other));
    expect(detected.last('DuplicateLevyDetected')).toMatchObject({ contrary: 'THIS', county: '990122' });
    detected.leaves(ask.DetectDuplicate(other));
    detected.refuses(ask.OrderRefund({ ground: 'DUPLICATE', orderedOn: '2014-01-01' }), 'NOTHING_TO_REFUND');
    const paid = levied.history(payment('2013-03-20', 6000, '平收2013-2')).live(ask.DetectDuplicate(other));
    const refunded = paid.live(ask.OrderRefund({ ground: 'DUPLICATE', orderedOn: '2014-01-01' }));
    expect(refunded.last('RefundOrdered')).toMatchObject({ principal: yuan(6000) });
    const older = levied.live(ask.DetectDuplicate({ ...other, decidedOn: '2013-03-02' }));
    expect(older.last('DuplicateLevyDetected')).toMatchObject({ contrary: 'OTHER' });
    older.refuses(ask.OrderRefund({ ground: 'DUPLICATE', orderedOn: '2014-01-01' }), 'NOTHING_TO_REFUND');
  });
});

describe('a published case', () => {
  test('RC-04: a notice of “60 working days” is flagged and shown as printed', () => {
    const told = story().history(
      filing({ bornOn: '2013-03-15', filedOn: '2015-08-01', county: '371402' }),
      notice('2015-08-10'),
      levy({
        ...{ decidedOn: '2015-09-10', printedLimit: { amount: 60, unit: 'workingDay' } },
        lines: [line({ figureYear: 2012, figureFen: yuan(11_220), amountFen: yuan(33_660) })],
      }),
      serving('2015-09-14'),
      payment('2015-10-14', 33_660, '德收2015-1'),
    );
    expect(told.last('DecisionServed')).toMatchObject({
      defects: ['NOTICE_OVER_LONG'],
      printedUntil: { on: '2015-12-11' },
    });
    told.refuses(ask.OrderRefund({ ground: 'POLICY_CHANGE', orderedOn: '2019-01-05' }), 'REFUND_WITHOUT_GROUND');
    told.leaves(ask.CeaseCollection({}));
  });
  test('RC-05: Anyue: what a court refused to enforce can only be ceased', () => {
    const told = story().history(
      filing({ bornOn: '2009-04-21', filedOn: '2018-12-01', county: '512021', order: 7 }),
      levy({
        decidedOn: '2019-03-10',
        lines: [line({ figureYear: 2008, figureFen: yuan(718_080), multiple: 100, amountFen: yuan(718_080) })],
      }),
      serving('2019-03-15'),
      ask.ApproveInstalments({
        approvedOn: '2019-04-01',
        instalments: [
          { dueOn: '2019-05-01', fen: yuan(359_040) },
          { dueOn: '2019-11-01', fen: yuan(359_040) },
        ],
      }),
      payment('2019-05-01', 359_040, '安收2019-1'),
      ask.ServeDemand({ servedOn: '2019-12-02' }),
      ask.RequestEnforcement({ requestedOn: '2019-12-10', court: '平安县人民法院' }),
      ask.RefuseEnforcement({
        ruledOn: '2020-09-01',
        number: '（2020）行审1号',
        court: '平安县人民法院',
        ground: 'LAW',
      }),
    );
    expect(told.last('CourtEnforcementRequested').flags).toEqual(['BEFORE_DEMAND_RAN_OUT']);
    told.refuses(
      ask.GrantEnforcement({ ruledOn: '2020-10-01', number: '2', court: '平安县人民法院', restrictions: [] }),
      'ANSWERED_ALREADY',
      'LEGACY_IMPORT',
    );
    expect(told.live(ask.CeaseCollection({})).last('CollectionCeased').principalLeft).toBe(yuan(359_040));
  });
  test('RC-06: Mouding: enforcement ends, and the listing is lifted', () => {
    const granted = story().history(
      filing({ bornOn: '2014-05-01', filedOn: '2016-01-10', county: '532323' }),
      levy({
        decidedOn: '2016-03-01',
        lines: [line({ figureYear: 2013, figureFen: yuan(26_090), multiple: 100, amountFen: yuan(26_090) })],
      }),
      serving('2016-03-05'),
      ask.ServeDemand({ servedOn: '2016-09-19' }),
      ask.RequestEnforcement({ requestedOn: '2016-11-01', court: '牟定县人民法院' }),
      ask.GrantEnforcement({
        ruledOn: '2017-05-01',
        number: '（2017）云2323行审22号',
        court: '牟定县人民法院',
        restrictions: ['DISHONEST_DEBTOR_LIST', 'CONSUMPTION'],
      }),
      ask.SuspendExecution({ suspendedOn: '2017-10-17', by: '牟定县人民法院' }),
    );
    const lift = { restriction: 'DISHONEST_DEBTOR_LIST', court: '牟定县人民法院', requestedOn: '2023-03-17' } as const;
    const asked = granted.live(ask.CeaseCollection({}), ask.RequestRestrictionLift(lift));
    expect(asked.last('RestrictionLiftRequested')).toMatchObject({ confirmBy: { on: '2023-04-10' } });
    const confirmation = {
      restriction: 'DISHONEST_DEBTOR_LIST',
      confirmedOn: '2023-03-22',
      ruling: '（2023）云2323执恢39号',
    } as const;
    const lifted = asked.live(ask.ConfirmRestrictionLift(confirmation));
    expect(lifted.state.restrictions).toEqual([
      { restriction: 'DISHONEST_DEBTOR_LIST', lift: 'confirmed' },
      { restriction: 'CONSUMPTION', lift: 'none' },
    ]);
    lifted.refuses(ask.ConfirmRestrictionLift({ ...confirmation, restriction: 'CONSUMPTION' }), 'NOT_REQUESTED');
    lifted.refuses(ask.RequestRestrictionLift({ ...lift, restriction: 'ACCOUNT_FROZEN' }), 'NO_SUCH_RESTRICTION');
  });
  test('RC-07: Nansha: of a birth before and a decision after a milder rule the later rule is recorded as chosen', () => {
    const told = story().history(
      filing({ bornOn: '2016-10-01', filedOn: '2018-12-01' }),
      levy({
        decidedOn: '2019-03-01',
        lines: [
          line({ figureYear: 2015, extraChildren: 2, multiple: 200, figureFen: yuan(10_000), amountFen: yuan(40_000) }),
        ],
      }),
    );
    expect(told.last('LevyDecided').defects).toContain('BASE_UNKNOWN');
    expect(told.last('RegimeSelectionRecorded')).toBeUndefined();
    const chosen = told.live(ask.SelectRegime({ childId: CHILD, choice: 'RR2', regime: 'R3' }));
    expect(chosen.last('RegimeSelectionRecorded')).toMatchObject({ choice: 'RR2', regime: 'R3' });
    chosen.leaves(ask.SelectRegime({ childId: CHILD, choice: 'RR2', regime: 'R3' }));
  });
  test('RC-10, INV-44, BAD-21: Tanghe: what a decision lacks is listed', () => {
    const article = { instrument: '河南省人口与计划生育条例', article: 45, divided: true };
    const told = story().history(
      filing({ bornOn: '2013-01-01', filedOn: '2014-01-02', county: '411328' }),
      levy({
        ...{ decidedOn: '2014-03-03', byParty: false, remedyText: false },
        citations: [article, { instrument: '社会抚养费征收管理办法', article: 3 }],
      }),
    );
    expect(told.last('LevyDecided').defects).toEqual([
      ...['CITATION_IMPRECISE', 'REMEDY_TEXT_MISSING', 'AMOUNTS_NOT_BY_PARTY', 'RULE_UNKNOWN', 'WITHOUT_NOTICE'],
    ]);
    const none = story().history(filing(), levy({ citations: [] }));
    expect(none.last('LevyDecided').defects).toContain('CITATION_MISSING');
    const item = story().history(filing(), levy({ citations: [{ ...article, item: 2 }, ...precise] }));
    expect(item.last('LevyDecided').defects).not.toContain('CITATION_IMPRECISE');
  });
  test('RC-11: Binhu: one case spans two kinds of fee, each child’s by the day of its birth', () => {
    const child = (childId: string, amount: number) =>
      line({ childId, figureYear: 2001, figureFen: yuan(amount), multiple: 100, amountFen: yuan(amount) });
    const told = story().history(
      filing({ bornOn: '2001-02-01', filedOn: '2013-12-01', county: '320211' }),
      ask.IncludeChild({ childId: SECOND_CHILD, bornOn: '2004-05-01', order: 3 }),
      ask.IncludeChild({ childId: THIRD_CHILD, bornOn: '2006-05-01', order: 4 }),
      levy({
        decidedOn: '2014-01-09',
        lines: [child(CHILD, 2_000_000), child(SECOND_CHILD, 2_487_854), child(THIRD_CHILD, 3_000_000)],
      }),
    );
    expect(told.last('LevyDecided')).toMatchObject({
      ...{ amount: yuan(7_487_854), feeTypes: ['OUT_OF_PLAN_FEE', 'SOCIAL_MAINTENANCE_FEE'] },
    });
  });
  test('RC-12: Qingdao: paid elsewhere to benefit from a lower income, the second levy is the contrary one', () => {
    const told = story().history(
      filing({ bornOn: '2009-01-01', filedOn: '2010-01-02', county: '370203' }),
      levy({
        decidedOn: '2010-11-01',
        lines: [line({ figureYear: 2008, figureFen: yuan(20_000), amountFen: yuan(60_000) })],
      }),
    );
    const detected = told.live(ask.DetectDuplicate({ ...other, county: '620102', decidedOn: '2009-12-01' }));
    expect(detected.last('DuplicateLevyDetected')).toMatchObject({
      contrary: 'THIS',
      basis: '社会抚养费征收管理办法 5（2）',
    });
  });
  test('RC-13, INV-49: Wuhu: paid in full, nothing is ceased and nothing refunded by itself', () => {
    const told = story().history(
      filing({ bornOn: '2014-05-01', filedOn: '2014-06-01', county: '340207' }),
      levy({
        decidedOn: '2014-08-01',
        lines: [line({ figureYear: 2013, figureFen: yuan(40_000), multiple: 100, amountFen: yuan(40_000) })],
      }),
      serving('2014-08-05'),
      payment('2014-08-20', 40_000, '芜收2014-1'),
    );
    told.leaves(ask.CeaseCollection({}));
    for (const ground of [
      'ANNULMENT',
      'VARIATION',
      'DUPLICATE',
      'UNLAWFUL_RECEIPT',
      'ARITHMETIC_ERROR',
      'SURPLUS',
    ] as const)
      told.refuses(ask.OrderRefund({ ground, orderedOn: '2026-03-20' }), 'NOTHING_TO_REFUND');
    told.refuses(ask.OrderRefund({ ground: 'POLICY_CHANGE', orderedOn: '2026-03-20' }), 'REFUND_WITHOUT_GROUND');
  });
});

describe('history', () => {
  test('BAD-18, INV-40: is not taken in where a decision is dated after the fee had ended', () => {
    const told = story().history(filing({ bornOn: '2020-01-01', filedOn: '2021-06-01', order: 3 }));
    for (const decidedOn of ['2021-08-20', '2021-09-01'])
      told.refuses(levy({ decidedOn }), 'DECIDED_AFTER_THE_END', 'LEGACY_IMPORT');
    expect(told.history(levy({ decidedOn: '2021-08-19' })).last('LevyDecided').defects).toContain('BASIS_DOUBTFUL');
    story().refuses(filing({ bornOn: '2021-08-20', filedOn: '2021-08-19' }), 'BORN_AFTER_THE_END', 'LEGACY_IMPORT');
  });
  test('BAD-19: of a payment before the decision is refused, and more than was owed is a surplus that goes back', () => {
    const told = served().refuses(payment('2008-08-24', 100, '1'), 'BEFORE_THE_DECISION', 'LEGACY_IMPORT');
    const paid = told.history(payment('2008-09-20', 12_000, '2'));
    expect(paid.last('PaymentReceived')).toMatchObject({ surplus: yuan(300), flags: ['SURPLUS'] });
    const back = paid.live(ask.OrderRefund({ ground: 'SURPLUS', orderedOn: '2013-01-01' }));
    expect(back.last('RefundOrdered')).toMatchObject({ principal: yuan(300) });
    for (const fen of [-1, 0, 0.5, yuan(100.001) + 0.1])
      expect(() => ask.RecordPayment({ paidOn: '2008-09-20', fen, receipt: '3', paidBy: 'PARTY' })).toThrow();
    paid.leaves(payment('2008-09-20', 12_000, '2'), 'LEGACY_IMPORT');
    paid.refuses(payment('2008-09-21', 12_000, '2'), 'RECORDED_OTHERWISE', 'LEGACY_IMPORT');
  });
  test('BAD-20: of a request on the thirty-first day and of instalments that do not add up is flagged', () => {
    const request = (requestedOn: string) =>
      served().history(ask.RequestInstalments({ requestedOn, proofAttached: true }));
    expect(request('2008-10-01').last('InstalmentRequested').flags).toEqual([]);
    expect(request('2008-10-02').last('InstalmentRequested').flags).toEqual(['LATE_REQUEST']);
    const approved = request('2008-09-20').history(
      ask.ApproveInstalments({ approvedOn: '2008-10-21', instalments: plan }),
    );
    expect(approved.last('InstalmentApproved').flags).toEqual(['SUM_DIFFERS', 'ANSWERED_LATE']);
  });
  test('BAD-22, INV-43: of an amount that its inputs do not give is a mismatch; of a figure nobody published, unverified', () => {
    const decided = (more: Parameters<typeof levy>[0], income = incomes) =>
      story(income).history(filing(), notice('2008-08-01'), levy(more)).last('LevyDecided');
    expect(decided({ lines: [line({ amountFen: yuan(11_800) })] })).toMatchObject({
      defects: ['ARITHMETIC_MISMATCH'],
      expected: yuan(11_700),
    });
    expect(decided({}, {}).defects).toEqual(['BASE_UNKNOWN']);
    const over = story(incomes).history(
      filing(),
      levy({ lines: [line({ amountFen: yuan(11_800) })] }),
      serving('2008-09-01'),
      payment('2008-09-10', 11_800, '1'),
    );
    const back = over.live(ask.OrderRefund({ ground: 'ARITHMETIC_ERROR', orderedOn: '2013-01-01' }));
    expect(back.last('RefundOrdered').principal).toBe(yuan(100));
  });
  test('INV-45: keeps one decision, one service and one receipt a number', () => {
    const told = served();
    told.leaves(levy(), 'LEGACY_IMPORT').leaves(serving('2008-09-01'), 'LEGACY_IMPORT');
    told.refuses(levy({ number: '另号' }), 'DECIDED_ALREADY', 'LEGACY_IMPORT');
    told.refuses(serving('2008-09-02'), 'SERVED_ALREADY', 'LEGACY_IMPORT');
  });
  test('INV-50: of money not remitted within a month is seen', () => {
    const paid = served().history(payment('2008-09-20', 5000, '1'));
    expect([overdueRemittance(paid.state, '2008-10-20'), overdueRemittance(paid.state, '2008-10-21')]).toEqual([
      0,
      yuan(5000),
    ]);
    const remitted = (remittedOn: string, amount: number) =>
      paid.history(ask.RecordRemittance({ remittedOn, fen: yuan(amount), voucher: '库1' }));
    expect(remitted('2008-10-20', 5000).last('RemittedToTreasury').flags).toEqual([]);
    expect(remitted('2008-11-01', 5001).last('RemittedToTreasury').flags).toEqual(['LATE', 'MORE_THAN_COLLECTED']);
    expect(overdueRemittance(remitted('2008-10-20', 3000).state, '2008-12-01')).toBe(yuan(2000));
  });
  test('of a deposit or of a relative’s payment is flagged', () => {
    const deposit = ask.RecordPayment({ paidOn: '2008-09-20', fen: yuan(100), receipt: '1', paidBy: 'RELATIVE' });
    expect(served().history(deposit).last('PaymentReceived').flags).toEqual(['PAID_BY_ANOTHER']);
  });
});

describe('INV-41: sent live', () => {
  const court = '平安县人民法院';
  const ruling = { ruledOn: '2026-03-20', number: '1', court };
  test.each([
    ['REF-02', filing()],
    ['REF-02', ask.IncludeChild({ childId: SECOND_CHILD, bornOn: '2010-01-01', order: 3 })],
    ['REF-02', ask.RecordStep({ step: 'HEARING', on: '2026-03-20', rightsStated: true })],
    ['REF-02', levy()],
    ['REF-02', levy({ decidedOn: '2026-03-20' })],
    ['REF-03', serving('2026-03-20')],
    ['REF-03', ask.RequestInstalments({ requestedOn: '2026-03-20', proofAttached: true })],
    ['REF-03', ask.ApproveInstalments({ approvedOn: '2026-03-20', instalments: plan })],
    ['REF-03', ask.RefuseInstalments({ refusedOn: '2026-03-20', reasonStated: true })],
    ['REF-03', payment('2026-03-20', 100, '1')],
    ['REF-16', ask.RecordPayment({ paidOn: '2026-03-20', fen: 100, receipt: '1', paidBy: 'DEPOSIT' })],
    ['REF-16', ask.RecordPayment({ paidOn: '2026-03-20', fen: 100, receipt: '1', paidBy: 'EMPLOYER' })],
    ['REF-03', ask.AccrueSurcharge({ until: '2026-03-20' })],
    ['REF-03', ask.RecordRemittance({ remittedOn: '2026-03-20', fen: 1, voucher: '1' })],
    ['REF-03', ask.ServeDemand({ servedOn: '2026-03-20' })],
    ['REF-03', ask.RequestEnforcement({ requestedOn: '2026-03-20', court })],
    ['REF-03', ask.GrantEnforcement({ ...ruling, restrictions: [] })],
    ['REF-14', ask.GrantEnforcement({ ...ruling, restrictions: ['CONSUMPTION'] })],
    ['REF-03', ask.RefuseEnforcement({ ...ruling, ground: 'LAW' })],
    ['REF-03', ask.SuspendExecution({ suspendedOn: '2026-03-20', by: court })],
  ] as const)('%s refuses %o', (code, command) => {
    story().refuses(command, code);
    if (command.type !== 'FileCase') served().refuses(command, code);
  });
});

describe('INV-48, TIM-13: the end of the fee', () => {
  test('ceases each open case once, after which nothing of the levy is taken in', () => {
    const ceased = halfPaid().live(ask.CeaseCollection({})).leaves(ask.CeaseCollection({}));
    for (const command of [
      payment('2021-07-01', 10, '9'),
      serving('2019-05-10'),
      ask.ServeDemand({ servedOn: '2020-01-01' }),
      ask.AccrueSurcharge({ until: '2021-08-20' }),
      ask.RecordRemittance({ remittedOn: '2020-01-01', fen: 1, voucher: '1' }),
      ask.RequestEnforcement({ requestedOn: '2020-02-01', court: '平安县人民法院' }),
    ])
      ceased.refuses(command, 'CASE_ENDED', 'LEGACY_IMPORT');
    halfPaid().refuses(payment('2021-08-20', 10, '9'), 'AFTER_THE_END', 'LEGACY_IMPORT');
    const receipt = { receivedOn: '2021-08-19', fen: 1, reference: '1' };
    ceased.refuses(ask.RecordUnlawfulReceipt(receipt), 'BEFORE_THE_END');
  });
  test('adds no surcharge from that day on', () => {
    const until = (day: string) =>
      halfPaid()
        .history(ask.AccrueSurcharge({ until: day }))
        .last('SurchargeAccrued').fen;
    expect(until('2021-08-20')).toBe(halfPaid().live(ask.CeaseCollection({})).last('CollectionCeased').surchargeWaived);
    halfPaid().refuses(ask.AccrueSurcharge({ until: '2021-08-21' }), 'AFTER_THE_END', 'LEGACY_IMPORT');
  });
  test('seals a case only once it has ended, and then for good', () => {
    const seal = ask.SealCase({ authority: '平卫封〔2026〕1号' });
    const sealed = halfPaid().refuses(seal, 'CASE_OPEN').live(ask.CeaseCollection({}), seal).leaves(seal);
    sealed.refuses(ask.AnnulDecision({ ...annulment, on: '2026-01-20' }), 'CASE_SEALED');
    story().refuses(seal, 'CASE_NOT_FILED');
  });
});

describe('INV-49: a decision', () => {
  test('is varied downwards alone, and what was paid beyond it goes back', () => {
    const variation = { ...annulment, number: '平复决〔2020〕3号', on: '2020-08-01', amountFen: yuan(25_000) };
    halfPaid().refuses(ask.VaryDecision({ ...variation, amountFen: yuan(60_000) }), 'NOT_LESS');
    const varied = halfPaid().live(ask.VaryDecision(variation)).leaves(ask.VaryDecision(variation));
    const back = varied.live(ask.OrderRefund({ ground: 'VARIATION', orderedOn: '2020-09-01' }));
    expect(back.last('RefundOrdered')).toMatchObject({
      principal: yuan(5000),
      credits: [{ on: '2020-06-01', fen: yuan(5000) }],
    });
    const all = back.live(
      ask.AnnulDecision({ ...annulment, on: '2021-01-20' }),
      ask.OrderRefund({ ground: 'ANNULMENT', orderedOn: '2021-02-01' }),
    );
    expect(all.last('RefundOrdered')).toMatchObject({
      ...{
        principal: yuan(25_000),
        credits: [
          { on: '2020-06-01', fen: yuan(5000) },
          { on: '2019-06-01', fen: yuan(20_000) },
        ],
      },
    });
  });
});
