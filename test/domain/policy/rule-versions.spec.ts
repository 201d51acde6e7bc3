// Rule versions: loaded with their law, never twice for one day, and asked by date.
import { describe, expect, test } from 'vitest';
import { createRuleBook, standingVersions } from '../../../domain/policy/rule-book.ts';
import { digestHolds, policy, type RuleVersion } from '../../../domain/policy/rule-versions.ts';
import { rules, sha256, specify } from '../../support/specify.ts';

const { commands, events } = policy;
const { given } = specify(policy, 'registration');
const rule = rules.find(({ topic }) => topic === 'registration') as RuleVersion;
const loaded = (change: Partial<RuleVersion> = {}) => events.RuleVersionLoaded({ ...rule, ...change });
const load = (change: Partial<RuleVersion> = {}) => commands.LoadRuleVersion({ ...rule, ...change });
const OTHER_DIGEST = sha256('other');

describe('a rule version', () => {
  test('is loaded once', () => {
    given().when(load()).then(loaded()).on(rule.from);
    given(loaded()).when(load()).thenNothing();
  });
  test('is not loaded with other content under the same version', () => {
    given(loaded())
      .when(load({ digest: OTHER_DIGEST }))
      .thenRefused('RULE_VERSION_TAKEN');
    given(loaded())
      .when(load({ from: '2020-01-01' }))
      .thenRefused('RULE_VERSION_TAKEN');
  });
  test('that begins later ends an open one; any other shared day is an overlap', () => {
    const next = { version: 'next', digest: OTHER_DIGEST };
    given(loaded())
      .when(load({ ...next, from: '2027-01-01' }))
      .then(loaded({ ...next, from: '2027-01-01' }));
    given(loaded()).when(load(next)).thenRefused('RULE_VERSIONS_OVERLAP', { version: rule.version });
    given(loaded())
      .when(load({ ...next, from: '1940-01-01' }))
      .thenRefused('RULE_VERSIONS_OVERLAP');
    given(loaded())
      .when(load({ ...next, from: '1940-01-01', to: rule.from }))
      .then(loaded({ ...next, from: '1940-01-01', to: rule.from }));
    given(loaded({ to: '2000-01-01' }))
      .when(load({ ...next, from: '1999-12-31' }))
      .thenRefused('RULE_VERSIONS_OVERLAP');
    given()
      .when(load({ to: rule.from }))
      .thenRefused('EMPTY_INTERVAL');
  });
  test('of a province stands beside the country’s and other provinces’', () => {
    const next = { version: 'next', digest: OTHER_DIGEST };
    const first = loaded({ ...next, province: '50' });
    given(loaded())
      .when(load({ ...next, province: '50' }))
      .then(first);
    given(loaded(), first)
      .when(load({ ...next, province: '41' }))
      .thenRefused('RULE_VERSION_TAKEN');
    given(loaded(), first)
      .when(load({ ...next, version: 'third', province: '50' }))
      .thenRefused('RULE_VERSIONS_OVERLAP', { version: 'next' });
  });
  test('FX-45: written down wrongly is withdrawn, and gives room to what is right, under another name', () => {
    const { topic, version } = rule;
    const withdrawal = { topic, version, reason: 'WRITTEN_DOWN_WRONGLY', authority: '平卫法〔2010〕11号' } as const;
    const retired = events.RuleVersionRetired(withdrawal);
    given(loaded()).when(commands.RetireRuleVersion(withdrawal)).then(retired);
    given(loaded(), retired).when(commands.RetireRuleVersion(withdrawal)).thenNothing();
    given().when(commands.RetireRuleVersion(withdrawal)).thenRefused('RULE_VERSION_UNKNOWN');
    given(loaded(), retired).when(load()).thenRefused('RULE_VERSION_RETIRED');
    const right = { version: 'right', digest: OTHER_DIGEST };
    given(loaded(), retired).when(load(right)).then(loaded(right));
    const standing = standingVersions([loaded(), retired, loaded(right)]);
    expect(standing.map((one) => one.version)).toEqual(['right']);
    specify(policy, 'divisions').given().when(commands.RetireRuleVersion(withdrawal)).thenRefused('OTHER_TOPIC');
  });
  test('is interpreted by the organs entitled to it, each document once', () => {
    const interpretation = {
      topic: 'registration' as const,
      organ: 'SUPREME_COURT' as const,
      citation: '法释〔2015〕9号 26',
      ...{ issuedOn: '2015-04-22', from: '2015-05-01', digest: OTHER_DIGEST },
    };
    const recorded = events.InterpretationRecorded(interpretation);
    given().when(commands.RecordInterpretation(interpretation)).then(recorded).on('2015-04-22');
    given(recorded).when(commands.RecordInterpretation(interpretation)).thenNothing();
  });
  test('has the form of its topic, and goes to its topic’s record', () => {
    given()
      .when(load({ body: { declarationMonths: 0 } }))
      .thenRefused('RULE_BODY_MISFIT');
    given()
      .when(load({ body: { ...rule.body, quota: 1 } }))
      .thenRefused('RULE_BODY_MISFIT');
    specify(policy, 'divisions').given().when(load()).thenRefused('OTHER_TOPIC');
  });
  test('carries the digest of its body', () => {
    for (const one of rules) expect(digestHolds(sha256, one)).toBe(true);
    expect(digestHolds(sha256, { ...rule, body: { ...rule.body, adultYears: 21 } })).toBe(false);
  });
});

describe('the rules of a new ledger', () => {
  test('can all be loaded, one after another', () => {
    for (const topic of new Set(rules.map((one) => one.topic))) {
      const { given: stream } = specify(policy, topic);
      rules
        .filter((one) => one.topic === topic)
        .reduce<(typeof events.RuleVersionLoaded extends (data: never) => infer E ? E : never)[]>((history, one) => {
          stream(...history)
            .when(commands.LoadRuleVersion(one))
            .then(events.RuleVersionLoaded(one));
          return [...history, events.RuleVersionLoaded(one)];
        }, []);
    }
  });
});

describe('a rule book', () => {
  const at = (version: string, from: string, to?: string): RuleVersion => ({
    ...rule,
    version,
    from,
    ...(to && { to }),
  });
  const book = createRuleBook([
    at('second', '2000-01-01'),
    at('first', '1990-01-01'),
    at('third', '2010-01-01', '2020-01-01'),
  ]);
  test.each([
    ['1989-12-31', undefined],
    ['1990-01-01', 'first'],
    ['1999-12-31', 'first'],
    ['2000-01-01', 'second'],
    ['2010-01-01', 'third'],
    ['2019-12-31', 'third'],
  ])('on %s answers with the %s version', (date, version) =>
    expect(book.ruleOn('registration', date)?.version).toBe(version),
  );
  test('knows nothing of other topics', () => expect(book.ruleOn('divisions', '2026-01-01')).toBeUndefined());
  test('names the topic, the version and the digest it used', () =>
    expect(book.ruleOn('registration', '1995-01-01')).toEqual({
      id: 'registration',
      version: 'first',
      digest: rule.digest,
      body: rule.body,
    }));
});
