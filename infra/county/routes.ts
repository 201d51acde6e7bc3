// Where each of the synthetic county's commands goes over HTTP: the same addresses as anybody's.
import { COUNTY } from './places.ts';
import { type CountyCommand, type Name, resolved } from './command.ts';

/** `:id` stands for the command's subject. */
const PATHS: Readonly<Record<string, string>> = {
  RegisterPerson: '/persons',
  AssignCitizenId: '/persons/:id/citizen-id',
  RecordMaritalStatus: '/persons/:id/marital-status',
  CorrectFact: '/persons/:id/corrections',
  RecordDeath: '/persons/:id/death',
  FormHousehold: '/households',
  ChangeHead: '/households/:id/head',
  MoveHousehold: '/households/:id/move',
  DissolveHousehold: '/households/:id/dissolution',
  TakeOverRegistration: '/persons/:id/registration/take-over',
  RegisterChild: '/persons/:id/registration/child',
  MoveBetweenHouseholds: '/persons/:id/registration/move',
  MoveOut: '/persons/:id/registration/move-out',
  MoveIn: '/persons/:id/registration/move-in',
  CancelOnDeath: '/persons/:id/registration/cancellation',
  ReportBirth: '/births',
  IssueBirthCertificate: '/births/:id/certificate',
  AmendBirth: '/births/:id/amendments',
  ReportInfantDeath: '/births/:id/infant-death',
};

/** What the institution that attends births states about them. */
const BY_INSTITUTION = new Set(['ReportBirth', 'IssueBirthCertificate', 'AmendBirth', 'ReportInfantDeath']);
/** What names its township itself. Where somebody is registered only the views know, which may be a moment behind. */
const IN_TOWNSHIP = new Set(['RegisterPerson', 'FormHousehold']);

/** Who sends a command: a role in an office. */
export interface Desk {
  readonly role: 'PublicSecurityClerk' | 'CountyRegistrar' | 'HealthInstitution';
  readonly division: string;
}
export const deskName = ({ role, division }: Desk): string => `${role}@${division}`;

const deskOf = ({ type, office }: CountyCommand): Desk => {
  if (IN_TOWNSHIP.has(type)) return { role: 'PublicSecurityClerk', division: office };
  return { role: BY_INSTITUTION.has(type) ? 'HealthInstitution' : 'CountyRegistrar', division: COUNTY };
};

export interface Posting {
  readonly path: string;
  readonly key: string;
  readonly desk: Desk;
  readonly body: string;
}

export const postingOf = (command: CountyCommand, identifierOf: (name: Name) => string): Posting => {
  const { type, subject, key, data } = command;
  const path = PATHS[type];
  if (path === undefined) throw new Error(`no address for ${type}`);
  return {
    path: subject ? path.replace(':id', identifierOf(subject)) : path,
    key,
    desk: deskOf(command),
    body: JSON.stringify(resolved(data, identifierOf)),
  };
};
