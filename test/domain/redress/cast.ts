// Complaints, reviews and investigations as the tests tell them: the first step of each, and those that usually follow.
import { complaint } from '../../../domain/redress/complaint.ts';
import { disputeInvestigation } from '../../../domain/redress/dispute-investigation.ts';
import { reviewCase } from '../../../domain/redress/review-case.ts';
import { base64urlOf } from '../../../domain/kernel/identifier.ts';
import { person, sha256 } from '../../support/specify.ts';

const one = base64urlOf(Array<number>(16).fill(1));
export const [COMPLAINT, REVIEW, INVESTIGATION] = [`cp_${one}`, `rc_${one}`, `di_${one}`] as const;
export const APPLICANT = person(31);
export const record = sha256('材料');
export const TOWN = '990121002';

/** Received on 2 March 2026 about a township. */
export const received = {
  channel: 'LETTER',
  matter: 'UNLAWFUL_PRECONDITION',
  against: TOWN,
  anonymous: false,
  receivedOn: '2026-03-02',
  record,
} as const;
export const receivedEvent = complaint.events.ComplaintReceived({
  ...received,
  acceptBy: { on: '2026-03-17' },
  alarm: true,
});
export const accepted = complaint.events.ComplaintAccepted({
  ...{ acceptedOn: '2026-03-04', late: false, answerBy: { on: '2026-05-06' } },
});
export const investigated = complaint.events.ComplaintInvestigated({
  ...{ result: 'SUBSTANTIATED', investigatedOn: '2026-03-10', record },
});
export const answered = complaint.events.ComplaintAnswered({
  ...{ answeredOn: '2026-03-12', record, late: false, reviewBy: { on: '2026-04-13' } },
});

/** A decision of a township, known on 5 January 2026, with the rights told. */
export const act = {
  kind: 'DECISION',
  office: TOWN,
  madeOn: '2026-01-04',
  knewOn: '2026-01-05',
  rightsTold: true,
} as const;
export const filing = { ...act, applicantId: APPLICANT, organ: 'GOVERNMENT', filedOn: '2026-02-02', record } as const;
type Filed = Partial<Parameters<typeof reviewCase.events.ReconsiderationFiled>[0]>;
export const filed = (more: Filed = {}) =>
  reviewCase.events.ReconsiderationFiled({
    ...filing,
    ...{ limitBy: { on: '2026-03-06' }, timely: true, competent: true, intakeBy: { on: '2026-02-09' } },
    ...more,
  });
export const admitted = reviewCase.events.ReconsiderationAdmitted({
  ...{ applicantId: APPLICANT, admittedOn: '2026-02-05', copyBy: { on: '2026-02-14' }, decideBy: { on: '2026-04-07' } },
});
export const copied = reviewCase.events.ReviewCopySent({
  ...{ applicantId: APPLICANT, receivedOn: '2026-02-09', late: false, replyBy: { on: '2026-02-28' } },
});
export const proved = reviewCase.events.EvidenceFiled({
  ...{ applicantId: APPLICANT, filedOn: '2026-02-25', evidence: [record] },
});
export const silent = reviewCase.events.EvidenceNotFiled({ applicantId: APPLICANT, replyBy: '2026-02-28' });
export const annulment = {
  number: '平政复〔2026〕5号',
  decidedOn: '2026-03-10',
  outcome: 'ANNULLED',
  ground: 'EVIDENCE',
  record,
} as const;
export const annulled = reviewCase.events.ReconsiderationDecided({
  ...{ ...annulment, applicantId: APPLICANT, withoutEvidence: false, late: false },
});
export const suit = { court: '平安县人民法院', filedOn: '2026-03-12', record };

export const STREAM = `feeCase-lf_${one}`;
export const opening = { purpose: 'COMPLAINT', authority: '平监〔2026〕4号', openedOn: '2026-03-02' } as const;
export const opened = disputeInvestigation.events.InvestigationOpened(opening);
export const replay = {
  stream: STREAM,
  asOf: '2011-06-01',
  asKnownAt: '2026-03-02T01:00:00.000Z',
  eventCount: 5,
  digest: record,
};
export const replayed = disputeInvestigation.events.StreamReplayed(replay);
export const trace = { stream: STREAM, rules: ['levy/50-A/AAAAAAAA'], digest: record };
export const traced = disputeInvestigation.events.RuleTraceProduced(trace);
export const fact = { fact: 'CONDITION_DEMANDED', standing: 'PROVED', refs: [`${STREAM}@4`] } as const;
export const established = disputeInvestigation.events.FactEstablished({ ...fact, refs: [...fact.refs] });
export const conclusion = { opinion: 'UNLAWFUL', concludedOn: '2026-03-12', record } as const;
export const concluded = disputeInvestigation.events.InvestigationConcluded(conclusion);
