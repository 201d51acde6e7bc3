/** 权限 Who may give the commands of services: whoever treats or advises somebody, where that person lives. */
import { aboutPerson, type Authorities, type Reaches } from '../authority.ts';

const carers: Reaches = { HealthInstitution: 'county', TownshipWorker: 'township' };

export const careAuthorities: Authorities = {
  'consent.GiveConsent': { roles: carers, places: aboutPerson },
  'consent.WithdrawConsent': { roles: { ...carers, PrivacyOfficer: 'county' }, places: aboutPerson },
};
