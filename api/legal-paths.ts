/** 法制办理路径 The commands of former fee cases over HTTP: those that levied or collected have a path to be refused on. */
import { feeCase } from '../domain/legal/fee-case.ts';
import { type CommandPaths, pathsOf } from './command-path.ts';

export const legalPaths: readonly CommandPaths[] = [
  pathsOf(feeCase, {
    FileCase: '/fee-cases',
    IncludeChild: '/fee-cases/:id/children',
    RecordStep: '/fee-cases/:id/steps',
    DecideLevy: '/fee-cases/:id/levy',
    ServeDecision: '/fee-cases/:id/service',
    RequestInstalments: '/fee-cases/:id/instalments/request',
    ApproveInstalments: '/fee-cases/:id/instalments/approval',
    RefuseInstalments: '/fee-cases/:id/instalments/refusal',
    RecordPayment: '/fee-cases/:id/payments',
    AccrueSurcharge: '/fee-cases/:id/surcharge',
    RecordRemittance: '/fee-cases/:id/remittances',
    ServeDemand: '/fee-cases/:id/demand',
    RequestEnforcement: '/fee-cases/:id/enforcement/request',
    GrantEnforcement: '/fee-cases/:id/enforcement/grant',
    RefuseEnforcement: '/fee-cases/:id/enforcement/refusal',
    SuspendExecution: '/fee-cases/:id/enforcement/suspension',
    SelectRegime: '/fee-cases/:id/regime',
    DetectDuplicate: '/fee-cases/:id/duplicates',
    CeaseCollection: '/fee-cases/:id/cessation',
    RequestRestrictionLift: '/fee-cases/:id/restrictions/lift',
    ConfirmRestrictionLift: '/fee-cases/:id/restrictions/confirmation',
    AnnulDecision: '/fee-cases/:id/annulment',
    VaryDecision: '/fee-cases/:id/variation',
    RecordUnlawfulReceipt: '/fee-cases/:id/unlawful-receipts',
    OrderRefund: '/fee-cases/:id/refunds',
    PayRefund: '/fee-cases/:id/refunds/payment',
    SealCase: '/fee-cases/:id/seal',
  }),
];
