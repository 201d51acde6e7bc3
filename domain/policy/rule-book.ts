/** 规则簿 The rule versions that are loaded and not retired, asked by topic, date and province. */
import type { Policy } from '../kernel/request.ts';
import type { RuleVersion } from './rule-versions.ts';

const shelf = (topic: string, province: string | undefined) =>
  province === undefined ? topic : `${topic}/${province}`;

/**
 * Of several versions that cover a date the one that began last: a later version ends an open one. Asked for a
 * province it answers with that province's own version, else with the country's.
 */
export const createRuleBook = (versions: readonly RuleVersion[]): RuleBook => {
  const shelves = new Map<string, readonly RuleVersion[]>();
  for (const version of versions) {
    const at = shelf(version.topic, version.province);
    shelves.set(
      at,
      [...(shelves.get(at) ?? []), version].sort((a, b) => (a.from < b.from ? -1 : 1)),
    );
  }
  const covering = (at: string, date: string) =>
    shelves.get(at)?.findLast(({ from, to }) => from <= date && (to === undefined || date < to));
  return {
    ruleOn: (topic, date, province) => {
      const found = covering(shelf(topic, province), date) ?? covering(topic, date);
      return found && { id: topic, version: found.version, digest: found.digest, body: found.body };
    },
  };
};
export type RuleBook = Pick<Policy, 'ruleOn'>;

interface PolicyEvent {
  readonly type: string;
  readonly data: unknown;
}
/** 已载入且未撤回 The versions that events of policy streams leave standing. */
export const standingVersions = (events: readonly PolicyEvent[]): readonly RuleVersion[] => {
  const retired = new Set(
    events.filter(({ type }) => type === 'RuleVersionRetired').map(({ data }) => keyOfVersion(data)),
  );
  return events
    .filter(({ type, data }) => type === 'RuleVersionLoaded' && !retired.has(keyOfVersion(data)))
    .map(({ data }) => data as RuleVersion);
};
const keyOfVersion = (data: unknown): string => {
  const { topic, version } = data as Pick<RuleVersion, 'topic' | 'version'>;
  return `${topic}/${version}`;
};
