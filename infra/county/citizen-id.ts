// 公民身份号码 Numbers by GB 11643-1999 under the unassigned prefixes 98 and 99: they can belong to nobody.

import { checkCharacterOf } from '../../domain/registry/citizen-id.ts';

/** Gives numbers out in order: odd sequences to men, even ones to women, none twice. */
export const createCitizenIds = () => {
  const given = new Map<string, number>();
  return (county: string, { bornOn, sex }: { bornOn: string; sex: '1' | '2' }): string => {
    const place = `${county}${bornOn.replaceAll('-', '')}`;
    const before = given.get(`${place}${sex}`) ?? (sex === '1' ? -1 : 0);
    const sequence = before + 2;
    given.set(`${place}${sex}`, sequence);
    const seventeen = `${place}${String(sequence).padStart(3, '0')}`;
    return seventeen + checkCharacterOf(seventeen);
  };
};
