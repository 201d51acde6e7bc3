/** 说明 What happened in a former fee case, told from its events alone: the same history gives the same text, byte for byte. */
import type { EventOf } from '../kernel/decider.ts';
import { type Erased, isErased } from '../kernel/message.ts';
import { type Due, isDue } from '../kernel/working-days.ts';
import type { feeCase } from './fee-case.ts';

export type FeeEvent = EventOf<typeof feeCase>;
type Of<T extends FeeEvent['type']> = Extract<FeeEvent, { type: T }>['data'];
export interface Said {
  readonly zh: string;
  readonly en: string;
}

/** 金额 Fen as yuan with two digits; no locale takes part. */
export const yuanOf = (fen: number): string => {
  const digits = String(fen).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
};
const sum = (held: number | Erased): string => (isErased(held) ? '—' : yuanOf(held));
const day = (due: Due | undefined): string => {
  if (!due) return '—';
  return isDue(due) ? due.on : `≥${due.notBefore}`;
};
const listed = (codes: readonly string[]) => (codes.length > 0 ? codes.join('、') : '—');

const decided = ({ decidedOn, number, amount, expected, defects }: Of<'LevyDecided'>): Said => {
  const reckoned = expected === undefined ? '—' : sum(expected);
  return {
    zh: `${decidedOn} ${number}：决定 ${sum(amount)} 元，按所载基数和倍数计算为 ${reckoned} 元；瑕疵：${listed(defects)}。金额为分，四舍五入一次。`,
    en: `${decidedOn} ${number}: decided ${sum(amount)} yuan, by its own figures and multiples ${reckoned}; defects: ${listed(defects)}. Whole fen, rounded half up once.`,
  };
};
const served = ({ servedOn, payBy, reviewBy, suitBy, printedUntil }: Of<'DecisionServed'>): Said => {
  const printed = printedUntil ? day(printedUntil) : '—';
  return {
    zh: `${servedOn} 送达：缴纳至 ${payBy}，复议至 ${day(reviewBy)}，起诉至 ${day(suitBy)}，告知书所载至 ${printed}。`,
    en: `${servedOn} served: to pay by ${payBy}, review until ${day(reviewBy)}, suit until ${day(suitBy)}, printed on the notice: ${printed}.`,
  };
};
const accrued = ({ until, months, fen }: Of<'SurchargeAccrued'>): Said => ({
  zh: `至 ${until} 滞纳金 ${sum(fen)} 元（整月 ${months} 个，不足一月不计，欠款按最早到期者先行冲抵）。`,
  en: `Surcharge until ${until}: ${sum(fen)} yuan for ${months} whole months; payments count against the oldest sum first.`,
});
const ceased = ({ ceasedOn, principalLeft, surchargeWaived, collected }: Of<'CollectionCeased'>): Said => ({
  zh: `${ceasedOn} 终止征收：未征收 ${sum(principalLeft)} 元不再征收，免除滞纳金 ${sum(surchargeWaived)} 元；已征收 ${sum(collected)} 元不因政策调整退还。`,
  en: `${ceasedOn} collection ceased: ${sum(principalLeft)} yuan no longer collected, surcharge of ${sum(surchargeWaived)} waived; ${sum(collected)} collected, not returned for the change of policy.`,
});

/** One sentence for an event that bears on what was owed; undefined for others. */
export const explainEvent = (event: FeeEvent): Said | undefined => {
  switch (event.type) {
    case 'LevyDecided':
      return decided(event.data);
    case 'DecisionServed':
      return served(event.data);
    case 'SurchargeAccrued':
      return accrued(event.data);
    case 'CollectionCeased':
      return ceased(event.data);
    case 'PaymentReceived':
      return {
        zh: `${event.data.paidOn} 缴纳 ${sum(event.data.fen)} 元（票据 ${event.data.receipt}），多缴 ${sum(event.data.surplus)} 元。`,
        en: `${event.data.paidOn} paid ${sum(event.data.fen)} yuan (receipt ${event.data.receipt}), of it ${sum(event.data.surplus)} not owed.`,
      };
    case 'RefundOrdered':
      return {
        zh: `${event.data.orderedOn} 决定退还 ${sum(event.data.principal)} 元及利息 ${sum(event.data.interest)} 元，理由 ${event.data.ground}。`,
        en: `${event.data.orderedOn} refund of ${sum(event.data.principal)} yuan with interest of ${sum(event.data.interest)} ordered: ${event.data.ground}.`,
      };
    default:
      return undefined;
  }
};

/** The whole case, a line for each event that is told, in the order of the log. */
export const explain = (history: readonly FeeEvent[]): Said => {
  const told = history.map(explainEvent).filter((said) => said !== undefined);
  return { zh: told.map(({ zh }) => zh).join('\n'), en: told.map(({ en }) => en).join('\n') };
};
