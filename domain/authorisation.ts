/** 权限 The one table of who may do what where: commands and queries by role and by how far the office's area reaches. */
import type { Actor } from './kernel/decider.ts';
import {
  type Authorities,
  type Authority,
  birth,
  desks,
  type Fields,
  household,
  maternity,
  named,
  nowhere,
  person,
  type Place,
  type Reach,
  type Reaches,
} from './authority.ts';
import { legalAuthorities } from './legal/authorities.ts';
import { isRole } from './policy/roles.ts';
import { privacyAuthorities } from './privacy/authorities.ts';
import { registryAuthorities } from './registry/authorities.ts';
import { benefitAuthorities } from './benefits/authorities.ts';
import { careAuthorities } from './care/authorities.ts';
import { redressAuthorities } from './redress/authorities.ts';
import { accountabilityAuthorities } from './accountability/authorities.ts';
import { exchangeAuthorities } from './exchange/authorities.ts';

export { ROLES } from './policy/roles.ts';

export const COMMAND_AUTHORITIES: Authorities = {
  ...registryAuthorities,
  ...legalAuthorities,
  ...careAuthorities,
  ...benefitAuthorities,
  ...privacyAuthorities,
  ...accountabilityAuthorities,
  ...redressAuthorities,
  ...exchangeAuthorities,

  'policy.LoadRuleVersion': { roles: { LegalReviewer: 'any' }, places: nowhere },
  'policy.RetireRuleVersion': { roles: { LegalReviewer: 'any' }, places: nowhere },
  'policy.RecordInterpretation': { roles: { LegalReviewer: 'any' }, places: nowhere },
  'vault.EraseOwner': { roles: { PrivacyOfficer: 'any' }, places: nowhere },
  // What the ledger does for itself; nobody does it over a desk.
  'ledger.OpenLedger': { roles: {}, places: nowhere },
  'ledger.RestoreLedger': { roles: {}, places: nowhere },
  'task.NoteRefusal': { roles: {}, places: nowhere },
  'task.NoteSettled': { roles: {}, places: nowhere },
  // The import seals what it took itself.
  'importBatch.SealImport': { roles: {}, places: nowhere },
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
