// 人口参数 Published rates of population and vital events, as the synthetic county is drawn from them.

/** Share of each five-year age group from 0–4 to 85 and over, census of 2020, per cent. */
export const AGE_GROUP_PERCENT = [
  5.52, 6.4, 6.05, 5.16, 5.32, 6.52, 8.81, 7.02, 6.59, 8.1, 8.59, 7.19, 5.21, 5.25, 3.52, 2.22, 1.45, 1.09,
] as const;
export const ageGroupOf = (age: number): number => Math.min(Math.floor(age / 5), AGE_GROUP_PERCENT.length - 1);

/** Births a year per woman of the age group from 15–19 to 45–49, census of 2020. */
const FERTILITY_2020 = [0.006_07, 0.055_22, 0.098_98, 0.065_05, 0.026_91, 0.006_34, 0.001_61] as const;

/** Live births by year, tens of thousands: statistical bulletins. */
const BIRTHS: Readonly<Record<number, number>> = {
  2016: 1786,
  2017: 1723,
  2018: 1523,
  2019: 1465,
  2020: 1200,
  2021: 1062,
  2022: 956,
  2023: 902,
  2024: 954,
  2025: 792,
};
const BIRTHS_2020 = 1200;

/** Births a year of a woman of that age, scaled to the births of the year. */
export const fertilityOf = (age: number, year: number): number =>
  (FERTILITY_2020[Math.floor(age / 5) - 3] ?? 0) * ((BIRTHS[year] ?? BIRTHS_2020) / BIRTHS_2020);

/** Deaths in the first year of life, 2021. */
export const INFANT_MORTALITY = 0.005;

const MORTALITY_AT_BIRTH = 0.000_032;
const MORTALITY_GROWTH = 1.097;
const OLDEST = 120;
/** By multiplication, because powers and exponentials may differ in the last bit from one engine to the next. */
const MORTALITY = Array.from({ length: OLDEST }).reduce<number[]>(
  (rates) => [...rates, (rates.at(-1) ?? 0) * MORTALITY_GROWTH],
  [MORTALITY_AT_BIRTH],
);
/** Deaths a year at that age: a Gompertz curve that gives this age structure some 7 to 8 deaths a thousand. */
export const mortalityOf = (age: number): number => Math.min(0.5, MORTALITY[age] ?? 1);

/** Boys among a hundred newborns, at 111.3 boys for each hundred girls (2020). */
export const BOYS_AMONG_BORN = 111.3 / 211.3;

/** First marriages a year of an unmarried woman of that age. */
export const marriageOf = (age: number): number => {
  if (age < 20 || age > 45) return 0;
  if (age < 24) return 0.09;
  if (age < 30) return 0.2;
  return age < 36 ? 0.1 : 0.03;
};

/** Of a married couple, a year. */
export const DIVORCE = 0.004;

/** Registrations moved out of the county a year, at that age: young adults above all. */
export const emigrationOf = (age: number): number => {
  if (age < 18) return 0;
  if (age < 35) return 0.05;
  return age < 60 ? 0.004 : 0.001;
};

/** Registrations moved in a year, for each person registered. */
export const IMMIGRATION = 0.006;
/** Households a year that move to another place in the county. */
export const HOUSEHOLD_MOVE = 0.02;
/** Young adults a year who form a household of their own. */
export const SPLIT = 0.012;
/** Records a year of which something has to be corrected. */
export const CORRECTION = 0.004;
/** Deliveries with two children. */
export const TWINS = 0.012;
