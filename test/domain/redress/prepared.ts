// Situations in which each command of redress is carried out.
import { reviewCase } from '../../../domain/redress/review-case.ts';
import type { Message } from '../../../domain/kernel/message.ts';
import type { Situation } from '../../support/situation.ts';
import {
  accepted,
  act,
  admitted,
  annulled,
  annulment,
  answered,
  APPLICANT,
  COMPLAINT,
  concluded,
  conclusion,
  copied,
  established,
  fact,
  filed,
  filing,
  INVESTIGATION,
  investigated,
  opened,
  opening,
  proved,
  received,
  receivedEvent,
  record,
  replay,
  replayed,
  REVIEW,
  suit,
  trace,
  traced,
} from './cast.ts';

type Situations = Readonly<Record<string, Situation>>;
const on =
  (category: string, subject: string) =>
  (command: string, history: readonly Message[], data: object): Situations => ({
    [`${category}.${command}`]: { subject, history, streams: {}, data },
  });

const complaints = on('complaint', COMPLAINT);
const preparedComplaints: Situations = {
  ...complaints('ReceiveComplaint', [], received),
  ...complaints('AcceptComplaint', [receivedEvent], { acceptedOn: '2026-03-04' }),
  ...complaints('TransferComplaint', [receivedEvent], { toOffice: '990121', transferredOn: '2026-03-03' }),
  ...complaints('InvestigateComplaint', [receivedEvent, accepted], {
    ...{ result: 'SUBSTANTIATED', investigatedOn: '2026-03-10', record },
  }),
  ...complaints('AnswerComplaint', [receivedEvent, accepted, investigated], { answeredOn: '2026-03-12', record }),
  ...complaints('RateComplaint', [receivedEvent, accepted, investigated, answered], {
    ...{ rating: 4, ratedOn: '2026-03-13' },
  }),
  ...complaints('ReopenComplaint', [receivedEvent, accepted, investigated, answered], {
    ...{ cause: 'NEW_FACTS', reopenedOn: '2026-03-16' },
  }),
};

const reviews = on('reviewCase', REVIEW);
const { events } = reviewCase;
const opinion = { number: '平复意〔2026〕1号', issuedOn: '2026-03-11', record };
const issued = events.OpinionIssued({ ...opinion, applicantId: APPLICANT, answerBy: { on: '2026-05-11' } });
const served = events.ReconsiderationServed({
  applicantId: APPLICANT,
  servedOn: '2026-03-11',
  performBy: '2026-04-10',
});
const sued = events.SuitFiled({ ...suit, applicantId: APPLICANT, timely: true, route: 'AFTER_REVIEW' });
const preparedReviews: Situations = {
  ...reviews('FileReconsideration', [], filing),
  ...reviews('FileDirectSuit', [], { ...act, ...suit, applicantId: APPLICANT }),
  ...reviews('AdmitReconsideration', [filed()], { admittedOn: '2026-02-05' }),
  ...reviews('DeemAdmitted', [filed()], {}),
  ...reviews('DeclineReconsideration', [filed()], { reason: 'NO_STANDING', declinedOn: '2026-02-05' }),
  ...reviews('SendReviewCopy', [filed(), admitted], { receivedOn: '2026-02-09' }),
  ...reviews('FileEvidence', [filed(), admitted, copied], { filedOn: '2026-02-25', evidence: [record] }),
  ...reviews('NoteNoEvidence', [filed(), admitted, copied], {}),
  ...reviews('OrderStay', [filed(), admitted], { ground: 'APPLICANT_ASKS', orderedOn: '2026-02-10' }),
  ...reviews('ExtendReview', [filed(), admitted], { extendedOn: '2026-03-18' }),
  ...reviews('DecideReconsideration', [filed(), admitted, copied, proved], annulment),
  ...reviews('ServeReconsideration', [filed(), admitted, annulled], { servedOn: '2026-03-11' }),
  ...reviews('IssueOpinion', [filed(), admitted, annulled], opinion),
  ...reviews('AnswerOpinion', [filed(), admitted, annulled, issued], {
    ...{ number: opinion.number, answeredOn: '2026-03-18', record },
  }),
  ...reviews('FileSuit', [filed(), admitted, annulled, served], suit),
  ...reviews('GiveJudgment', [filed(), admitted, annulled, served, sued], {
    ...{ number: '（2026）行初3号', decidedOn: '2026-03-18', outcome: 'DISMISSED', record },
  }),
  ...reviews('PerformJudgment', [filed(), admitted, annulled, served], {
    ...{ of: 'REVIEW', done: 'REFUNDED', performedOn: '2026-03-18', record },
  }),
};

const investigations = on('disputeInvestigation', INVESTIGATION);
const preparedInvestigations: Situations = {
  ...investigations('OpenInvestigation', [], opening),
  ...investigations('RecordReplay', [opened], replay),
  ...investigations('RecordRuleTrace', [opened, replayed], trace),
  ...investigations('EstablishFact', [opened, replayed], fact),
  ...investigations('ConcludeInvestigation', [opened, replayed, traced, established], conclusion),
  ...investigations('ProposeRemedy', [opened, replayed, traced, established, concluded], {
    ...{ remedy: 'REFUND', organ: '990121', citation: 'SCL-36', proposedOn: '2026-03-13' },
  }),
};

export const preparedRedress: Situations = { ...preparedComplaints, ...preparedReviews, ...preparedInvestigations };
