// 公民身份号码 Numbers by GB 11643-1999 under the unassigned prefixes 98 and 99: they can belong to nobody.

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK = '10X98765432';

/** The last character of a number of which the first seventeen digits are given (ISO 7064 MOD 11-2). */
export const checkOf = (seventeen: string): string => {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(seventeen[at]), 0);
  return CHECK[sum % 11] as string;
};

/** Gives numbers out in order: odd sequences to men, even ones to women, none twice. */
export const createCitizenIds = () => {
  const given = new Map<string, number>();
  return (county: string, { bornOn, sex }: { bornOn: string; sex: '1' | '2' }): string => {
    const place = `${county}${bornOn.replaceAll('-', '')}`;
    const before = given.get(`${place}${sex}`) ?? (sex === '1' ? -1 : 0);
    const sequence = before + 2;
    given.set(`${place}${sex}`, sequence);
    const seventeen = `${place}${String(sequence).padStart(3, '0')}`;
    return seventeen + checkOf(seventeen);
  };
};
