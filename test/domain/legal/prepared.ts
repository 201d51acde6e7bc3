// Situations of law and fees in which a command is carried out that chance alone would hardly ever make so.
import { policy } from '../../../domain/policy/rule-versions.ts';
import { rules } from '../../support/specify.ts';
import {
  ask,
  CASE,
  CHILD,
  filing,
  halfPaid,
  levy,
  notice,
  payment,
  SECOND_CHILD,
  served,
  serving,
  story,
  type Story,
} from './cast.ts';
import { preparedEnforcement } from './prepared-enforcement.ts';
import type { Situation } from '../../support/situation.ts';

const [rule] = rules.filter(({ topic }) => topic === 'registration');
const loaded = policy.events.RuleVersionLoaded(rule as NonNullable<typeof rule>);

const taken = (
  told: Story,
  command: { readonly type: string; readonly data: unknown },
  origin: Situation['origin'],
) => ({
  [`feeCase.${command.type}`]: {
    subject: CASE,
    history: told.events,
    streams: {},
    data: command.data,
    origin,
  } as Situation,
});
const past = (told: Story, command: { readonly type: string; readonly data: unknown }) =>
  taken(told, command, 'LEGACY_IMPORT');
const now = (told: Story, command: { readonly type: string; readonly data: unknown }) => taken(told, command, 'LIVE');

const court = '平安县人民法院';
const ruling = { ruledOn: '2010-03-01', number: '（2010）行审1号', court };
const decision = { number: '（2009）行初字第7号', by: court, on: '2009-05-20', ground: 'LAW' } as const;
const filed = story().history(filing());
const requested = served().history(ask.RequestInstalments({ requestedOn: '2008-09-20', proofAttached: true }));
const before = served().history(ask.RequestEnforcement({ requestedOn: '2010-01-10', court }));
const granted = before.history(ask.GrantEnforcement({ ...ruling, restrictions: ['CONSUMPTION'] }));
const lift = ask.RequestRestrictionLift({ restriction: 'CONSUMPTION', court, requestedOn: '2023-03-17' });
const received = halfPaid().live(
  ask.RecordUnlawfulReceipt({ receivedOn: '2021-09-03', fen: 50_000, reference: '行0903' }),
);
const refund = ask.OrderRefund({ ground: 'UNLAWFUL_RECEIPT', orderedOn: '2021-10-12' });

const preparedFees: Readonly<Record<string, Situation>> = {
  ...past(story(), filing()),
  ...past(filed, ask.IncludeChild({ childId: SECOND_CHILD, bornOn: '2010-01-01', order: 3 })),
  ...past(filed, notice('2008-08-01')),
  ...past(filed, levy()),
  ...past(filed.history(levy()), serving('2008-09-01')),
  ...past(served(), ask.RequestInstalments({ requestedOn: '2008-09-20', proofAttached: true })),
  ...past(
    requested,
    ask.ApproveInstalments({ approvedOn: '2008-10-01', instalments: [{ dueOn: '2009-01-01', fen: 1 }] }),
  ),
  ...past(requested, ask.RefuseInstalments({ refusedOn: '2008-10-01', reasonStated: true })),
  ...past(served(), payment('2008-09-20', 100, '云收1')),
  ...past(served(), ask.AccrueSurcharge({ until: '2010-01-01' })),
  ...past(served(), ask.RecordRemittance({ remittedOn: '2008-09-21', fen: 100, voucher: '库1' })),
  ...past(served(), ask.ServeDemand({ servedOn: '2009-01-10' })),
  ...past(served(), ask.RequestEnforcement({ requestedOn: '2010-01-10', court })),
  ...past(before, ask.GrantEnforcement({ ...ruling, restrictions: ['CONSUMPTION'] })),
  ...past(before, ask.RefuseEnforcement({ ...ruling, ground: 'LAW' })),
  ...past(granted, ask.SuspendExecution({ suspendedOn: '2010-05-01', by: court })),
  ...now(filed, ask.SelectRegime({ childId: CHILD, choice: 'RR2', regime: 'R3' })),
  ...now(
    served(),
    ask.DetectDuplicate({ childId: CHILD, county: '990122', decidedOn: '2008-01-01', number: '邻征〔2008〕1号' }),
  ),
  ...now(halfPaid(), ask.CeaseCollection({})),
  ...now(granted, lift),
  ...now(
    granted.live(lift),
    ask.ConfirmRestrictionLift({ restriction: 'CONSUMPTION', confirmedOn: '2023-03-22', ruling: '2' }),
  ),
  ...now(served(), ask.AnnulDecision(decision)),
  ...now(served(), ask.VaryDecision({ ...decision, amountFen: 100 })),
  ...now(served(), ask.RecordUnlawfulReceipt({ receivedOn: '2021-09-03', fen: 50_000, reference: '行0903' })),
  ...now(received, refund),
  ...now(received.live(refund), ask.PayRefund({ paidOn: '2021-11-03', voucher: '退1' })),
  ...now(halfPaid().live(ask.CeaseCollection({})), ask.SealCase({ authority: '平卫封〔2026〕1号' })),
};

export const preparedLegal: Readonly<Record<string, Situation>> = {
  ...preparedFees,
  ...preparedEnforcement,
  'policy.RetireRuleVersion': {
    subject: 'registration',
    history: [loaded],
    streams: {},
    data: { topic: 'registration', version: rule?.version, reason: 'LOADED_TWICE', authority: '平卫法〔2026〕1号' },
  },
};
