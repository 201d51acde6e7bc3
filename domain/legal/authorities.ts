/** 权限 Who may give the commands of former fee cases: the legal reviewer of the county, over the ledger as a whole. */
import { type Authorities, nowhere, type Reaches } from '../authority.ts';
import { feeCase } from './fee-case.ts';

const legal: Reaches = { LegalReviewer: 'any' };

export const legalAuthorities: Authorities = Object.fromEntries(
  Object.keys(feeCase.commands.specs).map((type) => [`feeCase.${type}`, { roles: legal, places: nowhere }]),
);
