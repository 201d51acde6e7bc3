/** 初始规则 The form of a rule version before its digest is known, its body checked against its topic. */
import type { RuleVersion } from './rule-versions.ts';
import type { Body, Topic } from './topics.ts';

export type Initial<T extends Topic = Topic> = Omit<RuleVersion, 'digest' | 'body' | 'topic'> & {
  readonly topic: T;
  readonly body: Body<T>;
};
export const rule = <T extends Topic>(initial: Initial<T>): Initial<T> => initial;
