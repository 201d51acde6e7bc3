// Situations in which the registry's rarer commands are carried out.
import type { Situation } from '../../support/situation.ts';
import { county, MOTHER, OTHER_TOWNSHIP, OTHER_VILLAGE, registrationStream, HOME, takenOver } from './cast.ts';
import { arrived, STAY } from './stay-cast.ts';

const ofMother = { ...county, ...registrationStream(MOTHER, takenOver(HOME)) };
const staying = { subject: MOTHER, streams: ofMother, history: [arrived] } as const;
const stay = { stayId: STAY, township: OTHER_TOWNSHIP };
const history = { ...staying, origin: 'LEGACY_IMPORT' } as const;

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
};
