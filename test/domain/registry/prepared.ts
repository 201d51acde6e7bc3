// Situations in which the registry's rarer commands are carried out.
import type { Situation } from '../../support/situation.ts';
import {
  BIRTH,
  birthReported,
  birthStream,
  CHILD,
  county,
  diedOn,
  ELSEWHERE,
  HOME,
  homeFormed,
  infantDied,
  MOTHER,
  motherRegistered,
  OTHER,
  OTHER_TOWNSHIP,
  OTHER_VILLAGE,
  personStream,
  registrationStream,
  TOWNSHIP,
  takenOver,
} from './cast.ts';
import { application, applied, FURTHER, REGISTRATION } from './birth-registration-cast.ts';
import { arrived, STAY } from './stay-cast.ts';

const ofMother = { ...county, ...registrationStream(MOTHER, takenOver(HOME)) };
const staying = { subject: MOTHER, streams: ofMother, history: [arrived] } as const;
const stay = { stayId: STAY, township: OTHER_TOWNSHIP };
const history = { ...staying, origin: 'LEGACY_IMPORT' } as const;

const applying = { subject: REGISTRATION, streams: county, history: [applied] } as const;
const mine = { personId: MOTHER, township: TOWNSHIP };
const inShanghai = { personId: MOTHER, township: FURTHER };
const inShanghaiApplied = { ...applying, history: [{ ...applied, data: { ...applied.data, township: FURTHER } }] };
const answer = { ...inShanghai, ground: 'CHILD_DISABLED', answeredOn: '2026-03-10' };

const family = { ...ofMother, ...birthStream(CHILD, birthReported) };
const alive = { subject: MOTHER, streams: family, history: [motherRegistered] } as const;
const dead = { ...alive, history: [motherRegistered, diedOn('2026-03-01')] } as const;
const twice = { ...family, ...personStream(OTHER, motherRegistered) };
const linked = { type: 'DuplicateLinked', data: { survivorId: OTHER } };
const cancelled = { type: 'RegistrationCancelled', data: { householdId: HOME, township: TOWNSHIP, reason: 'DEATH' } };
const atHome = { subject: HOME, streams: ofMother, history: [homeFormed] } as const;

export const preparedRegistry: Readonly<Record<string, Situation>> = {
  'residenceStay.DeclareArrival': {
    ...{ ...staying, history: [] },
    data: { village: OTHER_VILLAGE, purpose: 'WORK', arrivedOn: '2025-08-01' },
  },
  'residenceStay.UpdateStay': { ...staying, data: { ...stay, purpose: 'STUDY' } },
  'residenceStay.DeclareDeparture': { ...staying, data: { ...stay, leftOn: '2026-03-01' } },
  'residenceStay.IssueResidencePermit': {
    ...staying,
    data: { ...stay, number: 'JZ990121000001', ground: 'EMPLOYED', issuedOn: '2026-02-10' },
  },
  'residenceStay.RecordMarriageBirthCertificate': {
    ...history,
    data: { act: 'SHOWN', number: 'HY-2008-00012', county: '990122', on: '2008-05-05' },
  },
  'birthServiceRegistration.Apply': { ...applying, history: [], data: application },
  'birthServiceRegistration.CommitInsteadOfProof': { ...applying, data: { ...mine, items: ['CURRENT_RESIDENCE'] } },
  'birthServiceRegistration.Register': {
    ...applying,
    data: { ...mine, earlierChildren: [{ kind: 'JOINT' }], registeredOn: '2026-03-10' },
  },
  'birthServiceRegistration.ReturnForCompletion': { ...applying, data: { ...mine, missing: ['CURRENT_RESIDENCE'] } },
  'birthServiceRegistration.Withdraw': { ...applying, data: mine },
  'birthServiceRegistration.ReferToOffice': { ...applying, data: { ...mine, toCounty: '990122' } },
  'birthServiceRegistration.RecordHistoricDecision': {
    ...{ ...applying, history: [], origin: 'LEGACY_IMPORT' },
    data: { ...mine, act: 'PERMIT_ISSUED', county: '990121', on: '2008-05-05' },
  },
  'birthServiceRegistration.IssueFurtherBirthNotice': { ...inShanghaiApplied, data: answer },
  'birthServiceRegistration.DeclineFurtherBirthNotice': {
    ...inShanghaiApplied,
    data: { ...answer, remedyNotice: { organ: '990121', days: 60 } },
  },
  'person.AnnulDeath': { ...dead, data: { reason: 'WRONG_PERSON', authority: '平公户〔2026〕3号' } },
  'birth.AnnulInfantDeath': {
    ...{ subject: BIRTH, streams: county, history: [birthReported, infantDied] },
    data: { reason: 'WRONG_PERSON', authority: '平公户〔2026〕3号' },
  },
  'person.RecordParentage': { ...alive, data: { childId: CHILD, relation: 'MOTHER' } },
  'person.LinkDuplicate': { ...alive, streams: twice, data: { survivorId: OTHER } },
  'person.ReverseDuplicateLink': { ...alive, history: [motherRegistered, linked], data: { reason: 'OTHER_PERSON' } },
  'person.ClassifyLegacyIdentifier': { ...alive, origin: 'LEGACY_IMPORT', data: { identifier: '990121900101001' } },
  'householdRegistration.RegisterUnregisteredPerson': {
    ...alive,
    history: [],
    data: { householdId: HOME, relation: '97', category: 'OTHER', proof: 'STATEMENT', registeredOn: '2026-03-01' },
  },
  'householdRegistration.RestoreRegistration': {
    ...alive,
    history: [cancelled],
    data: { householdId: HOME, relation: '97', reason: 'DEATH_ANNULLED', restoredOn: '2026-03-01' },
  },
  'householdRegistration.RecordUnlawfulRefusal': {
    ...{ ...alive, history: [], origin: 'LEGACY_IMPORT' },
    data: { allegedCondition: 'FEE', office: '990121001', refusedOn: '2008-05-05' },
  },
  'household.SplitHousehold': {
    ...atHome,
    data: { intoHouseholdId: ELSEWHERE, memberIds: [MOTHER], splitOn: '2026-03-01' },
  },
  'household.MergeHousehold': {
    ...{ ...atHome, streams: county },
    data: { intoHouseholdId: ELSEWHERE, mergedOn: '2026-03-01' },
  },
};
