/** 权限 What one line of the table of authorities says: which roles, how far they reach, and where a command takes effect. */
import type { Role } from './policy/roles.ts';

/** How far an authority reaches: the office's own township (a county office: all of them), its county, or everywhere. */
export type Reach = 'township' | 'county' | 'any';
export type Reaches = Readonly<Partial<Record<Role, Reach>>>;

/** Where a command or query takes effect: in a division it names, or where one of these subjects is registered. */
export type Place =
  | { readonly division: string }
  | { readonly person: string }
  | { readonly household: string }
  | { readonly birth: string };
export type Fields = Readonly<Record<string, unknown>>;
export interface Authority {
  readonly roles: Reaches;
  /** One of these must lie within reach. None: the ledger as a whole, which only the reach `any` covers. */
  readonly places: (data: Fields, subject: string | undefined) => readonly Place[];
}

export const text = (value: unknown): string => (typeof value === 'string' ? value : '');
export const named = (field: string) => (data: Fields) => [{ division: text(data[field]) }];
export const intoHousehold = (data: Fields) => [{ household: text(data.householdId) }];
export const person = (_: Fields, subject?: string) => [{ person: subject ?? '' }];
export const household = (_: Fields, subject?: string) => [{ household: subject ?? '' }];
export const birth = (_: Fields, subject?: string) => [{ birth: subject ?? '' }];
/** Where the person lives whom the command names. */
export const aboutPerson = (data: Fields) => [{ person: text(data.personId) }];
export const nowhere = () => [];

export const registrars: Reaches = { CountyRegistrar: 'county', PublicSecurityClerk: 'township' };
export const desks: Reaches = { ...registrars, TownshipWorker: 'township' };
export const maternity: Reaches = { HealthInstitution: 'county', CountyRegistrar: 'county' };

/** Lines of one context, by `category.Command`. */
export type Authorities = Readonly<Record<string, Authority>>;
