/** 权限 Who may give the registry's commands, and where they take effect. */
import {
  type Authorities,
  type Authority,
  birth,
  desks,
  household,
  intoHousehold,
  maternity,
  named,
  person,
  registrars,
  text,
} from '../authority.ts';

const registering: Authority = {
  roles: { TownshipWorker: 'township', CountyRegistrar: 'county' },
  places: named('township'),
};

export const registryAuthorities: Authorities = {
  'person.RegisterPerson': { roles: desks, places: named('township') },
  'person.AssignCitizenId': { roles: registrars, places: person },
  'person.RecordMaritalStatus': { roles: desks, places: person },
  'person.CorrectFact': { roles: registrars, places: person },
  'person.RecordDeath': { roles: desks, places: person },
  'person.AnnulDeath': { roles: { CountyRegistrar: 'county' }, places: person },
  'person.RecordParentage': { roles: registrars, places: person },
  'person.LinkDuplicate': { roles: { CountyRegistrar: 'county' }, places: person },
  'person.ReverseDuplicateLink': { roles: { CountyRegistrar: 'county' }, places: person },
  'person.ClassifyLegacyIdentifier': { roles: { CountyRegistrar: 'county' }, places: person },

  'household.FormHousehold': { roles: registrars, places: named('village') },
  'household.ChangeHead': { roles: registrars, places: household },
  'household.MoveHousehold': { roles: registrars, places: household },
  'household.SplitHousehold': { roles: registrars, places: household },
  'household.MergeHousehold': { roles: registrars, places: household },
  'household.DissolveHousehold': { roles: registrars, places: household },

  'householdRegistration.TakeOverRegistration': { roles: registrars, places: intoHousehold },
  'householdRegistration.RegisterChild': { roles: desks, places: intoHousehold },
  'householdRegistration.RefuseRegistration': { roles: registrars, places: person },
  // The office of either household may carry out the move; the other side sees it at once.
  'householdRegistration.MoveBetweenHouseholds': {
    roles: registrars,
    places: (data) => [{ household: text(data.fromHouseholdId) }, { household: text(data.toHouseholdId) }],
  },
  'householdRegistration.MoveOut': { roles: registrars, places: intoHousehold },
  'householdRegistration.MoveIn': { roles: registrars, places: intoHousehold },
  'householdRegistration.CancelOnDeath': { roles: registrars, places: person },
  'householdRegistration.RegisterUnregisteredPerson': { roles: desks, places: intoHousehold },
  'householdRegistration.RestoreRegistration': { roles: registrars, places: intoHousehold },
  'householdRegistration.RecordUnlawfulRefusal': { roles: { CountyRegistrar: 'county' }, places: person },

  'residenceStay.DeclareArrival': { roles: desks, places: named('village') },
  'residenceStay.UpdateStay': { roles: desks, places: named('township') },
  'residenceStay.DeclareDeparture': { roles: desks, places: named('township') },
  'residenceStay.IssueResidencePermit': { roles: registrars, places: named('township') },
  'residenceStay.RecordMarriageBirthCertificate': { roles: registrars, places: person },

  // Whichever office the applicants come to first.
  'birthServiceRegistration.Apply': registering,
  'birthServiceRegistration.CommitInsteadOfProof': registering,
  'birthServiceRegistration.Register': registering,
  'birthServiceRegistration.ReturnForCompletion': registering,
  'birthServiceRegistration.Withdraw': registering,
  'birthServiceRegistration.ReferToOffice': registering,
  'birthServiceRegistration.RecordHistoricDecision': {
    roles: { CountyRegistrar: 'county' },
    places: named('township'),
  },
  'birthServiceRegistration.IssueFurtherBirthNotice': {
    roles: { BenefitOfficer: 'county' },
    places: named('township'),
  },
  'birthServiceRegistration.DeclineFurtherBirthNotice': {
    roles: { BenefitOfficer: 'county' },
    places: named('township'),
  },

  'birth.ReportBirth': { roles: { ...desks, ...maternity }, places: named('township') },
  'birth.IssueBirthCertificate': { roles: maternity, places: birth },
  'birth.ReplaceBirthCertificate': { roles: maternity, places: birth },
  'birth.VoidBirthCertificate': { roles: maternity, places: birth },
  'birth.AmendBirth': { roles: maternity, places: birth },
  'birth.ReportInfantDeath': { roles: { ...desks, ...maternity }, places: birth },
  'birth.AnnulInfantDeath': { roles: { CountyRegistrar: 'county' }, places: birth },
};
