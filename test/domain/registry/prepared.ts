// Situations in which the registry's rarer commands are carried out.
import type { Situation } from '../../support/situation.ts';
import {
  county,
  MOTHER,
  TOWNSHIP,
  OTHER_TOWNSHIP,
  OTHER_VILLAGE,
  registrationStream,
  HOME,
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
};
