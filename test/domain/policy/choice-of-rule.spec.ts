// Which rule a matter is judged by: the seven choices, by name.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  benefitEligibility,
  CHOICES,
  type Candidate,
  chooseByDate,
  complianceOf,
  dateOfStep,
  dateOfSubstance,
  datesOfRemedy,
  feeTypeOf,
  isBasisDoubtful,
  moreFavourable,
  sanctionOf,
} from '../../../domain/policy/choice-of-rule.ts';
import { regimeOn } from '../../../domain/policy/regimes.ts';
import { KNOWN_UNDER, ruleUnder, TOPIC_NAMES } from '../../../domain/policy/topics.ts';
import { contextOf, person } from '../../support/specify.ts';

const context = contextOf(person(1));
const conditions = (province: string, on: string) => ruleUnder('R3', 'furtherChild', { context, on, province });
const family = (order: number, ...grounds: ('CHILD_DISABLED' | 'CHILD_DIED')[]) => ({
  order,
  grounds,
  remarried: false,
});

describe('RR1', () => {
  test('follows the rule of the day of the birth', () => {
    expect(dateOfSubstance('2008-03-10')).toBe('2008-03-10');
    const rule = (on: string) => ruleUnder('R1', 'levy', { context, on, province: '50' });
    expect(rule('2008-03-10')?.measures[0]?.multiple).toEqual({ min: 200, max: 600 });
    expect(rule('2018-03-10')?.measures[0]?.multiple).toEqual({ min: 200, max: 300 });
  });
});

describe('RR2', () => {
  const old: Candidate<string> = { rule: '2002', from: '2002-09-01', costsFen: 900 };
  test('RC-07: of a birth in 2009 decided in 2019 the milder rule of 2018 is chosen', () => {
    const later = [
      { rule: '2016', from: '2016-01-01', costsFen: 900 },
      { rule: '2018', from: '2018-05-31', costsFen: 600 },
      { rule: 'after the decision', from: '2020-01-01', costsFen: 0 },
    ];
    expect(chooseByDate(old, later, '2019-06-01')).toEqual({ by: 'RR2', rule: '2018' });
  });
  test('never chooses a rule that costs more, nor one not yet in force', () => {
    const dates = fc.integer({ min: 2003, max: 2021 }).map((year) => `${year}-01-01`);
    const candidates = fc.array(fc.record({ rule: fc.string(), from: dates, costsFen: fc.nat(2000) }));
    fc.assert(
      fc.property(candidates, dates, (later, decidedOn) => {
        const { by, rule } = chooseByDate(old, later, decidedOn);
        const inForce = later.filter(({ from }) => from <= decidedOn);
        const least = Math.min(old.costsFen, ...inForce.map(({ costsFen }) => costsFen));
        if (by === 'RR1') expect([rule, least]).toEqual([old.rule, old.costsFen]);
        else expect(inForce.some((one) => one.rule === rule && one.costsFen === least)).toBe(true);
      }),
    );
  });
});

describe('RR3', () => {
  test('takes what is better for the parties of two provinces', () => {
    const henan = complianceOf(family(3), conditions('41', '2018-01-01'));
    const shandong = complianceOf(family(3, 'CHILD_DISABLED'), conditions('37', '2018-01-01'));
    expect([henan, shandong]).toEqual(['NOT_AS_LOADED', 'ON_A_GROUND']);
    expect(moreFavourable(henan, shandong)).toBe('ON_A_GROUND');
    expect(moreFavourable(shandong, henan)).toBe('ON_A_GROUND');
    expect(moreFavourable('UNDETERMINED', 'NOT_AS_LOADED')).toBe('UNDETERMINED');
  });
});

describe('RR4 and RR5', () => {
  test('judge a step by its own day, conduct by its day and a remedy by the day it is sought', () => {
    expect(dateOfStep('2011-12-31')).toBe('2011-12-31');
    expect(datesOfRemedy({ conductOn: '2014-02-10', soughtOn: '2026-03-20' })).toEqual({
      conduct: '2014-02-10',
      remedy: '2026-03-20',
    });
  });
});

describe('RR6', () => {
  test('leaves undetermined what is not loaded, and what a province only refers to', () => {
    expect(complianceOf(family(2), conditions('50', '2010-01-01'))).toBe('UNDETERMINED');
    expect(complianceOf(family(3), conditions('11', '2018-01-01'))).toBe('UNDETERMINED');
    expect(complianceOf({ ...family(3), remarried: true }, conditions('41', '2018-01-01'))).toBe('UNDETERMINED');
    expect(complianceOf(family(2), conditions('41', '2018-01-01'))).toBe('AS_OF_RIGHT');
  });
});

describe('RR7', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9])(
    'FX-19: attaches no sanction to a child of order %i, and denies no benefit',
    (order) => {
      expect(sanctionOf('2026-03-14')).toBe('NOT_APPLICABLE');
      expect(sanctionOf('2021-08-20')).toBe('NOT_APPLICABLE');
      expect(benefitEligibility(order)).toBe(order <= 3 ? 'ELIGIBLE' : 'NEEDS_HUMAN_DECISION');
    },
  );
  test('leaves earlier births to the rules of their day', () =>
    expect(sanctionOf('2021-08-19')).toBe('BY_THE_RULES_OF_ITS_DAY'));
});

describe('the choices', () => {
  test('are each said in both languages, with the law', () => {
    expect(Object.keys(CHOICES)).toEqual(['RR1', 'RR2', 'RR3', 'RR4', 'RR5', 'RR6', 'RR7']);
    for (const { zh, en, citations } of Object.values(CHOICES))
      expect([zh, en, ...citations].every((text) => text.length > 0)).toBe(true);
  });
  test('RC-11: name the fee by the regime of each birth', () => {
    const named = (bornOn: string) => feeTypeOf(regimeOn(bornOn).id);
    expect(['2001-01-01', '2004-01-01', '2021-08-19', '2021-08-20'].map(named)).toEqual([
      'OUT_OF_PLAN_FEE',
      'SOCIAL_MAINTENANCE_FEE',
      'SOCIAL_MAINTENANCE_FEE',
      undefined,
    ]);
  });
  test('INV-40: doubt a decision on a third child made after three were announced', () => {
    expect(isBasisDoubtful('2021-06-30', 3)).toBe(true);
    expect(isBasisDoubtful('2021-06-30', 4)).toBe(false);
    expect(isBasisDoubtful('2021-05-30', 3)).toBe(false);
  });
});

describe('a kind of rule', () => {
  test('is stated known or unknown under every regime', () => {
    expect(Object.keys(KNOWN_UNDER).toSorted()).toEqual([...TOPIC_NAMES].toSorted());
    // @ts-expect-error -- R4 knows no levy: this line must not compile
    ruleUnder('R4', 'levy', { context, on: '2026-01-01', province: '50' });
    // @ts-expect-error -- R4 knows no surcharge: this line must not compile
    expect(ruleUnder('R4', 'surcharge', { context, on: '2026-01-01' })).toBeUndefined();
  });
  test('that a province has not stated is the country’s', () => {
    expect(ruleUnder('R3', 'surcharge', { context, on: '2018-01-01', province: '50' })?.permilleAMonth).toBe(2);
    expect(ruleUnder('R3', 'levy', { context, on: '2018-01-01', province: '62' })).toBeUndefined();
    expect(ruleUnder('R3', 'levy', { context, on: '2018-01-01' })).toBeUndefined();
  });
});
