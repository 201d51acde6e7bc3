/** 权限 Who takes in complaints, reviews acts, records suits and looks into disputes. */
import { type Authorities, type Authority, named, nowhere, type Reaches, text, type Fields } from '../authority.ts';

const ofApplicant = ({ applicantId }: Fields) => [{ person: text(applicantId) }];
const desk: Reaches = {
  TownshipWorker: 'county',
  CountyRegistrar: 'county',
  Inspector: 'county',
  LegalReviewer: 'county',
};
const dealing: Authority = {
  roles: { CountyRegistrar: 'any', Inspector: 'any', LegalReviewer: 'any' },
  places: nowhere,
};
const complaints: Authorities = {
  'complaint.ReceiveComplaint': { roles: desk, places: named('against') },
  'complaint.AcceptComplaint': dealing,
  'complaint.TransferComplaint': dealing,
  'complaint.InvestigateComplaint': { roles: { Inspector: 'any', LegalReviewer: 'any' }, places: nowhere },
  'complaint.AnswerComplaint': dealing,
  'complaint.RateComplaint': {
    roles: { TownshipWorker: 'any', CountyRegistrar: 'any', Inspector: 'any', LegalReviewer: 'any' },
    places: nowhere,
  },
  'complaint.ReopenComplaint': dealing,
};

const reviewing: Authority = { roles: { ReviewOrgan: 'any' }, places: nowhere };
/** 被申请人与法院文书 What the office answers with, and what comes from a court. */
const answering: Authority = { roles: { LegalReviewer: 'any' }, places: nowhere };
const filing: Authority = {
  roles: { ReviewOrgan: 'any', LegalReviewer: 'county', TownshipWorker: 'township' },
  places: ofApplicant,
};
const reviews: Authorities = {
  'reviewCase.FileReconsideration': filing,
  'reviewCase.FileDirectSuit': filing,
  'reviewCase.AdmitReconsideration': reviewing,
  'reviewCase.DeemAdmitted': reviewing,
  'reviewCase.DeclineReconsideration': reviewing,
  'reviewCase.SendReviewCopy': reviewing,
  'reviewCase.FileEvidence': answering,
  'reviewCase.NoteNoEvidence': reviewing,
  'reviewCase.OrderStay': reviewing,
  'reviewCase.ExtendReview': reviewing,
  'reviewCase.DecideReconsideration': reviewing,
  'reviewCase.ServeReconsideration': reviewing,
  'reviewCase.IssueOpinion': reviewing,
  'reviewCase.AnswerOpinion': answering,
  'reviewCase.FileSuit': answering,
  'reviewCase.GiveJudgment': answering,
  'reviewCase.PerformJudgment': answering,
};

const investigating: Authority = { roles: { Inspector: 'any', ReviewOrgan: 'any' }, places: nowhere };
const investigations: Authorities = {
  'disputeInvestigation.OpenInvestigation': investigating,
  'disputeInvestigation.RecordReplay': investigating,
  'disputeInvestigation.RecordRuleTrace': investigating,
  'disputeInvestigation.EstablishFact': investigating,
  'disputeInvestigation.ConcludeInvestigation': investigating,
  'disputeInvestigation.ProposeRemedy': investigating,
};

export const redressAuthorities: Authorities = { ...complaints, ...reviews, ...investigations };
