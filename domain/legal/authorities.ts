/** 权限 Who may give the commands of former fee cases and of cases against providers; who decides never reviews. */
import { type Authorities, type Authority, named, nowhere, type Reaches } from '../authority.ts';
import { enforcementCase } from './enforcement-case.ts';
import { feeCase } from './fee-case.ts';

const legal: Reaches = { LegalReviewer: 'any' };

const feeCases: Authorities = Object.fromEntries(
  Object.keys(feeCase.commands.specs).map((type) => [`feeCase.${type}`, { roles: legal, places: nowhere }]),
);

const enforcing: Authority = { roles: { CountyRegistrar: 'any' }, places: nowhere };
const enforcementCases: Authorities = {
  ...Object.fromEntries(
    Object.keys(enforcementCase.commands.specs).map((type) => [`enforcementCase.${type}`, enforcing]),
  ),
  'enforcementCase.OpenCase': { roles: { CountyRegistrar: 'county' }, places: named('county') },
  'enforcementCase.ReviewLegality': { roles: legal, places: nowhere },
  'enforcementCase.ExcludeEvidence': { roles: { ...legal, CountyRegistrar: 'any' }, places: nowhere },
};

export const legalAuthorities: Authorities = { ...feeCases, ...enforcementCases };
