// Where each of the synthetic county's commands goes over HTTP: the same addresses as anybody's.
import { TOWNSHIP_CODES } from './places.ts';
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

/** What only the institution that attended a birth may state about it. */
const BY_INSTITUTION = new Set(['ReportBirth', 'IssueBirthCertificate', 'AmendBirth', 'ReportInfantDeath']);

/** Who sends a command: a role in an office. */
export interface Desk {
  readonly role: 'PublicSecurityClerk' | 'HealthInstitution';
  readonly division: string;
}
/** Every desk that the county's commands come from. */
export const DESKS: readonly Desk[] = TOWNSHIP_CODES.flatMap((division) => [
  { role: 'PublicSecurityClerk', division },
  { role: 'HealthInstitution', division },
]);
export const deskName = ({ role, division }: Desk): string => `${role}@${division}`;

export interface Posting {
  readonly path: string;
  readonly key: string;
  readonly desk: Desk;
  readonly body: string;
}

export const postingOf = (command: CountyCommand, identifierOf: (name: Name) => string): Posting => {
  const { type, subject, key, office, data } = command;
  const path = PATHS[type];
  if (path === undefined) throw new Error(`no address for ${type}`);
  return {
    path: subject ? path.replace(':id', identifierOf(subject)) : path,
    key,
    desk: { role: BY_INSTITUTION.has(type) ? 'HealthInstitution' : 'PublicSecurityClerk', division: office },
    body: JSON.stringify(resolved(data, identifierOf)),
  };
};
