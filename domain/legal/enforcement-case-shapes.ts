/** 行政处罚案件 What commands and events of a case against a provider carry; its name and sums only the case's own key opens. */
import * as z from 'zod';
import { Licence } from '../care/facility.ts';
import { command, defineCommands, defineEvents, event, sealed, SUBJECT } from '../kernel/message.ts';
import { CivilDate, CountyCode, Digest, DivisionCode, idOf, StaffId } from '../kernel/values.ts';
import { Fen } from '../policy/levy-rules.ts';
import { Until } from '../policy/until.ts';
import { Institution } from '../registry/fields.ts';
import { DecisionCitation } from './decision-defects.ts';
import { Court, DocumentNumber } from './fee-case-shapes.ts';
import { PARTY_KINDS } from './penalty.ts';

const Sum = Fen.max(1_000_000_000);
/** 执法人员 Two at least, each with a licence to enforce. */
const Officers = z
  .array(z.strictObject({ staffId: StaffId, licence: Licence }))
  .min(1)
  .max(6);

/** 案由 What a provider is suspected of; what a patient or parent does is none of these. */
export const MATTERS = [
  'SEX_SELECTION',
  'UNLICENSED_PROCEDURE',
  'FALSE_CERTIFICATE',
  'ORGANISING',
  'ILLEGAL_CHARGE',
  'CHILDCARE_UNFILED',
  'CHILDCARE_ABUSE',
] as const;
/** 立案标准 (行政处罚法 54). */
export const STANDARDS = ['PARTY_IDENTIFIED', 'FACTS_INDICATE_A_BREACH', 'WITHIN_COMPETENCE'] as const;
export const PENALTY_KINDS = [
  'WARNING',
  'FINE',
  'FORFEITURE',
  'SUSPENSION',
  'PRACTICE_RESTRICTED',
  'LICENCE_REVOKED',
] as const;
export type PenaltyKind = (typeof PENALTY_KINDS)[number];
export const EVIDENCE_FLAWS = ['FORCE', 'THREAT', 'DECEIT', 'INDUCEMENT', 'UNLAWFUL_SEARCH', 'FORGED'] as const;
export const ENDINGS = [
  'PERFORMED',
  'NO_BREACH',
  'NOT_PUNISHED',
  'TRANSFERRED',
  'ANNULLED',
  'PARTY_GONE',
  'OUT_OF_TIME',
] as const;
export type Ending = (typeof ENDINGS)[number];
/** 全过程记录 The steps a file must show (行政处罚法 47). */
export const CASE_STEPS = [
  'OPENING',
  'EVIDENCE',
  'NOTICE',
  'DEFENCE',
  'HEARING',
  'LEGAL_REVIEW',
  'DECISION',
  'SERVICE',
  'PERFORMANCE',
  'TRANSFER',
  'CLOSING',
] as const;
export type CaseStep = (typeof CASE_STEPS)[number];

const Kinds = z.array(z.enum(PENALTY_KINDS)).min(1).max(6);
/** The document in which the step was written down. */
const record = Digest;
const opening = z.strictObject({
  partyKind: z.enum(PARTY_KINDS),
  facilityId: idOf('facility').optional(),
  county: CountyCode,
  matter: z.enum(MATTERS),
  clue: z.enum(['INSPECTION', 'COMPLAINT', 'REPORT', 'TRANSFERRED', 'ASSIGNED_FROM_ABOVE']),
  clueReference: DocumentNumber.optional(),
  standardsMet: z.array(z.enum(STANDARDS)).max(3),
  /** The last day of what was done. */
  actOn: CivilDate,
  discoveredOn: CivilDate,
  harmedHealth: z.boolean(),
  openedOn: CivilDate,
  record,
});
const evidence = z.strictObject({
  evidence: Digest,
  kind: z.enum(['DOCUMENT', 'OBJECT', 'RECORDING', 'ELECTRONIC', 'WITNESS', 'STATEMENT', 'EXPERT', 'SCENE']),
  officers: Officers,
  takenOn: CivilDate,
  flaw: z.enum(EVIDENCE_FLAWS).optional(),
});
const exclusion = z.strictObject({ evidence: Digest, flaw: z.enum(EVIDENCE_FLAWS), excludedOn: CivilDate });
const terms = z.strictObject({
  kinds: Kinds,
  serious: z.boolean(),
  citations: z.array(DecisionCitation).max(10),
});
const notice = terms.extend({ notifiedOn: CivilDate, rightsStated: z.boolean(), record });
const defence = z.strictObject({
  made: z.enum(['STATED', 'NONE_MADE']),
  /** 放弃听证 */
  waivesHearing: z.boolean(),
  heardOn: CivilDate,
  record,
});
const hearingNotice = z.strictObject({ hearingOn: CivilDate, notifiedOn: CivilDate, record });
const hearing = z.strictObject({ heldOn: CivilDate, presiderId: StaffId, attended: z.boolean(), record });
const decision = terms.extend({
  number: DocumentNumber,
  decidedOn: CivilDate,
  evidence: z.array(Digest).min(1).max(100),
  remedyNotice: z.strictObject({ organ: DivisionCode, days: z.int().positive().max(3650) }),
  record,
});
const serving = z.strictObject({
  servedOn: CivilDate,
  proof: z.enum(['SIGNED_RECEIPT', 'POST', 'ELECTRONIC', 'PUBLIC_NOTICE']),
  record,
});
const Instalments = z
  .array(z.strictObject({ dueOn: CivilDate, fen: Sum.min(1) }))
  .min(1)
  .max(60);
const performance = z.strictObject({
  kind: z.enum(PENALTY_KINDS),
  performedOn: CivilDate,
  receipt: DocumentNumber,
  record,
});
const transfer = z.strictObject({ organ: Court, transferredOn: CivilDate, record });
const closing = z.strictObject({ ending: z.enum(ENDINGS), closedOn: CivilDate, record });
const archiving = z.strictObject({ archiveNumber: DocumentNumber, archivedOn: CivilDate });

const how = (...basis: string[]) => ({ purpose: 'ACCOUNTABILITY' as const, basis });
const money = { fineFen: Sum, incomeFen: Sum };
export const commands = defineCommands({
  OpenCase: command(opening.extend({ name: Institution, licence: Licence.optional() }), {
    ...how('PFP-40', 'PFP-41', 'APL-54'),
    creates: true,
  }),
  TakeEvidence: command(evidence, how('APL-42', 'APL-46')),
  ExcludeEvidence: command(exclusion, how('APL-46')),
  NotifyParty: command(notice.extend(money), how('APL-44')),
  HearDefence: command(defence, how('APL-45')),
  RequestHearing: command(z.strictObject({ requestedOn: CivilDate, record }), how('APL-63', 'APL-64')),
  NotifyHearing: command(hearingNotice, how('APL-64')),
  HoldHearing: command(hearing, how('APL-64')),
  ReviewLegality: command(
    z.strictObject({ result: z.enum(['PASSED', 'FAILED']), reviewedOn: CivilDate, record }),
    how('APL-58'),
  ),
  DecidePenalty: command(decision.extend(money), how('APL-59', 'APL-60', 'PFP-40', 'PFP-41')),
  ServePenalty: command(serving, how('APL-61')),
  GrantInstalments: command(z.strictObject({ instalments: Instalments, grantedOn: CivilDate, record }), how('APL-66')),
  RecordPerformance: command(performance.extend({ fen: Sum }), how('APL-67')),
  TransferToPolice: command(transfer, how('APL-27')),
  CloseCase: command(closing, how('APL-47')),
  ArchiveCase: command(archiving, how('APL-47', 'ARC-37')),
});

const own = <S extends z.ZodType>(schema: S) => sealed(schema, { owner: SUBJECT, class: 'identity' });
const sum = () => sealed(Sum, { owner: SUBJECT, class: 'legacy' });
const reviewed = z.strictObject({ reviewedOn: CivilDate, reviewerId: StaffId, record });
export const events = defineEvents({
  EnforcementCaseOpened: event(
    opening.extend({ decideBy: CivilDate, name: own(Institution), licence: own(Licence).optional() }),
  ),
  EvidenceTaken: event(evidence),
  EvidenceExcluded: event(exclusion),
  PartyNotified: event(
    notice.extend({ hearingOffered: z.boolean(), hearingRequestBy: Until, fine: sum(), income: sum() }),
  ),
  DefenceHeard: event(defence),
  HearingRequested: event(z.strictObject({ requestedOn: CivilDate, record })),
  HearingNotified: event(hearingNotice),
  HearingHeld: event(hearing),
  LegalReviewPassed: event(reviewed),
  LegalReviewFailed: event(reviewed),
  PenaltyDecided: event(
    decision.extend({
      deciderId: StaffId,
      /** RR2: by the rule of the day of decision, which is milder than that of the act. */
      choice: z.enum(['RR1', 'RR2']),
      serveBy: Until,
      fine: sum(),
      /** 没收违法所得 */
      forfeit: sum(),
    }),
  ),
  DecisionServed: event(
    serving.extend({ late: z.boolean(), payBy: Until, reviewBy: Until.optional(), suitBy: Until.optional() }),
  ),
  InstalmentGranted: event(
    z.strictObject({
      grantedOn: CivilDate,
      record,
      instalments: sealed(Instalments, { owner: SUBJECT, class: 'legacy' }),
    }),
  ),
  PenaltyPerformed: event(performance.extend({ fen: sum() })),
  TransferredToPolice: event(transfer),
  CaseClosed: event(closing),
  CaseFileArchived: event(archiving.extend({ steps: z.array(z.enum(CASE_STEPS)) })),
});
