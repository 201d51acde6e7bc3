/** 权限 Who raises, assigns, puts right and verifies findings; which office did what is weighed by the finding itself. */
import { aboutPerson, type Authorities, type Authority, named, nowhere, type Reaches } from '../authority.ts';

const raisers: Reaches = {
  Inspector: 'county',
  LegalReviewer: 'county',
  AssessmentOfficer: 'county',
  Auditor: 'any',
  ReviewOrgan: 'any',
};
const raising: Authority = { roles: raisers, places: named('office') };
const assigning: Authority = { roles: { Inspector: 'county', Auditor: 'any' }, places: named('office') };
const offices: Reaches = {
  TownshipWorker: 'any',
  CountyRegistrar: 'any',
  PublicSecurityClerk: 'any',
  HealthInstitution: 'any',
  BenefitOfficer: 'any',
  StatisticsOfficer: 'any',
  LegalReviewer: 'any',
};
const rectifying: Authority = { roles: offices, places: nowhere };
const supervising: Authority = { roles: { Inspector: 'any', Auditor: 'any' }, places: nowhere };

export const accountabilityAuthorities: Authorities = {
  'finding.RaiseFinding': raising,
  'finding.SettleFindingDueDate': supervising,
  'finding.AssignFinding': assigning,
  'finding.PlanRectification': rectifying,
  'finding.ReportRectification': rectifying,
  'finding.ReturnRectification': supervising,
  'finding.VerifyFinding': supervising,
  'finding.ContestFinding': rectifying,
  'finding.DecideContest': { roles: { Inspector: 'any', ReviewOrgan: 'any' }, places: nowhere },
  'finding.EscalateFinding': supervising,
  'finding.NoteFindingOverdue': supervising,
  'finding.PassLookBack': supervising,
  'finding.FailLookBack': supervising,
  'finding.ReopenFinding': supervising,
  'finding.LinkCitizenRemedy': {
    roles: { TownshipWorker: 'township', CountyRegistrar: 'county', LegalReviewer: 'county', Inspector: 'county' },
    places: aboutPerson,
  },
};
