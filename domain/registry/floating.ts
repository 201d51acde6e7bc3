/** 流动人口 Who counts as floating: three texts say it differently, so each is kept under its own name. */
import * as z from 'zod';
import { addMonths } from '../kernel/calendar.ts';
import type { Residence } from '../policy/registry-rules.ts';
import { ageOn, type Identity } from './vital.ts';

/** 流动人口计划生育工作条例 2；第七次全国人口普查；广东全员流动人口（2010）. */
export const FLOATING_DEFINITIONS = ['DECREE_555', 'CENSUS_2020', 'GUANGDONG_2010'] as const;
export const FloatingDefinition = z.enum(FLOATING_DEFINITIONS);
export type FloatingDefinition = z.output<typeof FloatingDefinition>;

/** 事由 Why somebody stays: the first three are work and life, the others are none of it. */
export const STAY_PURPOSES = [
  'WORK',
  'BUSINESS',
  'LIVING',
  'BUSINESS_TRIP',
  'MEDICAL',
  'STUDY',
  'TOURISM',
  'VISIT',
] as const;
export const StayPurpose = z.enum(STAY_PURPOSES);
export type StayPurpose = z.output<typeof StayPurpose>;
const WORK_OR_LIFE: ReadonlySet<string> = new Set(['WORK', 'BUSINESS', 'LIVING'] satisfies StayPurpose[]);

/** 市辖区 The districts of one city share its four digits and are numbered 01 to 20 within it. */
const isDistrict = (county: string) => Number(county.slice(4, 6)) >= 1 && Number(county.slice(4, 6)) <= 20;
export const areDistrictsOfOneCity = (one: string, other: string): boolean =>
  one.slice(0, 4) === other.slice(0, 4) && isDistrict(one) && isDistrict(other);

export interface StayFacts {
  /** Registered place, county or township. */
  readonly from: string;
  /** Township. */
  readonly to: string;
  readonly purpose: StayPurpose;
  readonly arrivedOn: string;
}

const leftCounty = ({ from, to }: StayFacts) => from.slice(0, 6) !== to.slice(0, 6);
const isOfAge = (
  who: Pick<Identity, 'bornOn' | 'bornIn'>,
  on: string,
  { childbearingFrom, childbearingTo }: Residence,
) => {
  const age = ageOn(who, on);
  return age >= childbearingFrom && age <= childbearingTo;
};

/** The definitions a stay meets on a date. Never one of them alone without its name. */
export const definitionsMet = (
  stay: StayFacts,
  on: string,
  { who, rule }: { who: Pick<Identity, 'bornOn' | 'bornIn'>; rule: Residence },
): FloatingDefinition[] => {
  const within = areDistrictsOfOneCity(stay.from, stay.to);
  const lives = WORK_OR_LIFE.has(stay.purpose);
  const isAway = stay.from !== stay.to && addMonths(stay.arrivedOn, rule.censusMonths) <= on;
  const met: Readonly<Record<FloatingDefinition, boolean>> = {
    DECREE_555: leftCounty(stay) && !within && lives && isOfAge(who, on, rule),
    CENSUS_2020: isAway && !within,
    GUANGDONG_2010: leftCounty(stay) && lives,
  };
  return FLOATING_DEFINITIONS.filter((definition) => met[definition]);
};
