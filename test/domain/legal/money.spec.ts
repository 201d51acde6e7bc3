// What levies, surcharges, instalments and refunds came to, to the fen: published cases, worked examples, and laws of money.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, addMonths, dateOfDay, dayNumber } from '../../../domain/kernel/calendar.ts';
import { levyAmount, type LevyLine, checkLine, wholeMultiple } from '../../../domain/legal/levy.ts';
import { balanceOf, creditedTo, planFlags } from '../../../domain/legal/instalments.ts';
import { interestOn, lastPaid, refundOf } from '../../../domain/legal/refund.ts';
import { accruedOn } from '../../../domain/legal/surcharge.ts';
import { roundHalfUp } from '../../../domain/legal/fen.ts';
import type { Deposits, Surcharge } from '../../../domain/policy/levy-rules.ts';
import { ruleUnder } from '../../../domain/policy/topics.ts';
import { contextOf, person } from '../../support/specify.ts';

const context = contextOf(person(1));
const yuan = (amount: number) => Math.round(amount * 100);
const levyRule = (province: string, on: string) => ruleUnder('R1', 'levy', { context, on, province });
const surchargeOn = (date: string): Surcharge | undefined => ruleUnder('R1', 'surcharge', { context, on: date });

const line = (more: Partial<LevyLine> & Pick<LevyLine, 'figureFen' | 'multiple' | 'amountFen'>): LevyLine => ({
  ...{ scenario: 'FURTHER_CHILD', residence: 'RURAL', division: '990121100', extraChildren: 1, figureYear: 2004 },
  ...more,
});
const published = (
  division: string,
  year: number,
  fen: number,
  kind: 'RURAL_NET' | 'URBAN_DISPOSABLE' = 'RURAL_NET',
) => ({
  entries: [{ division, year, kind, fen }],
});

describe('a published levy', () => {
  test('RC-01: Ganyu 2006: 3,558 by four for each of two parents is 28,464, by the figure of the year before the birth', () => {
    const one = line({ figureFen: yuan(3558), multiple: 400, amountFen: yuan(14_232) });
    const known = {
      rule: levyRule('32', '2005-02-01'),
      income: published('990121100', 2004, yuan(3558)),
      ...{ bornOn: '2005-02-01', discoveredOn: undefined },
    };
    expect(checkLine(one, known)).toEqual({ expectedFen: yuan(14_232), defects: [] });
    expect(2 * (checkLine(one, known).expectedFen ?? 0)).toBe(yuan(28_464));
    expect(checkLine({ ...one, figureYear: 2005 }, known).defects).toContain('BASE_YEAR_WRONG');
  });
  test('RC-02: Haidian 2010: 26,738 by nine for the couple is 240,642, within three to ten', () => {
    const one = line({
      ...{ residence: 'URBAN', division: '990121', figureYear: 2009, figureFen: yuan(26_738), multiple: 900 },
      amountFen: yuan(240_642),
    });
    const rule = levyRule('11', '2010-01-01');
    const income = published('990121', 2009, yuan(26_738), 'URBAN_DISPOSABLE');
    const known = { rule, income, bornOn: '2010-01-15', discoveredOn: undefined };
    expect(checkLine(one, known)).toEqual({ expectedFen: yuan(240_642), defects: [] });
    expect(checkLine({ ...one, multiple: 1100, amountFen: yuan(294_118) }, known).defects).toEqual([
      'MULTIPLE_OUT_OF_RANGE',
    ]);
  });
  test('RC-04: Dezhou 2015: 11,220 by three for two parents is 67,320; the rule of 2013 is not on record, and is said not to be', () => {
    const one = line({ figureYear: 2012, figureFen: yuan(11_220), multiple: 300, amountFen: yuan(33_660) });
    const known = {
      rule: levyRule('37', '2013-03-15'),
      income: undefined,
      bornOn: '2013-03-15',
      discoveredOn: undefined,
    };
    expect(checkLine(one, known)).toEqual({ expectedFen: yuan(33_660), defects: ['RULE_UNKNOWN'] });
    expect(2 * yuan(33_660)).toBe(yuan(67_320));
  });
  test('RC-08: Shunde 2013: 46,192 for each of two parents are two debts of their own', () => {
    const one = line({ figureYear: 2006, figureFen: yuan(23_096), multiple: 200, amountFen: yuan(46_192) });
    const known = {
      rule: levyRule('44', '2007-06-01'),
      income: undefined,
      bornOn: '2007-06-01',
      discoveredOn: undefined,
    };
    expect(checkLine(one, known).expectedFen).toBe(yuan(46_192));
  });
  test('RC-16: Yunyang 2008: 118,000 for all is no multiple of an income', () => {
    const flat = line({
      ...{ residence: 'URBAN', division: '990121', figureYear: 2007, figureFen: yuan(12_000), multiple: 400 },
      amountFen: yuan(118_000),
    });
    const known = {
      ...{ rule: levyRule('50', '2008-06-04'), bornOn: '2008-06-04', discoveredOn: undefined },
      income: published('990121', 2007, yuan(12_000), 'URBAN_DISPOSABLE'),
    };
    expect(checkLine(flat, known).defects).toEqual(['ARITHMETIC_MISMATCH']);
  });
});

describe('a levy by a province’s rule', () => {
  const known = (province: string, bornOn: string, income: ReturnType<typeof published> | undefined) => ({
    ...{ rule: levyRule(province, bornOn), income, bornOn, discoveredOn: undefined },
  });
  test('W1, FX-22: 3,900 by three is 11,700 for each, 23,400 for both', () => {
    const one = line({ figureYear: 2007, figureFen: yuan(3900), multiple: 300, amountFen: yuan(11_700) });
    const checked = checkLine(one, known('50', '2008-03-10', published('990121100', 2007, yuan(3900))));
    expect(checked).toEqual({ expectedFen: yuan(11_700), defects: [] });
    expect(2 * yuan(11_700)).toBe(yuan(23_400));
  });
  test('W4: each party by the rule of their own place: 42,000 and 25,000', () => {
    const henan = line({
      ...{ division: '990121', figureYear: 2017, figureFen: yuan(14_000), multiple: 300, amountFen: yuan(42_000) },
    });
    const his = { ...known('41', '2017-06-01', published('990121', 2017, yuan(14_000))), discoveredOn: '2018-02-01' };
    const chongqing = line({
      ...{ division: '990122', figureYear: 2016, figureFen: yuan(12_500), multiple: 200, amountFen: yuan(25_000) },
    });
    const income = {
      entries: [{ division: '990122', year: 2016, kind: 'RESIDENTS_DISPOSABLE' as const, fen: yuan(12_500) }],
    };
    expect(checkLine(henan, his)).toEqual({ expectedFen: yuan(42_000), defects: [] });
    expect(checkLine(chongqing, { ...his, ...known('50', '2017-06-01', undefined), income })).toEqual({
      expectedFen: yuan(25_000),
      defects: [],
    });
  });
  test.each([
    ['SAME', 300, 3, 300],
    ['TIMES', 300, 3, 900],
    ['PLUS', 300, 1, 300],
    ['PLUS', 300, 3, 900],
  ] as const)(
    'counts several children: %s, %i hundredths, %i children: %i',
    (furtherChildren, multiple, extra, whole) =>
      expect(wholeMultiple(multiple, extra, { furtherChildren, plus: 300 })).toBe(whole),
  );
  test('of Hunan adds three for every further child, of the couple’s total income', () => {
    const one = line({
      ...{ extraChildren: 2, figureFen: yuan(40_000), incomeFen: yuan(40_000), multiple: 200, figureYear: 2008 },
      amountFen: yuan(200_000),
    });
    expect(checkLine(one, known('43', '2009-03-01', undefined))).toEqual({ expectedFen: yuan(200_000), defects: [] });
  });
  test('of Shandong takes a fifth for an unmarried first child, and three for each child beyond the rule', () => {
    const first = line({
      ...{ scenario: 'UNMARRIED_FIRST', division: '990121', figureYear: 2016 },
      figureFen: yuan(13_954.13),
      multiple: 20,
      amountFen: 279_083,
    });
    const income = published('990121', 2016, yuan(13_954.13));
    expect(checkLine(first, known('37', '2017-01-01', income))).toEqual({ expectedFen: 279_083, defects: [] });
    const two = {
      ...first,
      scenario: 'FURTHER_CHILD',
      multiple: 300,
      extraChildren: 2,
      amountFen: yuan(83_724.78),
    } as const;
    expect(checkLine(two, known('37', '2017-01-01', income))).toEqual({ expectedFen: yuan(83_724.78), defects: [] });
  });
  test('of Anhui can be a sum between two amounts', () => {
    const one = line({ scenario: 'SPACING', figureFen: 0, multiple: 0, amountFen: yuan(1500) });
    expect(checkLine(one, known('34', '2008-01-01', undefined)).defects).toEqual([]);
    expect(checkLine({ ...one, amountFen: yuan(2500) }, known('34', '2008-01-01', undefined)).defects).toEqual([
      'AMOUNT_OUT_OF_RANGE',
    ]);
  });
  test('BAD-22: whose figure is not published is not verified, and not guessed', () => {
    const one = line({ figureYear: 2007, figureFen: yuan(3900), multiple: 300, amountFen: yuan(11_700) });
    expect(checkLine(one, known('50', '2008-03-10', undefined)).defects).toEqual(['BASE_UNKNOWN']);
    expect(checkLine(one, known('50', '2008-03-10', published('990121100', 2007, yuan(3800)))).defects).toEqual([
      'BASE_DIFFERS',
    ]);
    const several = { ...one, extraChildren: 2 };
    expect(checkLine(several, known('62', '2008-03-10', undefined))).toEqual({
      expectedFen: undefined,
      defects: ['RULE_UNKNOWN'],
    });
  });
  test('INV-43: holds within one fen, and no further', () => {
    const of = (amountFen: number) =>
      checkLine(
        line({ figureYear: 2007, figureFen: 390_033, multiple: 250, amountFen }),
        known('50', '2008-03-10', published('990121100', 2007, 390_033)),
      );
    expect(of(975_083)).toEqual({ expectedFen: 975_083, defects: [] });
    expect(of(975_082).defects).toEqual([]);
    expect(of(975_081).defects).toEqual(['ARITHMETIC_MISMATCH']);
  });
});

const w1Plan = [
  { dueOn: '2008-10-31', fen: yuan(9400) },
  { dueOn: '2009-10-31', fen: yuan(7000) },
  { dueOn: '2010-10-31', fen: yuan(7000) },
];
const w1Payments = [
  { on: '2008-10-20', fen: yuan(9400) },
  { on: '2010-02-15', fen: yuan(7000) },
];

describe('a surcharge', () => {
  test('W1, FX-22: of 7,000 three whole months late is 42.00', () => {
    const balance = balanceOf(w1Plan, w1Payments, { until: '2010-02-15', ruleOn: surchargeOn });
    expect(balance).toMatchObject({ principalLeftFen: yuan(7000), surchargeFen: yuan(42), surplusFen: 0 });
    expect(balance.accrued.map(({ months }) => months)).toEqual([0, 3, 0]);
  });
  test('INV-46: begins the day after the sum was due and counts whole months alone', () => {
    const late = (until: string) =>
      accruedOn({ dueOn: '2009-10-31', fen: yuan(7000), credits: [] }, until, surchargeOn);
    expect([late('2009-11-30'), late('2009-12-01')].map(({ fen }) => fen)).toEqual([0, yuan(14)]);
    expect([late('2010-01-31'), late('2010-02-01')].map(({ fen }) => fen)).toEqual([yuan(28), yuan(42)]);
  });
  test('of instalments on both sides of 2012-01-01 follows the rule of each month', () => {
    const asked: string[] = [];
    const ruleOn = (date: string) => {
      asked.push(date);
      return date < '2012-01-01'
        ? { permilleAMonth: 2, cappedAtPrincipal: false }
        : { permilleAMonth: 1, cappedAtPrincipal: true };
    };
    const { fen, months } = accruedOn({ dueOn: '2011-10-31', fen: yuan(1000), credits: [] }, '2012-03-01', ruleOn);
    expect([fen, months]).toEqual([yuan(2 + 2 + 1 + 1), 4]);
    expect(asked).toContain('2011-12-01');
    const both = accruedOn({ dueOn: '2011-10-31', fen: yuan(1000), credits: [] }, '2012-03-01', surchargeOn);
    expect(both).toEqual({ fen: yuan(8), months: 4, capped: false });
  });
  test('is rounded once, half up, over all its months', () => {
    const of = (fen: number, until: string) =>
      accruedOn({ dueOn: '2009-10-31', fen, credits: [] }, until, surchargeOn).fen;
    expect([of(125, '2009-12-01'), of(250, '2009-12-01'), of(125, '2010-01-01'), of(1_170_037, '2010-02-01')]).toEqual([
      0, 1, 1, 7020,
    ]);
  });
  test('from 2012 stops at the principal', () => {
    const steep = () => ({ permilleAMonth: 100, cappedAtPrincipal: true });
    expect(accruedOn({ dueOn: '2012-01-31', fen: yuan(100), credits: [] }, '2014-01-01', steep)).toMatchObject({
      fen: yuan(100),
      capped: true,
    });
    const open = () => ({ permilleAMonth: 100, cappedAtPrincipal: false });
    expect(accruedOn({ dueOn: '2010-01-31', fen: yuan(100), credits: [] }, '2011-06-01', open).fen).toBe(yuan(160));
  });
});

const days = (from: string, to: string) => fc.integer({ min: dayNumber(from), max: dayNumber(to) }).map(dateOfDay);
const sums = fc.integer({ min: 1, max: 10_000_000 });
const plans = fc
  .tuple(
    days('2003-01-01', '2020-01-01'),
    fc.array(fc.tuple(fc.integer({ min: 1, max: 14 }), sums), { minLength: 1, maxLength: 6 }),
  )
  .map(([first, gaps]) => {
    let on = first;
    return gaps.map(([months, fen]) => {
      on = addMonths(on, months);
      return { dueOn: on, fen };
    });
  });
const paid = fc.array(fc.record({ on: days('2003-01-01', '2023-01-01'), fen: sums }), { maxLength: 6 });
const sumOf = (list: readonly { fen: number }[]) => list.reduce((sum, { fen }) => sum + fen, 0);

describe('FX-25: whatever the plan and the payments', () => {
  test('the instalments make up the principal, and every fen paid is somewhere', () => {
    fc.assert(
      fc.property(plans, paid, days('2003-01-01', '2026-01-01'), (plan, payments, until) => {
        const principal = sumOf(plan);
        expect(planFlags(plan, principal)).toEqual([]);
        expect(planFlags(plan, principal + 1)).toEqual(['SUM_DIFFERS']);
        const { arrears, beyond, principalLeftFen } = creditedTo(plan, payments);
        expect(sumOf(arrears.flatMap(({ credits }) => credits)) + sumOf(beyond)).toBe(sumOf(payments));
        expect(principalLeftFen + sumOf(arrears.flatMap(({ credits }) => credits))).toBe(principal);
        const { surchargeFen, surchargeLeftFen, surplusFen } = balanceOf(plan, payments, {
          until,
          ruleOn: surchargeOn,
        });
        expect(principal - principalLeftFen + (surchargeFen - surchargeLeftFen) + surplusFen).toBe(sumOf(payments));
      }),
    );
  });
  test('an oldest sum is paid before a younger one', () => {
    fc.assert(
      fc.property(plans, paid, (plan, payments) => {
        const { arrears } = creditedTo(plan, payments);
        const open = arrears.findIndex(({ fen, credits }) => sumOf(credits) < fen);
        if (open >= 0) expect(arrears.slice(open + 1).every(({ credits }) => credits.length === 0)).toBe(true);
      }),
    );
  });
  test('the surcharge only grows, never beyond the principal, and not at all after 2021-08-20', () => {
    fc.assert(
      fc.property(plans, days('2003-01-01', '2026-01-01'), fc.nat(2000), (plan, until, more) => {
        const at = (day: string) => balanceOf(plan, [], { until: day, ruleOn: surchargeOn }).surchargeFen;
        expect(at(addDays(until, more)) >= at(until)).toBe(true);
        expect(at(until) <= sumOf(plan)).toBe(true);
        if (until >= '2021-08-20') expect(at(until)).toBe(at('2021-08-20'));
      }),
    );
  });
  test('paying earlier never costs more', () => {
    fc.assert(
      fc.property(plans, sums, days('2003-01-01', '2021-01-01'), fc.nat(1000), (plan, fen, on, later) => {
        const at = (day: string) =>
          balanceOf(plan, [{ on: day, fen }], { until: '2021-08-20', ruleOn: surchargeOn }).surchargeFen;
        expect(at(on) <= at(addDays(on, later))).toBe(true);
      }),
    );
  });
  test('an amount is half up to the fen, and grows with figure and multiple', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000_000 }),
        fc.integer({ min: 0, max: 10_000 }),
        (figure, multiple) => {
          const exact = (BigInt(figure) * BigInt(multiple) * 2n + 100n) / 200n;
          expect(BigInt(levyAmount(figure, multiple))).toBe(exact);
          expect(levyAmount(figure + 1, multiple) >= levyAmount(figure, multiple)).toBe(true);
        },
      ),
    );
    expect([roundHalfUp(1, 2), roundHalfUp(49, 100), roundHalfUp(50, 100), roundHalfUp(0, 7)]).toEqual([1, 0, 1, 0]);
  });
});

describe('a refund', () => {
  const deposits: Deposits = { annualBasisPoints: 300, daysInYear: 360 };
  test('W5: of 35,000 paid on 2014-03-01 bears interest by days until it is paid back', () => {
    const back = refundOf([{ on: '2014-03-01', fen: yuan(35_000) }], '2015-02-01', deposits);
    expect(back).toEqual({ principalFen: yuan(35_000), interestFen: roundHalfUp(3_500_000 * 300 * 337, 3_600_000) });
    expect(back.interestFen).toBe(98_292);
  });
  test('takes back what was paid last, and no more than was paid', () => {
    const payments = [
      { on: '2019-01-01', fen: 200 },
      { on: '2020-01-01', fen: 100 },
    ];
    expect(lastPaid(payments, 150)).toEqual([
      { on: '2020-01-01', fen: 100 },
      { on: '2019-01-01', fen: 50 },
    ]);
    expect(sumOf(lastPaid(payments, 900))).toBe(300);
  });
  test('bears no interest before the day it was paid', () =>
    expect(interestOn({ on: '2020-01-01', fen: 100_000 }, '2019-01-01', deposits)).toBe(0));
});
