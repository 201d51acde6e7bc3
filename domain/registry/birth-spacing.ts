/** 生育间隔 Births of one mother that lie close together: of one delivery, or an implausible statement, or twins sent as two. */
import { addDays, addMonths, firstDayOf } from '../kernel/calendar.ts';
import { type Context, doubt, type Near } from '../kernel/decider.ts';
import { unlessErased } from '../kernel/message.ts';
import type { NaturalKey } from '../kernel/ports.ts';
import { type Rejections, refuse } from '../kernel/refusal.ts';
import { ruleUnder } from '../policy/topics.ts';
import type { BirthState } from './birth.ts';
import { latestBirth } from './vital.ts';

const alternative = {
  zh: '属同一次分娩的，请以所列分娩编号合并（先为已报告的出生补充该编号）；是同一名子女的，不必再报；核实为不同分娩的，请附理由代码重新提交。',
  en: 'Of one delivery: send it with the delivery id named, or give the birth on record one first. The same child: it is reported. Another delivery after all: send it with a reason.',
};
export const closeBirthRejections = {
  PLURAL_BIRTH_PROPOSED: {
    zh: '同一母亲在数日内已有一次出生报告，很可能是同一次分娩；建议合并，系统不自动合并。',
    en: 'A birth of this mother within a few days is on record, most likely of the same delivery: joining them is proposed, and never done silently.',
    alternative,
    doubt: true,
  },
  BIRTHS_TOO_CLOSE: {
    zh: '同一母亲两次分娩的间隔不合常理。',
    en: 'Two deliveries of one mother lie implausibly close together.',
    alternative: { zh: '核实无误的，请附理由代码重新提交。', en: 'Where it was checked, send it again with a reason.' },
    doubt: true,
  },
} as const satisfies Rejections;

/** A mother's births by half-year: two births less than six months apart lie in one or in adjacent ones. */
const SLOT_MONTHS = 6;
const slotOf = (date: string) =>
  Math.floor((Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1) / SLOT_MONTHS);
const keyIn = (motherId: string, slot: number): NaturalKey => ({ kind: 'delivery', value: `${motherId}|${slot}` });
export const deliveryKey = (motherId: string, bornOn: string): NaturalKey => keyIn(motherId, slotOf(bornOn));
export const deliveryKeysAround = (motherId: string, bornOn: string): readonly NaturalKey[] => {
  const slot = slotOf(bornOn);
  return [slot, slot - 1, slot + 1].map((one) => keyIn(motherId, one));
};

type Reported = BirthState & { status: 'reported' };
interface BirthOfHers {
  readonly motherId: string;
  readonly bornOn: string;
  readonly deliveryId: string | undefined;
}

/** The day of another birth; where it was erased, the day of its month that lies farthest, in the family's favour. */
const dayOf = ({ bornOn, bornIn }: Reported, from: string): string =>
  unlessErased(bornOn) ?? (bornIn < from.slice(0, 7) ? firstDayOf(bornIn) : latestBirth({ bornOn, bornIn }));

const isOfOneDelivery = (other: Reported, { deliveryId }: BirthOfHers) =>
  deliveryId !== undefined && unlessErased(other.deliveryId) === deliveryId;

/** What stands against a date of birth among the mother's other births; doubts, for an officer may have checked. */
export const spacingFault = (context: Context, birth: BirthOfHers, near: readonly Near<BirthState>[]) => {
  const others = near.flatMap(({ id, state }) =>
    state.status === 'reported' && state.motherId === birth.motherId && !isOfOneDelivery(state, birth)
      ? [{ id, state, on: dayOf(state, birth.bornOn) }]
      : [],
  );
  if (others.length === 0) return undefined;
  const rule = ruleUnder('R4', 'births', { context, on: context.today });
  if (!rule) return refuse('NO_RULE_IN_FORCE', { topic: 'births', on: context.today });
  const { spacingMonths, deliveryDays } = rule;
  for (const { id, state, on } of others) {
    const [first, second] = on < birth.bornOn ? [on, birth.bornOn] : [birth.bornOn, on];
    const deliveryId = unlessErased(state.deliveryId);
    if (second <= addDays(first, deliveryDays)) {
      const fault = doubt(context, 'PLURAL_BIRTH_PROPOSED', {
        field: '/deliveryId',
        birthId: id,
        ...(deliveryId && { deliveryId }),
      });
      if (fault) return fault;
    } else if (second < addMonths(first, spacingMonths)) {
      const fault = doubt(context, 'BIRTHS_TOO_CLOSE', { field: '/bornOn', birthId: id, spacingMonths });
      if (fault) return fault;
    }
  }
  return undefined;
};

/** 胎数 How many children one delivery brought: as many as there are births with its id. */
export const pluralityOf = (deliveryId: string, births: readonly BirthState[]): number =>
  births.filter((birth) => birth.status === 'reported' && unlessErased(birth.deliveryId) === deliveryId).length;
