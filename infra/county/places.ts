// 行政区划 Where the synthetic county's people live: some of the invented divisions that a new ledger's first rules list.
import type { Chance } from './chance.ts';

/** What every synthetic address begins with, so that nobody takes it for a real one. */
export const SYNTHETIC = '合成数据';

export const COUNTY = '990121';
/** 伙伴县 Counties that registrations come from and go to; the last lies in another province. */
export const PARTNER_COUNTIES = ['990122', '990123', '980121'] as const;

interface Township {
  readonly code: string;
  readonly name: string;
  /** 001–199 are residents' committees, 200–399 villagers' committees. */
  readonly villages: readonly (readonly [suffix: string, name: string])[];
}

const TOWNSHIPS: readonly Township[] = [
  {
    code: `${COUNTY}001`,
    name: '甲街道',
    villages: [
      ['001', '第一社区'],
      ['002', '第二社区'],
      ['003', '第三社区'],
    ],
  },
  {
    code: `${COUNTY}100`,
    name: '乙镇',
    villages: [
      ['001', '镇中社区'],
      ['200', '东一村'],
      ['201', '东二村'],
    ],
  },
  {
    code: `${COUNTY}101`,
    name: '丙镇',
    villages: [
      ['001', '镇西社区'],
      ['200', '西一村'],
      ['201', '西二村'],
    ],
  },
  {
    code: `${COUNTY}200`,
    name: '丁乡',
    villages: [
      ['200', '南一村'],
      ['201', '南二村'],
      ['202', '南三村'],
    ],
  },
];

const VILLAGES = TOWNSHIPS.flatMap(({ code, name, villages }) =>
  villages.map(([suffix, village]) => ({ code: `${code}${suffix}`, name: `${name}${village}` })),
);
const NAMES = new Map(VILLAGES.map(({ code, name }) => [code, name]));

export const TOWNSHIP_CODES = TOWNSHIPS.map(({ code }) => code);
export const VILLAGE_CODES = VILLAGES.map(({ code }) => code);
export const townshipOf = (village: string): string => village.slice(0, 9);

export const addressIn = (chance: Chance, village: string): string =>
  `${SYNTHETIC}·${NAMES.get(village) ?? village}${chance.between(1, 12)}组${chance.between(1, 99)}号`;
