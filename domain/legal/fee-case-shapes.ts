/** 社会抚养费案件 What commands and events of a former fee case carry; sums and days of birth only its party's key opens. */
import * as z from 'zod';
import { command, defineCommands, defineEvents, event, sealed } from '../kernel/message.ts';
import { CivilDate, CivilMonth, CountyCode, DivisionCode, idOf, PersonId } from '../kernel/values.ts';
import { CHOICES, FEE_TYPES, type ChoiceOfRule } from '../policy/choice-of-rule.ts';
import { Fen, LevyScenario, Multiple, Residence } from '../policy/levy-rules.ts';
import { REGIME_IDS } from '../policy/topics.ts';
import { Until } from '../policy/until.ts';
import { DecisionCitation, LEVY_DEFECTS } from './decision-defects.ts';
import { REFUND_GROUNDS } from './refund.ts';

const Sum = Fen.max(1_000_000_000);
const Paid = Sum.min(1);
/** Of several sums together. */
const Total = z.int().nonnegative();
const mark = (pattern: RegExp, message: string) => z.string().regex(pattern, message);
/** 文号 Number of a document, decision, ruling or receipt. */
export const DocumentNumber = mark(/^[\p{L}\p{N}〔〕()（）[\]._/-]{1,60}$/u, 'the number of a document').meta({
  examples: ['平人口征决字〔2008〕第014号', '2017-0022'],
});
/** 机关 A court or office by its name. */
export const Court = mark(/^\p{L}{2,30}$/u, 'the name of a court or office').meta({ examples: ['平安县人民法院'] });
const Order = z.int().min(1).max(20);
const FeeCaseId = idOf('feeCase');
const Choice = z.enum(Object.keys(CHOICES) as [ChoiceOfRule, ...ChoiceOfRule[]]);
const RESTRICTIONS = ['DISHONEST_DEBTOR_LIST', 'CONSUMPTION', 'ACCOUNT_FROZEN'] as const;
export const Restriction = z.enum(RESTRICTIONS);
const RefundReason = z.enum([...REFUND_GROUNDS, 'POLICY_CHANGE']);
const PrintedTerm = z.strictObject({ amount: z.int().min(1).max(1000), unit: z.enum(['day', 'workingDay', 'month']) });

const child = z.strictObject({ childId: PersonId, bornOn: CivilDate, order: Order });
export const Line = z.strictObject({
  childId: PersonId,
  scenario: LevyScenario,
  residence: Residence,
  division: DivisionCode,
  extraChildren: Order,
  figureYear: z.int().min(1949).max(2021),
  figureFen: Sum,
  multiple: Multiple,
  amountFen: Sum,
  incomeFen: Sum.optional(),
});
const Instalments = z
  .array(z.strictObject({ dueOn: CivilDate, fen: Sum }))
  .min(1)
  .max(60);
const Ground = z.enum(['EVIDENCE', 'LAW', 'PROCEDURE', 'COMPETENCE', 'ABUSE', 'IMPROPRIETY']);
const PaidBy = z.enum(['PARTY', 'RELATIVE', 'EMPLOYER', 'VILLAGE', 'DEPOSIT']);

const filing = child.extend({
  partyId: PersonId,
  county: CountyCode,
  fileNumber: DocumentNumber,
  filedOn: CivilDate,
  discoveredOn: CivilDate.optional(),
  /** The other party's case: both are separate debts. */
  companionId: FeeCaseId.optional(),
});
const levy = z.strictObject({
  decidedOn: CivilDate,
  number: DocumentNumber,
  lines: z.array(Line).min(1).max(20),
  citations: z.array(DecisionCitation).max(10),
  byParty: z.boolean(),
  remedyText: z.boolean(),
  printedLimit: PrintedTerm.optional(),
});
const other = z.strictObject({ childId: PersonId, county: CountyCode, decidedOn: CivilDate, number: DocumentNumber });
const selection = z.strictObject({ childId: PersonId, choice: Choice, regime: z.enum(REGIME_IDS) });
const decision = z.strictObject({ number: DocumentNumber, by: Court, on: CivilDate, ground: Ground });
const ruling = z.strictObject({ number: DocumentNumber, ruledOn: CivilDate, court: Court });
const lift = z.strictObject({ restriction: Restriction, court: Court, requestedOn: CivilDate });
const STEPS = ['INVESTIGATION', 'NOTICE', 'STATEMENT', 'HEARING'] as const;

const how = (...basis: string[]) => ({ purpose: 'REDRESS' as const, basis });
const history = how('ARC-37');
const redress = how('PFP-2021', 'ZF-2021-30');
const repayment = how('SCL-4', 'SCL-36');
export const commands = defineCommands({
  FileCase: command(filing, { ...history, creates: true }),
  IncludeChild: command(child, history),
  RecordStep: command(z.strictObject({ step: z.enum(STEPS), on: CivilDate, rightsStated: z.boolean() }), history),
  DecideLevy: command(levy, history),
  ServeDecision: command(
    z.strictObject({ servedOn: CivilDate, proof: z.enum(['SIGNED_RECEIPT', 'POST', 'PUBLIC_NOTICE', 'NONE']) }),
    history,
  ),
  RequestInstalments: command(z.strictObject({ requestedOn: CivilDate, proofAttached: z.boolean() }), history),
  ApproveInstalments: command(z.strictObject({ approvedOn: CivilDate, instalments: Instalments }), history),
  RefuseInstalments: command(z.strictObject({ refusedOn: CivilDate, reasonStated: z.boolean() }), history),
  RecordPayment: command(
    z.strictObject({ paidOn: CivilDate, fen: Paid, receipt: DocumentNumber, paidBy: PaidBy }),
    history,
  ),
  AccrueSurcharge: command(z.strictObject({ until: CivilDate }), history),
  RecordRemittance: command(z.strictObject({ remittedOn: CivilDate, fen: Paid, voucher: DocumentNumber }), history),
  ServeDemand: command(z.strictObject({ servedOn: CivilDate }), history),
  RequestEnforcement: command(z.strictObject({ requestedOn: CivilDate, court: Court }), history),
  GrantEnforcement: command(ruling.extend({ restrictions: z.array(Restriction).max(3) }), history),
  RefuseEnforcement: command(ruling.extend({ ground: Ground }), history),
  SuspendExecution: command(z.strictObject({ suspendedOn: CivilDate, by: Court }), history),
  SelectRegime: command(selection, how('LL-104')),
  DetectDuplicate: command(other, how('D357-5')),
  CeaseCollection: command(z.strictObject({}), redress),
  RequestRestrictionLift: command(lift, redress),
  ConfirmRestrictionLift: command(
    z.strictObject({ restriction: Restriction, confirmedOn: CivilDate, ruling: DocumentNumber }),
    redress,
  ),
  AnnulDecision: command(decision, how('ALL-70')),
  VaryDecision: command(decision.extend({ amountFen: Sum }), how('ALL-70')),
  RecordUnlawfulReceipt: command(
    z.strictObject({ receivedOn: CivilDate, fen: Paid, reference: DocumentNumber }),
    redress,
  ),
  OrderRefund: command(z.strictObject({ ground: RefundReason, orderedOn: CivilDate }), repayment),
  PayRefund: command(z.strictObject({ paidOn: CivilDate, voucher: DocumentNumber }), repayment),
  SealCase: command(z.strictObject({ authority: DocumentNumber }), how('PIPL-47', 'ARC-37')),
});

const own = <S extends z.ZodType>(schema: S) => sealed(schema, { owner: 'partyId', class: 'legacy' });
const about = z.strictObject({ partyId: PersonId });
const openChild = about.extend({ childId: PersonId, bornIn: CivilMonth, bornOn: own(CivilDate), order: own(Order) });
const step = about.extend({ on: CivilDate });
const sums = { principal: own(Total), interest: own(Total) };
const openRuling = about.extend(ruling.shape);

export const events = defineEvents({
  CaseFiled: event(
    openChild.extend({
      county: CountyCode,
      fileNumber: DocumentNumber,
      filedOn: CivilDate,
      discoveredOn: CivilDate.optional(),
      companionId: FeeCaseId.optional(),
    }),
  ),
  ChildIncluded: event(openChild),
  InvestigationRecorded: event(step),
  NoticeServed: event(step.extend({ rightsStated: z.boolean() })),
  StatementHeard: event(step),
  HearingHeld: event(step),
  // What an office decided then, with what is wrong in it; never that it was rightly decided.
  LevyDecided: event(
    about.extend({
      decidedOn: CivilDate,
      number: DocumentNumber,
      childIds: z.array(PersonId),
      feeTypes: z.array(z.enum(FEE_TYPES)),
      citations: z.array(DecisionCitation),
      byParty: z.boolean(),
      remedyText: z.boolean(),
      printedLimit: PrintedTerm.optional(),
      defects: z.array(z.enum(LEVY_DEFECTS)),
      lines: own(z.array(Line)),
      amount: own(Total),
      expected: own(Total).optional(),
    }),
  ),
  DecisionServed: event(
    about.extend({
      servedOn: CivilDate,
      proof: z.enum(['SIGNED_RECEIPT', 'POST', 'PUBLIC_NOTICE', 'NONE']),
      payBy: CivilDate,
      reviewBy: Until.optional(),
      suitBy: Until.optional(),
      printedUntil: Until.optional(),
      defects: z.array(z.enum(LEVY_DEFECTS)),
    }),
  ),
  InstalmentRequested: event(
    about.extend({
      requestedOn: CivilDate,
      answerBy: CivilDate,
      flags: z.array(z.enum(['LATE_REQUEST', 'WITHOUT_PROOF'])),
    }),
  ),
  InstalmentApproved: event(
    about.extend({
      approvedOn: CivilDate,
      flags: z.array(z.enum(['SUM_DIFFERS', 'NOT_IN_ORDER', 'EMPTY_INSTALMENT', 'ANSWERED_LATE', 'NOT_REQUESTED'])),
      instalments: own(Instalments),
    }),
  ),
  InstalmentRefused: event(
    about.extend({ refusedOn: CivilDate, flags: z.array(z.enum(['WITHOUT_REASON', 'ANSWERED_LATE'])) }),
  ),
  PaymentReceived: event(
    about.extend({
      paidOn: CivilDate,
      receipt: DocumentNumber,
      flags: z.array(z.enum(['BEFORE_SERVICE', 'PAID_BY_ANOTHER', 'SURPLUS'])),
      fen: own(Sum),
      surplus: own(Total),
    }),
  ),
  // Derived from what is recorded, for whoever asks what was added; nobody is asked for it.
  SurchargeAccrued: event(about.extend({ until: CivilDate, months: z.int().nonnegative(), fen: own(Total) })),
  RemittedToTreasury: event(
    about.extend({
      remittedOn: CivilDate,
      voucher: DocumentNumber,
      flags: z.array(z.enum(['LATE', 'MORE_THAN_COLLECTED'])),
      fen: own(Sum),
    }),
  ),
  DemandServed: event(about.extend({ servedOn: CivilDate, enforceableFrom: Until.optional() })),
  CourtEnforcementRequested: event(
    about.extend({
      requestedOn: CivilDate,
      court: Court,
      flags: z.array(z.enum(['WITHOUT_DEMAND', 'BEFORE_DEMAND_RAN_OUT', 'REMEDIES_OPEN', 'TOO_LATE'])),
    }),
  ),
  CourtEnforcementGranted: event(openRuling.extend({ restrictions: z.array(Restriction) })),
  CourtEnforcementRefused: event(openRuling.extend({ ground: Ground })),
  ExecutionSuspended: event(about.extend({ suspendedOn: CivilDate, by: Court })),
  RegimeSelectionRecorded: event(about.extend(selection.shape)),
  DuplicateLevyDetected: event(
    about.extend({
      ...other.shape,
      contrary: z.enum(['THIS', 'OTHER']),
      basis: z.literal('社会抚养费征收管理办法 5（2）'),
    }),
  ),
  CollectionCeased: event(
    about.extend({
      ceasedOn: CivilDate,
      principalLeft: own(Total),
      surchargeWaived: own(Total),
      collected: own(Total),
    }),
  ),
  CaseClosedWithoutLevy: event(about.extend({ closedOn: CivilDate, reason: z.literal('LEGAL_BASIS_REPEALED') })),
  RestrictionLiftRequested: event(about.extend({ ...lift.shape, confirmBy: Until })),
  RestrictionLiftConfirmed: event(
    about.extend({ restriction: Restriction, confirmedOn: CivilDate, ruling: DocumentNumber }),
  ),
  DecisionAnnulled: event(about.extend(decision.shape)),
  DecisionVaried: event(about.extend({ ...decision.shape, amount: own(Total) })),
  UnlawfulReceiptRecorded: event(about.extend({ receivedOn: CivilDate, reference: DocumentNumber, fen: own(Sum) })),
  RefundOrdered: event(
    about.extend({
      ground: z.enum(REFUND_GROUNDS),
      orderedOn: CivilDate,
      payBy: Until,
      annualBasisPoints: z.int().positive(),
      daysInYear: z.union([z.literal(360), z.literal(365)]),
      credits: own(z.array(z.strictObject({ on: CivilDate, fen: Total }))),
      ...sums,
    }),
  ),
  RefundPaid: event(about.extend({ paidOn: CivilDate, voucher: DocumentNumber, ...sums })),
  CaseSealed: event(about.extend({ authority: DocumentNumber })),
});
