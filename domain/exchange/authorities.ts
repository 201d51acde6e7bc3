/** 权限 Who may give the commands of exchange: the county's own desks, the other county's system for its side, and whoever is of neither. */
import { type Authorities, type Authority, type Fields, named, nowhere, type Reaches, text } from '../authority.ts';

const county: Reaches = { CountyRegistrar: 'county' };
/** Which of both sides a step is, the case itself knows; the other county's steps come by its system. */
const steps: Authority = { roles: { ...county, TownshipWorker: 'county', RegionalSystem: 'county' }, places: nowhere };
const timers: Authority = { roles: { ...county, RegionalSystem: 'county' }, places: nowhere };
const parties = ({ parties: listed }: Fields) =>
  (Array.isArray(listed) ? listed : []).map((party) => ({ division: text(party) }));

export const exchangeAuthorities: Authorities = {
  'collaborationAgreement.SignAgreement': { roles: county, places: parties },
  'collaborationAgreement.AmendAgreement': { roles: county, places: nowhere },
  'collaborationAgreement.EndAgreement': { roles: county, places: nowhere },

  'exchangeCase.SubmitRequest': {
    roles: { ...county, TownshipWorker: 'township', HealthInstitution: 'county', BenefitOfficer: 'county' },
    // History is taken in from either side.
    places: ({ from, to }) => [{ division: text(from) }, { division: text(to) }],
  },
  // A merged county's messages come by its successor's system: the case itself sees to it that nobody speaks for another.
  'exchangeCase.TakeInRequest': { roles: { RegionalSystem: 'any' }, places: named('from') },
  'exchangeCase.DeliverRequest': timers,
  'exchangeCase.ReturnRequest': steps,
  'exchangeCase.PairPerson': steps,
  'exchangeCase.ReportPairingFailure': steps,
  'exchangeCase.RecordVerification': steps,
  'exchangeCase.GiveFeedback': steps,
  'exchangeCase.AcceptFeedback': steps,
  'exchangeCase.ContestDatum': steps,
  'exchangeCase.DecideDatumContest': { roles: { ReviewOrgan: 'any', RegionalSystem: 'any' }, places: nowhere },
  'exchangeCase.SampleAnswer': { roles: { AssessmentOfficer: 'any', Inspector: 'any' }, places: nowhere },
  'exchangeCase.WithdrawRequest': steps,
  'exchangeCase.SuspendDeadline': timers,
  'exchangeCase.ResumeDeadline': timers,
  'exchangeCase.SettleDeadline': timers,
  'exchangeCase.NoteFeedbackOverdue': timers,
  'exchangeCase.PropagateCorrection': steps,
  'exchangeCase.PropagateWithdrawal': {
    roles: { ...steps.roles, HealthInstitution: 'county', PrivacyOfficer: 'county' },
    places: nowhere,
  },
};
