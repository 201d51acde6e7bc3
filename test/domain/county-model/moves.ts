// What may happen next in either county, right or wrong: every move is numbers, so that a failing history shrinks and replays.
import fc from 'fast-check';
import { addDays } from '../../../domain/kernel/calendar.ts';
import type { Answer, Asked, Ledger } from './ledgers.ts';
import { keyOf } from './ledgers.ts';

export interface Move {
  readonly county: 0 | 1;
  readonly what: number;
  readonly a: number;
  readonly b: number;
  readonly live: boolean;
  readonly repeat: boolean;
}
export const WHATS = 46;
export const move: fc.Arbitrary<Move> = fc.record({
  county: fc.constantFrom(0 as const, 1 as const),
  what: fc.nat(WHATS - 1),
  a: fc.nat(11),
  b: fc.nat(30),
  live: fc.boolean(),
  repeat: fc.boolean(),
});

/** What a county knows it has. */
export interface Known {
  readonly persons: string[];
  readonly households: string[];
  readonly births: string[];
  readonly children: string[];
  readonly claims: { id: string; personId: string; childId: string }[];
  readonly fees: { id: string; partyId: string; childId: string }[];
  readonly cases: string[];
  agreement: string | undefined;
}
export const knowsNothing = (): Known => ({
  ...{ persons: [], households: [], births: [], children: [], claims: [], fees: [], cases: [], agreement: undefined },
});

const oneOf = <T>(list: readonly T[], at: number): T | undefined => list[at % Math.max(1, list.length)];
const FEE_DAYS = ['2006-05-01', '2008-08-25', '2012-02-01', '2016-01-01', '2020-12-31', '2021-07-01', '2021-08-20'];
const dayOf = ({ a, b }: Move) => addDays(FEE_DAYS[a % FEE_DAYS.length] as string, b);
const YUAN = 100;

/** The children that both counties know of by the same number, for fees levied twice. */
export const SHARED_CHILD = 'p_AQIDBAUGBwgJCgsMDQ4PEA';
export const SHARED_PARTY = 'p_AQIDBAUGBwgJCgsMDQ4PEQ';

type Told = Omit<Asked, 'key'>;
/** The command a move stands for; undefined where there is nobody to do it with. */
type Make = (move: Move, known: Known, ledger: Ledger) => Told | undefined;

const aboutPerson =
  (category: string, type: string, dataOf: (move: Move, known: Known, ledger: Ledger) => object): Make =>
  (step, known, ledger) => {
    const id = oneOf(known.persons, step.a);
    return id === undefined ? undefined : { category, type, id, data: dataOf(step, known, ledger) };
  };
const home = ({ b }: Move, { households }: Known) => oneOf(households, b) ?? 'h_AQIDBAUGBwgJCgsMDQ4PEA';
const registration = (type: string, dataOf: (move: Move, known: Known, ledger: Ledger) => object) =>
  aboutPerson('householdRegistration', type, dataOf);

/** So few that they keep meeting one another. */
const FEW = 4;
const unlessMany = (held: readonly unknown[], told: Told): Told | undefined => (held.length < FEW ? told : undefined);
const registry: readonly Make[] = [
  ({ a, b }, { persons }, { county }) =>
    unlessMany(persons, {
      ...{ category: 'person', type: 'RegisterPerson' },
      data: { name: '李若兰', sex: a % 2 ? '1' : '2', bornOn: addDays('1985-01-01', b * 90), township: `${county}001` },
    }),
  ({ a }, { persons, households }, { county }) =>
    unlessMany(households, {
      ...{ category: 'household', type: 'FormHousehold' },
      data: { headId: oneOf(persons, a), type: 'FAMILY', village: `${county}001001`, address: '平安路12号' },
    }),
  registration('TakeOverRegistration', (step, known) => ({
    ...{ householdId: home(step, known), relation: '02', registeredOn: '2020-01-01' },
  })),
  registration('MoveBetweenHouseholds', (step, known, { today }) => ({
    ...{ fromHouseholdId: oneOf(known.households, step.a), toHouseholdId: home(step, known), reason: 'HOUSING' },
    ...{ relation: '02', movedOn: today() },
  })),
  registration('MoveOut', (step, known, { today, county }) => ({
    ...{ householdId: home(step, known), toCounty: county === '990121' ? '990122' : '990121', reason: 'WORK' },
    movedOn: today(),
  })),
  registration('MoveIn', (step, known, { today, county }) => ({
    ...{ householdId: home(step, known), fromCounty: county === '990121' ? '990122' : '990121', reason: 'WORK' },
    ...{ relation: '02', movedOn: today() },
  })),
  aboutPerson('person', 'RecordDeath', ({ b }, _, { today }) => ({ diedOn: addDays(today(), -b) })),
  registration('CancelOnDeath', () => ({})),
  aboutPerson('person', 'RecordMaritalStatus', ({ b }, _, { today }) => ({
    ...{ status: '20', since: addDays(today(), -b) },
  })),
  aboutPerson('person', 'AnnulDeath', () => ({ reason: 'WRONG_PERSON', authority: '平公户〔2026〕3号' })),
  ({ a, b }, known, { today, county }) => ({
    ...{ category: 'birth', type: 'ReportBirth' },
    data: {
      ...{ householdId: home({ a, b } as Move, known), township: `${county}001`, sex: a % 2 ? '1' : '2' },
      ...{ bornOn: addDays(today(), -b * 40), deliveryId: `d-${a}-${b}` },
      mother: { id: oneOf(known.persons, a), name: '李若兰', bornOn: addDays('1985-01-01', b * 90) },
    },
  }),
  ({ a, b }, known, { today }) => ({
    ...{ category: 'householdRegistration', type: 'RegisterChild', id: oneOf(known.children, a) ?? SHARED_CHILD },
    data: {
      ...{ householdId: home({ a, b } as Move, known), parentId: oneOf(known.persons, b), follows: 'MOTHER' },
      ...{ relation: '30', proof: 'BIRTH_CERTIFICATE', declaredOn: today() },
    },
  }),
  ({ a, b }, { births }) =>
    births.length === 0
      ? undefined
      : {
          ...{ category: 'birth', type: 'IssueBirthCertificate', id: oneOf(births, a) as string },
          data: { number: `N99000000${b % 4}` },
        },
];

const ofClaim =
  (type: string, dataOf: (step: Move, ledger: Ledger, childId: string) => object, role = 'BenefitOfficer'): Make =>
  (step, { claims }, ledger) => {
    const claim = oneOf(claims, step.a);
    if (!claim) return undefined;
    const { id, personId, childId } = claim;
    return { ...{ category: 'benefitClaim', type, id, role }, data: { personId, ...dataOf(step, ledger, childId) } };
  };
const monthAfter = (month: string, more: number) => {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + more;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
};
const benefits: readonly Make[] = [
  ({ a, b }, { persons, children }, { county, today }) => ({
    ...{ category: 'benefitClaim', type: 'FileClaim', role: 'TownshipWorker' },
    data: {
      ...{ personId: oneOf(persons, a), relation: 'GUARDIAN', childId: oneOf(children, b) ?? SHARED_CHILD },
      ...{ scheme: 'CHILDCARE_SUBSIDY', township: `${county}001`, account: 'acct_7f3a9b2c1d', filedOn: today() },
    },
  }),
  ofClaim('CheckFacts', (_, { today }) => ({ source: 'REGISTER', result: 'CONSISTENT', checkedOn: today() })),
  ofClaim('ReviewTownship', (_, { today }) => ({ result: 'RECOMMENDED', reviewedOn: today() })),
  ofClaim('ApproveClaim', (_, { today }, childId) => ({ childId, decidedOn: today() })),
  ofClaim('PayBenefit', ({ b }, { today }, childId) => {
    const fromMonth = monthAfter('2024-11', b % 17);
    return { childId, fromMonth, toMonth: monthAfter(fromMonth, b % 4), paidOn: today() };
  }),
  ofClaim('EndBenefit', ({ b }) => ({ cause: 'MOVED_AWAY', lastMonth: monthAfter('2025-12', b) })),
];

const ofFee =
  (type: string, dataOf: (step: Move, ledger: Ledger, childId: string) => object): Make =>
  (step, { fees }, ledger) => {
    const fee = oneOf(fees, step.a);
    if (!fee) return undefined;
    const origin = step.live ? 'LIVE' : 'LEGACY_IMPORT';
    return { ...{ category: 'feeCase', type, id: fee.id, origin }, data: dataOf(step, ledger, fee.childId) };
  };
const fees: readonly Make[] = [
  (step, { persons, children }, { county }) => ({
    ...{ category: 'feeCase', type: 'FileCase', origin: step.live && step.b > 27 ? 'LIVE' : 'LEGACY_IMPORT' },
    data: {
      ...{ partyId: step.b % 2 ? SHARED_PARTY : (oneOf(persons, step.a) ?? SHARED_PARTY), county },
      ...{ fileNumber: `案〔2008〕${step.a}号`, filedOn: '2006-04-01', bornOn: '2006-03-10', order: 1 + (step.b % 4) },
      childId: step.b % 2 ? SHARED_CHILD : (oneOf(children, step.b) ?? SHARED_CHILD),
    },
  }),
  (step, known, ledger) => {
    const made = ofFee('DecideLevy', (_, { county }, childId) => ({
      ...{ decidedOn: dayOf(step), number: `${county}决〔${step.b}〕号`, byParty: true, remedyText: step.b % 3 > 0 },
      ...{ citations: [{ instrument: '人口与计划生育法', article: 41, paragraph: 1 }] },
      lines: [
        {
          ...{ childId, scenario: 'FURTHER_CHILD', residence: 'RURAL', division: `${county}001`, extraChildren: 1 },
          ...{ figureYear: 2005, figureFen: 3900 * YUAN, multiple: 300, amountFen: 11_700 * YUAN },
        },
      ],
    }))(step, known, ledger);
    return made && { ...made, origin: step.b > 27 ? 'LIVE' : 'LEGACY_IMPORT' };
  },
  ofFee('ServeDecision', (step) => ({ servedOn: dayOf(step), proof: 'SIGNED_RECEIPT' })),
  ofFee('RequestInstalments', (step) => ({ requestedOn: dayOf(step), proofAttached: true })),
  ofFee('ApproveInstalments', (step) => ({
    approvedOn: dayOf(step),
    instalments: [
      { dueOn: addDays(dayOf(step), 40), fen: 5000 * YUAN },
      { dueOn: addDays(dayOf(step), 400), fen: 6700 * YUAN },
    ],
  })),
  ofFee('RecordPayment', (step) => ({
    ...{ paidOn: dayOf(step), fen: (step.b + 1) * 1000 * YUAN, receipt: `收${step.b}`, paidBy: 'PARTY' },
  })),
  ofFee('AccrueSurcharge', (step) => ({ until: dayOf(step) })),
  ofFee('CeaseCollection', () => ({})),
  ofFee('AnnulDecision', (_, { today }) => ({ number: '平行终1号', by: '平安县人民法院', on: today(), ground: 'LAW' })),
  ofFee('RecordUnlawfulReceipt', ({ b }) => ({
    ...{ receivedOn: '2021-09-03', fen: (b + 1) * YUAN, reference: `入${b}` },
  })),
  ofFee('OrderRefund', ({ b }, { today }) => ({
    ground: ['ANNULMENT', 'DUPLICATE', 'VARIATION', 'ARITHMETIC_ERROR', 'SURPLUS', 'UNLAWFUL_RECEIPT', 'POLICY_CHANGE'][
      b % 7
    ],
    orderedOn: today(),
  })),
  ofFee('PayRefund', ({ b }, { today }) => ({ paidOn: today(), voucher: `退${b}` })),
  ofFee('SealCase', () => ({ authority: '平卫封〔2026〕1号' })),
];

/** The last number of each group, and what carries it out; the rest are moves of messages and clocks. */
export const COMMANDS: readonly Make[] = [...registry, ...benefits, ...fees];

/** What an accepted command made known. */
export const learn = (known: Known, { category, type, data }: Told, answer: Answer): void => {
  if (answer.kind !== 'accepted' || answer.repeated) return;
  const { id } = answer;
  if (type === 'RegisterPerson') known.persons.push(id);
  if (type === 'FormHousehold') known.households.push(id);
  if (type === 'ReportBirth') known.births.push(id);
  if (type === 'FileClaim') known.claims.push({ id, ...(data as { personId: string; childId: string }) });
  if (type === 'FileCase') known.fees.push({ id, ...(data as { partyId: string; childId: string }) });
  const child = category === 'birth' ? answer.events[0]?.names.childId : undefined;
  if (child !== undefined && type === 'ReportBirth') known.children.push(child);
};
export const keyFor = (number: number, more = 0) => keyOf(number * 10 + more);
