// Rule versions: loaded with their law, never twice for one day, and asked by date.
import { describe, expect, test } from 'vitest';
import { createRuleBook } from '../../../domain/policy/rule-book.ts';
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
