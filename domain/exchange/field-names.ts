/** 交换字段 Names of fields in messages between counties: what none of them may carry or ask, by the refusal that says why. */
import { demandOf, demandRejections } from '../accountability/demands.ts';
import type { Rejections } from '../kernel/refusal.ts';

export const unlawfulFieldRejections = {
  'REF-04': demandRejections['REF-04'],
  'REF-05': demandRejections['REF-05'],
  'REF-07': demandRejections['REF-07'],
  'REF-08': {
    zh: '不得在县际之间交换个人的避孕、怀孕、处罚信息，也不再发送原流动人口计划生育消息。',
    en: "Nobody's contraception, pregnancy or penalties are exchanged, and messages of the former migrant regime are sent no more.",
    citations: ['个人信息保护法 28', '个人信息保护法 29', '个人信息保护法 34', '国务院令第747号'],
    alternative: {
      zh: '请使用X1至X7消息，只写明其所列字段。',
      en: 'Use the messages X1 to X7, with the fields listed for them alone.',
    },
    recorded: true,
  },
  'REF-13': demandRejections['REF-13'],
  'REF-18': demandRejections['REF-18'],
} as const satisfies Rejections;
export type UnlawfulField = keyof typeof unlawfulFieldRejections;

/** Parts of names, small letters alone, that make a field one no message has; the first that fits names the refusal. */
const UNLAWFUL: readonly (readonly [UnlawfulField, readonly string[]])[] = [
  ['REF-07', ['return', 'comeback', 'mailedcertificate']],
  ['REF-13', ['fetal', 'fetus', 'foetal', 'foetus']],
  [
    'REF-08',
    [
      ...['contracep', 'pregnan', 'gestation', 'menstru', 'iud', 'sterili', 'ligation', 'vasectomy', 'abortion'],
      ...['terminat', 'miscarr', 'penalt', 'fine', 'fee', 'levy', 'punish', 'sanction', 'debt', 'offence', 'violation'],
      ...['outofplan', 'unlawfulbirth'],
    ],
  ],
  ['REF-05', ['examin', 'screening', 'ultrasound', 'checkup', 'bodycheck', 'physicalcheck']],
  ['REF-04', ['watchlist', 'tracking']],
  ['REF-18', ['bulk', 'allpersons', 'wholeregister', 'personlist', 'populationlist', 'fullexport', 'databasedump']],
];
const isUnlawful = (code: string | undefined): code is UnlawfulField =>
  code !== undefined && code in unlawfulFieldRejections;

/** The refusal of a field by its name; undefined where nothing is wrong with asking or telling it. */
export const unlawfulFieldOf = (field: string): UnlawfulField | undefined => {
  const letters = field.toLowerCase().replace(/[^a-z]/g, '');
  const found = UNLAWFUL.find(([, parts]) => parts.some((part) => letters.includes(part)))?.[0];
  if (found) return found;
  const demanded = demandOf(field);
  return isUnlawful(demanded) ? demanded : undefined;
};

/** The first of several names that no message may carry, and its refusal. */
export const unlawfulAmong = (fields: readonly string[]) => {
  const [first] = fields.flatMap((field) => unlawfulFieldOf(field) ?? []);
  return first && { code: first, fields: fields.filter((field) => unlawfulFieldOf(field) === first) };
};
