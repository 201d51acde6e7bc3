/** 户籍办理路径 The registry's commands over HTTP. */
import { birth } from '../domain/registry/birth.ts';
import { household } from '../domain/registry/household.ts';
import { householdRegistration } from '../domain/registry/household-registration.ts';
import { person } from '../domain/registry/person.ts';
import { birthRegistration } from '../domain/registry/birth-registration.ts';
import { residenceStay } from '../domain/registry/residence-stay.ts';
import { type CommandPaths, pathsOf } from './command-path.ts';

export const registryPaths: readonly CommandPaths[] = [
  pathsOf(person, {
    RegisterPerson: '/persons',
    AssignCitizenId: '/persons/:id/citizen-id',
    RecordMaritalStatus: '/persons/:id/marital-status',
    CorrectFact: '/persons/:id/corrections',
    RecordDeath: '/persons/:id/death',
    AnnulDeath: '/persons/:id/death/annulment',
    RecordParentage: '/persons/:id/children',
    LinkDuplicate: '/persons/:id/duplicate-link',
    ReverseDuplicateLink: '/persons/:id/duplicate-link/reversal',
    ClassifyLegacyIdentifier: '/persons/:id/legacy-identifier',
  }),
  pathsOf(household, {
    FormHousehold: '/households',
    ChangeHead: '/households/:id/head',
    MoveHousehold: '/households/:id/move',
    SplitHousehold: '/households/:id/split',
    MergeHousehold: '/households/:id/merger',
    DissolveHousehold: '/households/:id/dissolution',
  }),
  pathsOf(householdRegistration, {
    TakeOverRegistration: '/persons/:id/registration/take-over',
    RegisterChild: '/persons/:id/registration/child',
    RefuseRegistration: '/persons/:id/registration/refusal',
    MoveBetweenHouseholds: '/persons/:id/registration/move',
    MoveOut: '/persons/:id/registration/move-out',
    MoveIn: '/persons/:id/registration/move-in',
    CancelOnDeath: '/persons/:id/registration/cancellation',
    RegisterUnregisteredPerson: '/persons/:id/registration/unregistered',
    RestoreRegistration: '/persons/:id/registration/restoration',
    RecordUnlawfulRefusal: '/persons/:id/registration/unlawful-refusals',
  }),
  pathsOf(residenceStay, {
    DeclareArrival: '/persons/:id/stays',
    UpdateStay: '/persons/:id/stays/purpose',
    DeclareDeparture: '/persons/:id/stays/departure',
    IssueResidencePermit: '/persons/:id/stays/permit',
    RecordMarriageBirthCertificate: '/persons/:id/stays/marriage-birth-certificates',
  }),
  pathsOf(birthRegistration, {
    Apply: '/birth-registrations',
    CommitInsteadOfProof: '/birth-registrations/:id/commitment',
    Register: '/birth-registrations/:id/registration',
    ReturnForCompletion: '/birth-registrations/:id/completion',
    Withdraw: '/birth-registrations/:id/withdrawal',
    ReferToOffice: '/birth-registrations/:id/referral',
    RecordHistoricDecision: '/birth-registrations/history',
    IssueFurtherBirthNotice: '/birth-registrations/:id/further-birth-notice',
    DeclineFurtherBirthNotice: '/birth-registrations/:id/further-birth-notice/decline',
  }),
  pathsOf(birth, {
    ReportBirth: '/births',
    IssueBirthCertificate: '/births/:id/certificate',
    ReplaceBirthCertificate: '/births/:id/certificate/replacement',
    VoidBirthCertificate: '/births/:id/certificate/voiding',
    AmendBirth: '/births/:id/amendments',
    ReportInfantDeath: '/births/:id/infant-death',
    AnnulInfantDeath: '/births/:id/infant-death/annulment',
  }),
];
