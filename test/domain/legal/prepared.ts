// Situations of law and fees in which a command is carried out that chance alone would hardly ever make so.
import { policy } from '../../../domain/policy/rule-versions.ts';
import { rules } from '../../support/specify.ts';
import type { Situation } from '../../support/situation.ts';

const [rule] = rules.filter(({ topic }) => topic === 'registration');
const loaded = policy.events.RuleVersionLoaded(rule as NonNullable<typeof rule>);

export const preparedLegal: Readonly<Record<string, Situation>> = {
  'policy.RetireRuleVersion': {
    subject: 'registration',
    history: [loaded],
    streams: {},
    data: { topic: 'registration', version: rule?.version, reason: 'LOADED_TWICE', authority: '平卫法〔2026〕1号' },
  },
};
