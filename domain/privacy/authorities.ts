/** 权限 Who may take and answer what somebody asks about their own data. */
import { aboutPerson, type Authorities, type Authority } from '../authority.ts';

const answering: Authority = { roles: { PrivacyOfficer: 'county' }, places: aboutPerson };
const receiving: Authority = {
  roles: { PrivacyOfficer: 'county', CountyRegistrar: 'county', TownshipWorker: 'township' },
  places: aboutPerson,
};

export const privacyAuthorities: Authorities = {
  'dataRequest.ReceiveRequest': receiving,
  'dataRequest.VerifyIdentity': receiving,
  'dataRequest.SettleDueDate': answering,
  'dataRequest.FulfilRequest': answering,
  'dataRequest.PartlyRefuseRequest': answering,
  'dataRequest.NoteOverdue': answering,
};
