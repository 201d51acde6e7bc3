/** 规则簿 The rule versions that are loaded, asked by topic and date. */
import type { Policy } from '../kernel/request.ts';
import type { RuleVersion } from './rule-versions.ts';

/** Of several versions that cover a date the one that began last: a later version ends an open one. */
export const createRuleBook = (versions: readonly RuleVersion[]): Pick<Policy, 'ruleOn'> => {
  const byTopic = new Map<string, readonly RuleVersion[]>();
  for (const version of versions)
    byTopic.set(
      version.topic,
      [...(byTopic.get(version.topic) ?? []), version].sort((a, b) => (a.from < b.from ? -1 : 1)),
    );
  return {
    ruleOn: (topic, date) => {
      const found = byTopic.get(topic)?.findLast(({ from, to }) => from <= date && (to === undefined || date < to));
      return found && { id: topic, version: found.version, digest: found.digest, body: found.body };
    },
  };
};
export type RuleBook = Pick<Policy, 'ruleOn'>;
