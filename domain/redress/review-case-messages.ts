/** 救济案件 What commands and events of reconsiderations and suits carry; whose case it is stands there by pseudonym alone. */
import * as z from 'zod';
import { command, defineCommands, defineEvents, event, sealed } from '../kernel/message.ts';
import { CivilDate, Digest, DivisionCode, idOf, PersonId } from '../kernel/values.ts';
import { Court, DocumentNumber } from '../legal/fee-case-shapes.ts';
import { Fen } from '../policy/levy-rules.ts';
import { Until } from '../policy/until.ts';

const Sum = Fen.max(1_000_000_000);
const PrintedTerm = z.strictObject({ amount: z.int().min(1).max(1000), unit: z.enum(['day', 'workingDay', 'month']) });
export const ACT_KINDS = ['DECISION', 'NON_PERFORMANCE', 'DISCLOSURE_REFUSED'] as const;
/** 撤销理由 (行政诉讼法 70). */
const Ground = z.enum(['EVIDENCE', 'LAW', 'PROCEDURE', 'COMPETENCE', 'ABUSE', 'IMPROPRIETY']);
export const REVIEW_OUTCOMES = ['UPHELD', 'REJECTED', 'VARIED', 'ANNULLED', 'CONFIRMED_UNLAWFUL', 'PERFORM'] as const;
export type ReviewOutcome = (typeof REVIEW_OUTCOMES)[number];
export const JUDGMENTS = ['DISMISSED', 'OUT_OF_TIME', 'VARIED', 'ANNULLED', 'CONFIRMED_UNLAWFUL', 'PERFORM'] as const;
const DECLINES = ['OUT_OF_TIME', 'NOT_COMPETENT', 'NOT_REVIEWABLE', 'NO_STANDING', 'REVIEWED_ALREADY'] as const;
/** 简易程序 What it is open to. */
export const SIMPLE_FOR = ['ON_THE_SPOT', 'WARNING', 'SMALL_SUM', 'DISCLOSURE', 'AGREED'] as const;
const record = Digest;

/** 被诉行为 */
const act = z.strictObject({
  kind: z.enum(ACT_KINDS),
  number: DocumentNumber.optional(),
  /** Whose act it is. */
  office: DivisionCode,
  /** When it was made; a duty that was not performed: when its time ran out. */
  madeOn: CivilDate,
  /** When the person knew of it, or was served it. */
  knewOn: CivilDate,
  rightsTold: z.boolean(),
  rightsKnownOn: CivilDate.optional(),
  printed: PrintedTerm.optional(),
  feeCaseId: idOf('feeCase').optional(),
  enforcementCaseId: idOf('enforcementCase').optional(),
  claimId: idOf('claim').optional(),
});
const about = z.strictObject({ applicantId: PersonId });
const filing = act.extend({
  ...about.shape,
  organ: z.enum(['GOVERNMENT', 'HIGHER_DEPARTMENT']),
  filedOn: CivilDate,
  record,
});
const suing = z.strictObject({ court: Court, filedOn: CivilDate, record });
const declining = z.strictObject({
  reason: z.enum(DECLINES),
  /** 告知有管辖权的机关 */
  competentOrgan: DivisionCode.optional(),
  declinedOn: CivilDate,
});
const stay = z.strictObject({
  ground: z.enum(['OFFICE_AGREES', 'ORGAN_ORDERS', 'APPLICANT_ASKS', 'LAW_REQUIRES']),
  orderedOn: CivilDate,
});
const outcome = z.strictObject({ number: DocumentNumber, decidedOn: CivilDate, ground: Ground.optional(), record });
const review = outcome.extend({ outcome: z.enum(REVIEW_OUTCOMES) });
const judgment = outcome.extend({ outcome: z.enum(JUDGMENTS), performBy: CivilDate.optional() });
const performance = z.strictObject({
  of: z.enum(['REVIEW', 'JUDGMENT']),
  done: z.enum(['REFUNDED', 'REGISTERED', 'NEW_DECISION', 'RESTRICTION_LIFTED', 'PAID', 'CORRECTED', 'DISCLOSED']),
  performedOn: CivilDate,
  record,
});
const opinion = z.strictObject({ number: DocumentNumber, issuedOn: CivilDate, record });
const opinionAnswer = z.strictObject({ number: DocumentNumber, answeredOn: CivilDate, record });
const Evidence = z.array(Digest).min(1).max(100);

const how = (...basis: string[]) => ({ purpose: 'REDRESS' as const, basis });
export const commands = defineCommands({
  FileReconsideration: command(filing.extend({ amountFen: Sum.optional() }), {
    ...how('ARL-11', 'ARL-20', 'ARL-21'),
    creates: true,
  }),
  FileDirectSuit: command(act.extend({ ...about.shape, ...suing.shape, amountFen: Sum.optional() }), {
    ...how('ALL-46'),
    creates: true,
  }),
  AdmitReconsideration: command(
    z.strictObject({ admittedOn: CivilDate, simpleFor: z.enum(SIMPLE_FOR).optional() }),
    how('ARL-30'),
  ),
  DeemAdmitted: command(z.strictObject({}), how('ARL-30')),
  DeclineReconsideration: command(declining, how('ARL-30')),
  SendReviewCopy: command(z.strictObject({ receivedOn: CivilDate }), how('ARL-48')),
  FileEvidence: command(z.strictObject({ filedOn: CivilDate, evidence: Evidence }), how('ARL-48')),
  NoteNoEvidence: command(z.strictObject({}), how('ARL-48', 'ARL-70')),
  OrderStay: command(stay, how('ARL-42')),
  ExtendReview: command(z.strictObject({ extendedOn: CivilDate }), how('ARL-62')),
  DecideReconsideration: command(review.extend({ variedFen: Sum.optional() }), how('ARL-62', 'ARL-63')),
  ServeReconsideration: command(z.strictObject({ servedOn: CivilDate }), how('ALL-45')),
  IssueOpinion: command(opinion, how('ARL-76')),
  AnswerOpinion: command(opinionAnswer, how('ARL-76')),
  FileSuit: command(suing, how('ALL-45')),
  GiveJudgment: command(judgment, how('ALL-70')),
  PerformJudgment: command(performance, how('ARL-77', 'ALL-94')),
});

const sum = () => sealed(Sum, { owner: 'applicantId', class: 'legacy' }).optional();
const filed = { limitBy: Until.optional(), timely: z.boolean() };
const admitted = about.extend({ admittedOn: CivilDate, copyBy: Until, decideBy: Until });
export const events = defineEvents({
  ReconsiderationFiled: event(filing.extend({ ...filed, competent: z.boolean(), intakeBy: Until, amount: sum() })),
  ReconsiderationAdmitted: event(admitted.extend({ simpleFor: z.enum(SIMPLE_FOR).optional() })),
  ReconsiderationDeemedAdmitted: event(admitted),
  ReconsiderationDeclined: event(declining.extend({ ...about.shape, suitBy: Until.optional() })),
  ReviewCopySent: event(about.extend({ receivedOn: CivilDate, late: z.boolean(), replyBy: Until })),
  EvidenceFiled: event(about.extend({ filedOn: CivilDate, evidence: Evidence })),
  /** 视为没有证据 From here on the act counts as made without evidence. */
  EvidenceNotFiled: event(about.extend({ replyBy: CivilDate })),
  StayOrdered: event(stay.extend(about.shape)),
  ReviewExtended: event(about.extend({ extendedOn: CivilDate, decideBy: Until })),
  ReconsiderationDecided: event(
    review.extend({ ...about.shape, withoutEvidence: z.boolean(), late: z.boolean(), varied: sum() }),
  ),
  ReconsiderationServed: event(
    about.extend({ servedOn: CivilDate, suitBy: Until.optional(), performBy: CivilDate.optional() }),
  ),
  OpinionIssued: event(opinion.extend({ ...about.shape, answerBy: Until })),
  OpinionAnswered: event(opinionAnswer.extend({ ...about.shape, late: z.boolean() })),
  SuitFiled: event(
    suing.extend({ ...about.shape, ...filed, route: z.enum(['AFTER_REVIEW', 'REVIEW_SILENT', 'REVIEW_DECLINED']) }),
  ),
  DirectSuitFiled: event(act.extend({ ...about.shape, ...suing.shape, ...filed, amount: sum() })),
  JudgmentGiven: event(judgment.extend(about.shape)),
  JudgmentPerformed: event(performance.extend({ ...about.shape, late: z.boolean() })),
});
