/** 权限 The one table of who may do what where: commands and queries by role and by how far the office's area reaches. */
import type { Actor } from './kernel/decider.ts';
import { isRole, type Role } from './policy/roles.ts';

export { ROLES } from './policy/roles.ts';

/** How far an authority reaches: the office's own township (a county office: all of them), its county, or everywhere. */
export type Reach = 'township' | 'county' | 'any';
type Reaches = Readonly<Partial<Record<Role, Reach>>>;

/** Where a command or query takes effect: in a division it names, or where one of these subjects is registered. */
export type Place =
  | { readonly division: string }
  | { readonly person: string }
  | { readonly household: string }
  | { readonly birth: string };
type Fields = Readonly<Record<string, unknown>>;
interface Authority {
  readonly roles: Reaches;
  /** One of these must lie within reach. None: the ledger as a whole, which only the reach `any` covers. */
  readonly places: (data: Fields, subject: string | undefined) => readonly Place[];
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const named = (field: string) => (data: Fields) => [{ division: text(data[field]) }];
const intoHousehold = (data: Fields) => [{ household: text(data.householdId) }];
const person = (_: Fields, subject?: string) => [{ person: subject ?? '' }];
const household = (_: Fields, subject?: string) => [{ household: subject ?? '' }];
const birth = (_: Fields, subject?: string) => [{ birth: subject ?? '' }];
const nowhere = () => [];

const registrars: Reaches = { CountyRegistrar: 'county', PublicSecurityClerk: 'township' };
const desks: Reaches = { ...registrars, TownshipWorker: 'township' };
const maternity: Reaches = { HealthInstitution: 'county', CountyRegistrar: 'county' };

export const COMMAND_AUTHORITIES: Readonly<Record<string, Authority>> = {
  'person.RegisterPerson': { roles: desks, places: named('township') },
  'person.AssignCitizenId': { roles: registrars, places: person },
  'person.RecordMaritalStatus': { roles: desks, places: person },
  'person.CorrectFact': { roles: registrars, places: person },
  'person.RecordDeath': { roles: desks, places: person },

  'household.FormHousehold': { roles: registrars, places: named('village') },
  'household.ChangeHead': { roles: registrars, places: household },
  'household.MoveHousehold': { roles: registrars, places: household },
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

  'birth.ReportBirth': { roles: { ...desks, ...maternity }, places: named('township') },
  'birth.IssueBirthCertificate': { roles: maternity, places: birth },
  'birth.ReplaceBirthCertificate': { roles: maternity, places: birth },
  'birth.VoidBirthCertificate': { roles: maternity, places: birth },
  'birth.AmendBirth': { roles: maternity, places: birth },
  'birth.ReportInfantDeath': { roles: { ...desks, ...maternity }, places: birth },

  'policy.LoadRuleVersion': { roles: { LegalReviewer: 'any' }, places: nowhere },
  'vault.EraseOwner': { roles: { PrivacyOfficer: 'any' }, places: nowhere },
  // The process that opens or restores a ledger acts for itself; nobody does it over a desk.
  'ledger.OpenLedger': { roles: {}, places: nowhere },
  'ledger.RestoreLedger': { roles: {}, places: nowhere },
};

const readers: Reaches = {
  ...desks,
  PublicSecurityClerk: 'county',
  BenefitOfficer: 'county',
  PrivacyOfficer: 'county',
};
const queries = {
  household: { roles: readers, places: household },
  person: { roles: { ...readers, HealthInstitution: 'county' }, places: person },
  birth: { roles: { ...desks, ...maternity, PrivacyOfficer: 'county' }, places: birth },
  /** Households of a township, page by page. */
  township: { roles: readers, places: named('division') },
  /** Counts alone, of a township or the county. */
  counts: {
    roles: {
      ...readers,
      StatisticsOfficer: 'county',
      AssessmentOfficer: 'county',
      Auditor: 'county',
      Inspector: 'county',
    },
    places: named('division'),
  },
  /** Names and other directory entries beside a status that may be seen. */
  names: { roles: { ...desks, PublicSecurityClerk: 'county', PrivacyOfficer: 'county' }, places: person },
  /** Whom a citizen id, or a name and date of birth, belong to. */
  search: { roles: { ...desks, HealthInstitution: 'county' }, places: named('division') },
  /** A subject's events as they are in the log. */
  events: { roles: { CountyRegistrar: 'county', PrivacyOfficer: 'county' }, places: person },
  refusals: { roles: { Inspector: 'any', Auditor: 'any' }, places: nowhere },
  accesses: { roles: { Inspector: 'any', Auditor: 'any', PrivacyOfficer: 'any' }, places: nowhere },
  rules: { roles: { ...desks, LegalReviewer: 'any', Inspector: 'any', Auditor: 'any' }, places: nowhere },
  /** Lanes, lags and failed jobs: nothing of persons. */
  operations: { roles: { Auditor: 'any', CountyRegistrar: 'any', Inspector: 'any' }, places: nowhere },
} as const satisfies Readonly<Record<string, Authority>>;
export type Query = keyof typeof queries;
export const QUERY_AUTHORITIES: Readonly<Record<Query, Authority>> = queries;

export type Allowance =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly reason: 'NO_SUCH_AUTHORITY' | 'ROLE' | 'JURISDICTION' };

/** Whether an office's area, stretched to the reach, takes in a division. */
export const covers = (office: string, division: string, reach: Reach): boolean => {
  if (reach === 'any') return true;
  const isCountyOffice = office.length === 6;
  const digits = reach === 'county' || isCountyOffice ? 6 : 9;
  return division.length >= digits && division.slice(0, digits) === office.slice(0, digits);
};

type Who = Pick<Actor, 'role' | 'office'>;
const allow = (authority: Authority | undefined, { role, office }: Who, divisions: readonly string[]): Allowance => {
  if (!authority) return { allowed: false, reason: 'NO_SUCH_AUTHORITY' };
  const reach = isRole(role) ? authority.roles[role] : undefined;
  if (!reach) return { allowed: false, reason: 'ROLE' };
  if (reach === 'any' || divisions.length === 0 || divisions.some((one) => covers(office, one, reach)))
    return { allowed: true };
  return { allowed: false, reason: 'JURISDICTION' };
};

/** Where a command takes effect; the caller looks up in which division each place lies. `command` is `category.Command`. */
export const placesOfCommand = (command: string, data: Fields, subject?: string): readonly Place[] =>
  COMMAND_AUTHORITIES[command]?.places(data, subject) ?? [];
export const placesOfQuery = (query: Query, data: Fields, subject?: string): readonly Place[] =>
  QUERY_AUTHORITIES[query].places(data, subject);

/**
 * @param divisions of the command's places, as far as they are known; where none is (no such subject) the role alone
 * decides, and the command itself says that there is no such subject
 */
export const mayCommand = (actor: Who, command: string, divisions: readonly string[]): Allowance =>
  allow(COMMAND_AUTHORITIES[command], actor, divisions);
export const mayQuery = (actor: Who, query: Query, divisions: readonly string[]): Allowance =>
  allow(QUERY_AUTHORITIES[query], actor, divisions);
