// Published cases and audits beside the rules: by which province's version a sum is reproduced, and what a ledger is like.
import { describe, expect, test } from 'vitest';
import { checkLine, type LevyLine } from '../../../domain/legal/levy.ts';
import { createRuleBook } from '../../../domain/policy/rule-book.ts';
import { ruleUnder } from '../../../domain/policy/topics.ts';
import { contextOf, person, rules } from '../../support/specify.ts';
import { ask, filing, levy, line, payment, published, SECOND_CHILD, serving, story, yuan } from './cast.ts';
import { drawLedger, MEAN_YUAN, OUTCOMES } from './legacy-ledger.ts';

const context = contextOf(person(1));
const levyRule = (province: string, on: string) => ruleUnder('R1', 'levy', { context, on, province });

describe('RC-04: Dezhou, Shandong; child of 2013-03-15, 67,320 paid 2015-10-14 (2.3 and 2.2, S63, S24 36—38)', () => {
  const one: LevyLine = {
    ...{ scenario: 'FURTHER_CHILD', residence: 'RURAL', division: '990121', extraChildren: 1 },
    ...{ figureYear: 2012, figureFen: yuan(11_220), multiple: 300, amountFen: yuan(33_660) },
  };
  const income = { entries: [{ division: '990121', year: 2012, kind: 'RURAL_NET' as const, fen: yuan(11_220) }] };
  const known = { income, bornOn: '2013-03-15', discoveredOn: undefined };
  test('by the version of 2016 comes to 33,660 for each parent: three times the county figure of the year before', () => {
    const rule = levyRule('37', '2016-02-01');
    expect(rule).toMatchObject({ per: 'EACH_PARTY', byOwnChildren: true });
    expect(checkLine(one, { ...known, rule })).toEqual({ expectedFen: yuan(33_660), defects: [] });
    expect(2 * yuan(33_660)).toBe(yuan(67_320));
  });
  test('by that version no other multiple, and no other year’s figure, is right', () => {
    const rule = levyRule('37', '2016-02-01');
    const four = checkLine({ ...one, multiple: 400, amountFen: yuan(44_880) }, { ...known, rule });
    expect(four.defects).toEqual(['MULTIPLE_OUT_OF_RANGE']);
    expect(checkLine({ ...one, figureYear: 2013 }, { ...known, rule }).defects).toContain('BASE_YEAR_WRONG');
    expect(checkLine({ ...one, extraChildren: 2 }, { ...known, rule }).defects).toEqual(['ARITHMETIC_MISMATCH']);
  });
  test('by the rule of the birth is not verified while that rule is not on record', () =>
    expect(checkLine(one, { ...known, rule: levyRule('37', '2013-03-15') })).toEqual({
      ...{ expectedFen: yuan(33_660), defects: ['RULE_UNKNOWN'] },
    }));
});

describe('RC-08: Shunde, Guangdong; birth of 2007, 46,192 decided for each of two parents from 2013-11-27 on (S68)', () => {
  const decided = line({
    division: '440681',
    figureYear: 2006,
    figureFen: yuan(23_096),
    multiple: 200,
    amountFen: yuan(46_192),
  });
  const own = (partyId: string, number: string) => [
    filing({ partyId, bornOn: '2007-06-01', filedOn: '2013-10-01', county: '440681' }),
    levy({ decidedOn: '2013-11-27', number, lines: [decided] }),
    serving('2013-12-02'),
  ];
  test('is two decisions, two services and two ledgers: what one pays lessens nothing of the other’s', () => {
    const father = story().history(...own(person(41), '顺征〔2013〕1号'), payment('2013-12-20', 46_192, '粤收1'));
    const mother = story().history(...own(person(42), '顺征〔2013〕2号'));
    expect(father.live(ask.SealCase({ authority: '封1' })).last('CaseSealed')).toBeDefined();
    const ceased = mother.live(ask.CeaseCollection({}));
    expect(ceased.last('CollectionCeased')).toMatchObject({ principalLeft: yuan(46_192), collected: 0 });
    mother.refuses(
      ask.IncludeChild({ childId: SECOND_CHILD, bornOn: '2007-06-01', order: 3 }),
      'DECIDED_ALREADY',
      'LEGACY_IMPORT',
    );
  });
  test('is verified to the fen once the province’s version and its figures are on record, and never guessed before', () => {
    expect(levyRule('44', '2007-06-01')).toBeUndefined();
    expect(
      story()
        .history(...own(person(41), '顺征〔2013〕1号'))
        .last('LevyDecided'),
    ).toMatchObject({
      ...{ amount: yuan(46_192), expected: yuan(46_192), defects: expect.arrayContaining(['RULE_UNKNOWN']) },
    });
    const { to: _ended, ...known } = rules.find((one) => one.topic === 'levy' && one.province === '50')!;
    const version = { ...known, province: '44', version: '44-x' };
    const entries = [{ division: '440681', year: 2006, kind: 'RURAL_NET', fen: yuan(23_096) }];
    const figures = { ...version, topic: 'income' as const, version: '44-y', from: '1990-01-01', body: { entries } };
    const book = createRuleBook([...rules, version, figures]);
    const told = story({
      rule: <Body>(topic: string, on: string, of?: string) => book.ruleOn(topic, on, of)?.body as Body | undefined,
    }).history(...own(person(41), '顺征〔2013〕1号'));
    const { defects } = told.last('LevyDecided') as { defects: string[] };
    expect(defects.filter((code) => /RULE|BASE|MULTIPLE|ARITHMETIC/.test(code))).toEqual([]);
  });
});

describe('a ledger of former fees like those that were audited', () => {
  const ledger = drawLedger(20_260_320, 326);
  const incomes = published('50', ...ledger.figures);
  const cases = ledger.cases.map(({ commands }) => story(incomes).history(...commands));
  const share = (which: (one: (typeof cases)[number]) => boolean) => cases.filter(which).length / cases.length;

  test('RC-14: five Chongqing counties 2009 to 2012-05 (S74): 925 million yuan from 59,600 persons are 15,520 each', () => {
    expect(Math.round(925_000_000 / 59_600)).toBe(MEAN_YUAN);
    const sums = cases.map((one) => one.last('LevyDecided').amount as number);
    const mean = sums.reduce((total, sum) => total + sum, 0) / sums.length / 100;
    expect(Math.abs(mean - MEAN_YUAN) / MEAN_YUAN).toBeLessThan(0.05);
  });
  test('RC-14: each of its levies follows the county’s rule of its day', () => {
    const wrong = /RULE|BASE|MULTIPLE|ARITHMETIC/;
    for (const one of cases)
      expect((one.last('LevyDecided').defects as string[]).filter((code) => wrong.test(code))).toEqual([]);
  });
  test('RC-17: of 163 sampled enforcement cases of 2019 (S76) thirteen were withdrawn and two refused; so here', () => {
    expect(OUTCOMES).toEqual({ WITHDRAWN: 13, REFUSED: 2, GRANTED: 148 });
    expect(share(({ state }) => state.enforcement === 'requested')).toBeCloseTo(13 / 163, 10);
    expect(share(({ state }) => state.enforcement === 'refused')).toBeCloseTo(2 / 163, 10);
  });
  test('INV-48: each of its open cases ceases once, with what is left of it', () => {
    for (const one of cases.slice(0, 40)) {
      const ceased = one.live(ask.CeaseCollection({}));
      expect(ceased.events.filter(({ type }) => type === 'CollectionCeased')).toHaveLength(1);
      ceased.leaves(ask.CeaseCollection({}));
    }
  });
});
