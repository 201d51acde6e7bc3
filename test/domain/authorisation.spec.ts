// Who may do what where, cell by cell: every role, command and query, in the own township, the own county and outside.
import { describe, expect, test } from 'vitest';
import {
  COMMAND_AUTHORITIES,
  covers,
  mayCommand,
  mayQuery,
  placesOfCommand,
  placesOfQuery,
  QUERY_AUTHORITIES,
  type Query,
} from '../../domain/authorisation.ts';
import { deciders } from '../../domain/index.ts';
import { ROLES } from '../../domain/policy/roles.ts';

/** Divisions by how far they lie from an office of the first township of the county. */
const OFFICE = '990121001';
const HERE = '990121001';
const COUNTY = '990121100';
const OUTSIDE = '990122001';

/** Every office that can be told to put something right. */
const OFFICES =
  'TownshipWorker:a CountyRegistrar:a PublicSecurityClerk:a HealthInstitution:a BenefitOfficer:a StatisticsOfficer:a LegalReviewer:a';

/** What each role may do from a township office: in its own township alone (t), in its county (c), anywhere (a). */
const may: Readonly<Record<string, string>> = {
  'person.RegisterPerson': 'TownshipWorker:t PublicSecurityClerk:t CountyRegistrar:c',
  'person.AssignCitizenId': 'PublicSecurityClerk:t CountyRegistrar:c',
  'person.RecordMaritalStatus': 'TownshipWorker:t PublicSecurityClerk:t CountyRegistrar:c',
  'person.CorrectFact': 'PublicSecurityClerk:t CountyRegistrar:c',
  'person.RecordDeath': 'TownshipWorker:t PublicSecurityClerk:t CountyRegistrar:c',
  'person.AnnulDeath': 'CountyRegistrar:c',
  'person.RecordParentage': 'PublicSecurityClerk:t CountyRegistrar:c',
  'person.LinkDuplicate': 'CountyRegistrar:c',
  'person.ReverseDuplicateLink': 'CountyRegistrar:c',
  'person.ClassifyLegacyIdentifier': 'CountyRegistrar:c',
  'household.FormHousehold': 'PublicSecurityClerk:t CountyRegistrar:c',
  'household.ChangeHead': 'PublicSecurityClerk:t CountyRegistrar:c',
  'household.MoveHousehold': 'PublicSecurityClerk:t CountyRegistrar:c',
  'household.DissolveHousehold': 'PublicSecurityClerk:t CountyRegistrar:c',
  'household.SplitHousehold': 'PublicSecurityClerk:t CountyRegistrar:c',
  'household.MergeHousehold': 'PublicSecurityClerk:t CountyRegistrar:c',
  'householdRegistration.TakeOverRegistration': 'PublicSecurityClerk:t CountyRegistrar:c',
  'householdRegistration.RegisterChild': 'TownshipWorker:t PublicSecurityClerk:t CountyRegistrar:c',
  'householdRegistration.RefuseRegistration': 'PublicSecurityClerk:t CountyRegistrar:c',
  'householdRegistration.MoveBetweenHouseholds': 'PublicSecurityClerk:t CountyRegistrar:c',
  'householdRegistration.MoveOut': 'PublicSecurityClerk:t CountyRegistrar:c',
  'householdRegistration.MoveIn': 'PublicSecurityClerk:t CountyRegistrar:c',
  'householdRegistration.CancelOnDeath': 'PublicSecurityClerk:t CountyRegistrar:c',
  'householdRegistration.RegisterUnregisteredPerson': 'TownshipWorker:t PublicSecurityClerk:t CountyRegistrar:c',
  'householdRegistration.RestoreRegistration': 'PublicSecurityClerk:t CountyRegistrar:c',
  'householdRegistration.RecordUnlawfulRefusal': 'CountyRegistrar:c',
  'residenceStay.DeclareArrival': 'TownshipWorker:t PublicSecurityClerk:t CountyRegistrar:c',
  'residenceStay.UpdateStay': 'TownshipWorker:t PublicSecurityClerk:t CountyRegistrar:c',
  'residenceStay.DeclareDeparture': 'TownshipWorker:t PublicSecurityClerk:t CountyRegistrar:c',
  'residenceStay.IssueResidencePermit': 'PublicSecurityClerk:t CountyRegistrar:c',
  'residenceStay.RecordMarriageBirthCertificate': 'PublicSecurityClerk:t CountyRegistrar:c',
  'birthServiceRegistration.Apply': 'TownshipWorker:t CountyRegistrar:c',
  'birthServiceRegistration.CommitInsteadOfProof': 'TownshipWorker:t CountyRegistrar:c',
  'birthServiceRegistration.Register': 'TownshipWorker:t CountyRegistrar:c',
  'birthServiceRegistration.ReturnForCompletion': 'TownshipWorker:t CountyRegistrar:c',
  'birthServiceRegistration.Withdraw': 'TownshipWorker:t CountyRegistrar:c',
  'birthServiceRegistration.ReferToOffice': 'TownshipWorker:t CountyRegistrar:c',
  'birthServiceRegistration.RecordHistoricDecision': 'CountyRegistrar:c',
  'birthServiceRegistration.IssueFurtherBirthNotice': 'BenefitOfficer:c',
  'birthServiceRegistration.DeclineFurtherBirthNotice': 'BenefitOfficer:c',
  'birth.ReportBirth': 'TownshipWorker:t PublicSecurityClerk:t CountyRegistrar:c HealthInstitution:c',
  'birth.IssueBirthCertificate': 'CountyRegistrar:c HealthInstitution:c',
  'birth.ReplaceBirthCertificate': 'CountyRegistrar:c HealthInstitution:c',
  'birth.VoidBirthCertificate': 'CountyRegistrar:c HealthInstitution:c',
  'birth.AmendBirth': 'CountyRegistrar:c HealthInstitution:c',
  'birth.ReportInfantDeath': 'TownshipWorker:t PublicSecurityClerk:t CountyRegistrar:c HealthInstitution:c',
  'birth.AnnulInfantDeath': 'CountyRegistrar:c',
  'consent.GiveConsent': 'TownshipWorker:t HealthInstitution:c',
  'consent.WithdrawConsent': 'TownshipWorker:t HealthInstitution:c PrivacyOfficer:c',
  'serviceEpisode.OfferService': 'TownshipWorker:t HealthInstitution:c',
  'serviceEpisode.DeclineService': 'TownshipWorker:t HealthInstitution:c',
  'serviceEpisode.BookService': 'TownshipWorker:t HealthInstitution:c',
  'serviceEpisode.FollowUp': 'TownshipWorker:t HealthInstitution:c',
  'serviceEpisode.DeliverService': 'HealthInstitution:c',
  'serviceEpisode.RecordOutcome': 'HealthInstitution:c',
  'serviceEpisode.ReferService': 'HealthInstitution:c',
  'serviceEpisode.ReportAdverseEvent': 'HealthInstitution:c',
  'serviceEpisode.RefundCharge': 'HealthInstitution:c',
  'serviceEpisode.ReportUnconsentedService': 'TownshipWorker:t HealthInstitution:c Inspector:c',
  'facility.RegisterFacility': 'CountyRegistrar:c',
  'facility.ApproveItem': 'CountyRegistrar:c',
  'facility.VerifyLicence': 'CountyRegistrar:c',
  'facility.LicensePractitioner': 'CountyRegistrar:c',
  'facility.SuspendFacility': 'CountyRegistrar:c',
  'facility.RestoreFacility': 'CountyRegistrar:c',
  'facility.FileChildcareInstitution': 'CountyRegistrar:c',
  'facility.ChangeChildcarePlaces': 'CountyRegistrar:c',
  'facility.InspectFacility': 'CountyRegistrar:c Inspector:c',
  'facility.RecordEquipment': 'CountyRegistrar:c HealthInstitution:c',
  'supplyStock.OpenStockPoint': 'TownshipWorker:t HealthInstitution:c AssociationWorker:t',
  'supplyStock.ReceiveStock': 'TownshipWorker:t HealthInstitution:c AssociationWorker:t',
  'supplyStock.Dispense': 'TownshipWorker:t HealthInstitution:c AssociationWorker:t',
  'supplyStock.AdjustStock': 'TownshipWorker:t HealthInstitution:c AssociationWorker:t',
  'supplyStock.WriteOffExpired': 'TownshipWorker:t HealthInstitution:c AssociationWorker:t',
  'benefitClaim.FileClaim': 'TownshipWorker:t BenefitOfficer:c',
  'benefitClaim.CheckFacts': 'TownshipWorker:t BenefitOfficer:c',
  'benefitClaim.ReferToHuman': 'TownshipWorker:t BenefitOfficer:c',
  'benefitClaim.PostNotice': 'TownshipWorker:t BenefitOfficer:c',
  'benefitClaim.ReviewTownship': 'TownshipWorker:t',
  'benefitClaim.ApproveClaim': 'BenefitOfficer:c',
  'benefitClaim.RejectClaim': 'BenefitOfficer:c',
  'benefitClaim.PayBenefit': 'BenefitOfficer:c',
  'benefitClaim.ReportPaymentFailure': 'BenefitOfficer:c',
  'benefitClaim.ChangePayee': 'BenefitOfficer:c',
  'benefitClaim.SuspendBenefit': 'BenefitOfficer:c',
  'benefitClaim.ResumeBenefit': 'BenefitOfficer:c',
  'benefitClaim.EndBenefit': 'BenefitOfficer:c',
  'benefitClaim.EstablishOverpayment': 'BenefitOfficer:c',
  'benefitClaim.OrderRecovery': 'BenefitOfficer:c',
  'benefitClaim.WaiveRecovery': 'BenefitOfficer:c',
  'onlyChildCertificate.TakeOverCertificate': 'TownshipWorker:t BenefitOfficer:c',
  'onlyChildCertificate.CancelCertificate': 'TownshipWorker:t BenefitOfficer:c',
  'onlyChildCertificate.ReissueCertificate': 'TownshipWorker:t BenefitOfficer:c',
  'specialFamily.EnrolFamily': 'TownshipWorker:t BenefitOfficer:c',
  'specialFamily.AssignContact': 'TownshipWorker:t BenefitOfficer:c',
  'specialFamily.SignFamilyDoctor': 'TownshipWorker:t BenefitOfficer:c',
  'specialFamily.IssuePriorityCard': 'TownshipWorker:t BenefitOfficer:c',
  'specialFamily.RecordVisit': 'TownshipWorker:t BenefitOfficer:c AssociationWorker:t',
  'specialFamily.LeaveSupport': 'TownshipWorker:t BenefitOfficer:c AssociationWorker:t',
  'dataRequest.ReceiveRequest': 'TownshipWorker:t CountyRegistrar:c PrivacyOfficer:c',
  'dataRequest.VerifyIdentity': 'TownshipWorker:t CountyRegistrar:c PrivacyOfficer:c',
  'dataRequest.SettleDueDate': 'PrivacyOfficer:c',
  'dataRequest.FulfilRequest': 'PrivacyOfficer:c',
  'dataRequest.PartlyRefuseRequest': 'PrivacyOfficer:c',
  'dataRequest.NoteOverdue': 'PrivacyOfficer:c',
  'feeCase.FileCase': 'LegalReviewer:a',
  'feeCase.IncludeChild': 'LegalReviewer:a',
  'feeCase.RecordStep': 'LegalReviewer:a',
  'feeCase.DecideLevy': 'LegalReviewer:a',
  'feeCase.ServeDecision': 'LegalReviewer:a',
  'feeCase.RequestInstalments': 'LegalReviewer:a',
  'feeCase.ApproveInstalments': 'LegalReviewer:a',
  'feeCase.RefuseInstalments': 'LegalReviewer:a',
  'feeCase.RecordPayment': 'LegalReviewer:a',
  'feeCase.AccrueSurcharge': 'LegalReviewer:a',
  'feeCase.RecordRemittance': 'LegalReviewer:a',
  'feeCase.ServeDemand': 'LegalReviewer:a',
  'feeCase.RequestEnforcement': 'LegalReviewer:a',
  'feeCase.GrantEnforcement': 'LegalReviewer:a',
  'feeCase.RefuseEnforcement': 'LegalReviewer:a',
  'feeCase.SuspendExecution': 'LegalReviewer:a',
  'feeCase.SelectRegime': 'LegalReviewer:a',
  'feeCase.DetectDuplicate': 'LegalReviewer:a',
  'feeCase.CeaseCollection': 'LegalReviewer:a',
  'feeCase.RequestRestrictionLift': 'LegalReviewer:a',
  'feeCase.ConfirmRestrictionLift': 'LegalReviewer:a',
  'feeCase.AnnulDecision': 'LegalReviewer:a',
  'feeCase.VaryDecision': 'LegalReviewer:a',
  'feeCase.RecordUnlawfulReceipt': 'LegalReviewer:a',
  'feeCase.OrderRefund': 'LegalReviewer:a',
  'feeCase.PayRefund': 'LegalReviewer:a',
  'feeCase.SealCase': 'LegalReviewer:a',
  'finding.RaiseFinding': 'Inspector:c LegalReviewer:c AssessmentOfficer:c Auditor:a ReviewOrgan:a',
  'finding.AssignFinding': 'Inspector:c Auditor:a',
  'finding.DecideContest': 'Inspector:a ReviewOrgan:a',
  'finding.LinkCitizenRemedy': 'TownshipWorker:t CountyRegistrar:c LegalReviewer:c Inspector:c',
  'finding.PlanRectification': OFFICES,
  'finding.ReportRectification': OFFICES,
  'finding.ContestFinding': OFFICES,
  'finding.SettleFindingDueDate': 'Inspector:a Auditor:a',
  'finding.ReturnRectification': 'Inspector:a Auditor:a',
  'finding.VerifyFinding': 'Inspector:a Auditor:a',
  'finding.EscalateFinding': 'Inspector:a Auditor:a',
  'finding.NoteFindingOverdue': 'Inspector:a Auditor:a',
  'finding.PassLookBack': 'Inspector:a Auditor:a',
  'finding.FailLookBack': 'Inspector:a Auditor:a',
  'finding.ReopenFinding': 'Inspector:a Auditor:a',
  'enforcementCase.OpenCase': 'CountyRegistrar:c',
  'enforcementCase.ReviewLegality': 'LegalReviewer:a',
  'enforcementCase.ExcludeEvidence': 'LegalReviewer:a CountyRegistrar:a',
  'enforcementCase.TakeEvidence': 'CountyRegistrar:a',
  'enforcementCase.NotifyParty': 'CountyRegistrar:a',
  'enforcementCase.HearDefence': 'CountyRegistrar:a',
  'enforcementCase.RequestHearing': 'CountyRegistrar:a',
  'enforcementCase.NotifyHearing': 'CountyRegistrar:a',
  'enforcementCase.HoldHearing': 'CountyRegistrar:a',
  'enforcementCase.DecidePenalty': 'CountyRegistrar:a',
  'enforcementCase.ServePenalty': 'CountyRegistrar:a',
  'enforcementCase.GrantInstalments': 'CountyRegistrar:a',
  'enforcementCase.RecordPerformance': 'CountyRegistrar:a',
  'enforcementCase.TransferToPolice': 'CountyRegistrar:a',
  'enforcementCase.CloseCase': 'CountyRegistrar:a',
  'enforcementCase.ArchiveCase': 'CountyRegistrar:a',
  'complaint.ReceiveComplaint': 'TownshipWorker:c CountyRegistrar:c Inspector:c LegalReviewer:c',
  'complaint.AcceptComplaint': 'CountyRegistrar:a Inspector:a LegalReviewer:a',
  'complaint.TransferComplaint': 'CountyRegistrar:a Inspector:a LegalReviewer:a',
  'complaint.InvestigateComplaint': 'Inspector:a LegalReviewer:a',
  'complaint.AnswerComplaint': 'CountyRegistrar:a Inspector:a LegalReviewer:a',
  'complaint.RateComplaint': 'TownshipWorker:a CountyRegistrar:a Inspector:a LegalReviewer:a',
  'complaint.ReopenComplaint': 'CountyRegistrar:a Inspector:a LegalReviewer:a',
  'reviewCase.FileReconsideration': 'ReviewOrgan:a LegalReviewer:c TownshipWorker:t',
  'reviewCase.FileDirectSuit': 'ReviewOrgan:a LegalReviewer:c TownshipWorker:t',
  'reviewCase.AdmitReconsideration': 'ReviewOrgan:a',
  'reviewCase.DeemAdmitted': 'ReviewOrgan:a',
  'reviewCase.DeclineReconsideration': 'ReviewOrgan:a',
  'reviewCase.SendReviewCopy': 'ReviewOrgan:a',
  'reviewCase.NoteNoEvidence': 'ReviewOrgan:a',
  'reviewCase.OrderStay': 'ReviewOrgan:a',
  'reviewCase.ExtendReview': 'ReviewOrgan:a',
  'reviewCase.DecideReconsideration': 'ReviewOrgan:a',
  'reviewCase.ServeReconsideration': 'ReviewOrgan:a',
  'reviewCase.IssueOpinion': 'ReviewOrgan:a',
  'reviewCase.FileEvidence': 'LegalReviewer:a',
  'reviewCase.AnswerOpinion': 'LegalReviewer:a',
  'reviewCase.FileSuit': 'LegalReviewer:a',
  'reviewCase.GiveJudgment': 'LegalReviewer:a',
  'reviewCase.PerformJudgment': 'LegalReviewer:a',
  'disputeInvestigation.OpenInvestigation': 'Inspector:a ReviewOrgan:a',
  'disputeInvestigation.RecordReplay': 'Inspector:a ReviewOrgan:a',
  'disputeInvestigation.RecordRuleTrace': 'Inspector:a ReviewOrgan:a',
  'disputeInvestigation.EstablishFact': 'Inspector:a ReviewOrgan:a',
  'disputeInvestigation.ConcludeInvestigation': 'Inspector:a ReviewOrgan:a',
  'disputeInvestigation.ProposeRemedy': 'Inspector:a ReviewOrgan:a',
  'collaborationAgreement.SignAgreement': 'CountyRegistrar:c',
  'collaborationAgreement.AmendAgreement': 'CountyRegistrar:c',
  'collaborationAgreement.EndAgreement': 'CountyRegistrar:c',
  'exchangeCase.SubmitRequest': 'TownshipWorker:t CountyRegistrar:c HealthInstitution:c BenefitOfficer:c',
  'exchangeCase.TakeInRequest': 'RegionalSystem:a',
  'exchangeCase.DeliverRequest': 'CountyRegistrar:c RegionalSystem:c',
  'exchangeCase.ReturnRequest': 'TownshipWorker:c CountyRegistrar:c RegionalSystem:c',
  'exchangeCase.PairPerson': 'TownshipWorker:c CountyRegistrar:c RegionalSystem:c',
  'exchangeCase.ReportPairingFailure': 'TownshipWorker:c CountyRegistrar:c RegionalSystem:c',
  'exchangeCase.RecordVerification': 'TownshipWorker:c CountyRegistrar:c RegionalSystem:c',
  'exchangeCase.GiveFeedback': 'TownshipWorker:c CountyRegistrar:c RegionalSystem:c',
  'exchangeCase.AcceptFeedback': 'TownshipWorker:c CountyRegistrar:c RegionalSystem:c',
  'exchangeCase.ContestDatum': 'TownshipWorker:c CountyRegistrar:c RegionalSystem:c',
  'exchangeCase.DecideDatumContest': 'ReviewOrgan:a RegionalSystem:a',
  'exchangeCase.SampleAnswer': 'AssessmentOfficer:a Inspector:a',
  'exchangeCase.WithdrawRequest': 'TownshipWorker:c CountyRegistrar:c RegionalSystem:c',
  'exchangeCase.SuspendDeadline': 'CountyRegistrar:c RegionalSystem:c',
  'exchangeCase.ResumeDeadline': 'CountyRegistrar:c RegionalSystem:c',
  'exchangeCase.SettleDeadline': 'CountyRegistrar:c RegionalSystem:c',
  'exchangeCase.NoteFeedbackOverdue': 'CountyRegistrar:c RegionalSystem:c',
  'exchangeCase.PropagateCorrection': 'TownshipWorker:c CountyRegistrar:c RegionalSystem:c',
  'exchangeCase.PropagateWithdrawal':
    'TownshipWorker:c CountyRegistrar:c RegionalSystem:c HealthInstitution:c PrivacyOfficer:c',
  'policy.LoadRuleVersion': 'LegalReviewer:a',
  'policy.RetireRuleVersion': 'LegalReviewer:a',
  'policy.RecordInterpretation': 'LegalReviewer:a',
  'vault.EraseOwner': 'PrivacyOfficer:a',
  'ledger.OpenLedger': '',
  'ledger.RestoreLedger': '',
  'task.NoteRefusal': '',
  'task.NoteSettled': '',
  'importBatch.SealImport': '',
};
const READERS = 'TownshipWorker:t PublicSecurityClerk:c CountyRegistrar:c BenefitOfficer:c PrivacyOfficer:c';
const mayAsk: Readonly<Record<Query, string>> = {
  household: READERS,
  person: `${READERS} HealthInstitution:c`,
  birth: 'TownshipWorker:t PublicSecurityClerk:t CountyRegistrar:c HealthInstitution:c PrivacyOfficer:c',
  township: READERS,
  counts: `${READERS} StatisticsOfficer:c AssessmentOfficer:c Auditor:c Inspector:c`,
  names: 'TownshipWorker:t PublicSecurityClerk:c CountyRegistrar:c PrivacyOfficer:c',
  search: 'TownshipWorker:t PublicSecurityClerk:t CountyRegistrar:c HealthInstitution:c',
  events: 'CountyRegistrar:c PrivacyOfficer:c',
  refusals: 'Inspector:a Auditor:a',
  accesses: 'Inspector:a Auditor:a PrivacyOfficer:a',
  rules: 'TownshipWorker:t PublicSecurityClerk:t CountyRegistrar:c LegalReviewer:a Inspector:a Auditor:a',
  operations: 'Auditor:a CountyRegistrar:a Inspector:a',
};

const reachOf = (cells: string, role: string) =>
  cells
    .split(' ')
    .find((cell) => cell.startsWith(`${role}:`))
    ?.at(-1);
const expected = (reach: string | undefined) => {
  if (reach === undefined) return ['ROLE', 'ROLE', 'ROLE', 'ROLE'];
  const within = (letters: string) => (letters.includes(reach) ? 'yes' : 'JURISDICTION');
  return [within('tca'), within('ca'), within('a'), 'yes'];
};
type Judged = ReturnType<typeof mayCommand>;
const said = (judged: Judged) => (judged.allowed ? 'yes' : judged.reason);

describe.each(Object.entries(may))('%s', (command, cells) => {
  test.each(ROLES)('by %s', (role) => {
    const actor = { role, office: OFFICE };
    const asked = [[HERE], [COUNTY], [OUTSIDE], []].map((divisions) => said(mayCommand(actor, command, divisions)));
    expect(asked).toEqual(expected(reachOf(cells, role)));
  });
});
describe.each(Object.entries(mayAsk) as [Query, string][])('asking for %s', (query, cells) => {
  test.each(ROLES)('by %s', (role) => {
    const actor = { role, office: OFFICE };
    const asked = [[HERE], [COUNTY], [OUTSIDE], []].map((divisions) => said(mayQuery(actor, query, divisions)));
    expect(asked).toEqual(expected(reachOf(cells, role)));
  });
});

describe('the table of authorities', () => {
  test('has a line for every command of the registry, and for nothing else', () => {
    const commands = deciders.flatMap(({ category, commands: { specs } }) =>
      Object.keys(specs as object).map((type) => `${category}.${type}`),
    );
    expect(Object.keys(COMMAND_AUTHORITIES).toSorted()).toEqual(commands.toSorted());
    expect(Object.keys(may).toSorted()).toEqual(commands.toSorted());
    expect(Object.keys(QUERY_AUTHORITIES).toSorted()).toEqual(Object.keys(mayAsk).toSorted());
  });
  test('knows no authority for what is not in it, nor for a role that is none', () => {
    const clerk = { role: 'CountyRegistrar', office: '990121' };
    expect(said(mayCommand(clerk, 'person.DeletePerson', [HERE]))).toBe('NO_SUCH_AUTHORITY');
    expect(said(mayCommand({ role: 'constructor', office: '990121' }, 'person.RegisterPerson', [HERE]))).toBe('ROLE');
  });
});

describe('an office', () => {
  test.each([
    ['990121001', '990121001', 'township', true],
    ['990121001', '990121001003', 'township', true],
    ['990121001', '990121002', 'township', false],
    ['990121001', '990121', 'township', false],
    ['990121001005', '990121001', 'township', true],
    ['990121', '990121002', 'township', true],
    ['990121', '990122002', 'township', false],
    ['990121001', '990121002', 'county', true],
    ['990121001', '990122001', 'county', false],
    ['990121', '980121001', 'any', true],
  ] as const)('%s covers %s within its %s: %s', (office, division, reach, covered) =>
    expect(covers(office, division, reach)).toBe(covered),
  );
  test('may carry out a move that it can see from either side', () => {
    const actor = { role: 'PublicSecurityClerk', office: OFFICE };
    expect(mayCommand(actor, 'householdRegistration.MoveBetweenHouseholds', [COUNTY, HERE]).allowed).toBe(true);
    expect(mayCommand(actor, 'householdRegistration.MoveBetweenHouseholds', [COUNTY, OUTSIDE]).allowed).toBe(false);
  });
});

describe('the place of', () => {
  test.each([
    ['person.RegisterPerson', { township: HERE }, undefined, [{ division: HERE }]],
    ['household.FormHousehold', { village: '990121001001' }, undefined, [{ division: '990121001001' }]],
    ['person.CorrectFact', {}, 'p_1', [{ person: 'p_1' }]],
    ['household.ChangeHead', {}, 'h_1', [{ household: 'h_1' }]],
    ['birth.IssueBirthCertificate', {}, 'b_1', [{ birth: 'b_1' }]],
    ['householdRegistration.RegisterChild', { householdId: 'h_2' }, 'p_1', [{ household: 'h_2' }]],
    [
      'householdRegistration.MoveBetweenHouseholds',
      { fromHouseholdId: 'h_1', toHouseholdId: 'h_2' },
      'p_1',
      [{ household: 'h_1' }, { household: 'h_2' }],
    ],
    ['policy.LoadRuleVersion', {}, 'divisions', []],
    ['person.DeletePerson', {}, 'p_1', []],
  ])('%s is in what it names', (command, data, subject, places) =>
    expect(placesOfCommand(command, data, subject)).toEqual(places),
  );
  test('a query is in what it asks about', () => {
    expect(placesOfQuery('household', {}, 'h_1')).toEqual([{ household: 'h_1' }]);
    expect(placesOfQuery('township', { division: HERE })).toEqual([{ division: HERE }]);
  });
});
