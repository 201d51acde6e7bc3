/** 双方 Which county a code stands for today, and whether whoever acts belongs to it: a merged county's successor acts in its place. */
import type { Actor, Context } from '../kernel/decider.ts';
import { type Rejections, refuse } from '../kernel/refusal.ts';
import { codeToday, countyOf, placeOn, placeRejections } from '../registry/place.ts';

type Where = Pick<Context, 'rule' | 'today'>;

/** Codes of Hong Kong, Macao and Taiwan: outside the territory within which personal data stay. */
const OUTSIDE = new Set(['71', '81', '82']);
export const isOutside = (county: string): boolean => OUTSIDE.has(county.slice(0, 2));

export const partyRejections = {
  ...placeRejections,
  SAME_COUNTY: {
    zh: '双方是同一个县。',
    en: 'Both sides are the same county.',
    alternative: { zh: '县内事项请直接办理。', en: 'A matter within the county is dealt with by its own offices.' },
  },
  NOT_THE_SENDER: { zh: '只有发出方可以办理。', en: 'Only the county that sent it can do this.' },
  NOT_THE_ADDRESSEE: {
    zh: '只有接收方或者承继其职责的县可以办理。',
    en: 'Only the county it was sent to, or its successor, can do this.',
    citations: ['个人信息保护法 23'],
  },
  NOT_A_PARTY: { zh: '办理机关不属于任何一方。', en: 'The office belongs to neither side.' },
} as const satisfies Rejections;

/** 承继 The code under which a county acts today. */
export const countyToday = (context: Where, code: string): string => countyOf(codeToday(context, countyOf(code)));

/** Whether an office belongs to a county, or to the one that took its place. */
export const actsFor = (context: Where, { office }: Pick<Actor, 'office'>, county: string): boolean =>
  countyToday(context, office) === countyToday(context, county);

export interface Sides {
  readonly from: string;
  readonly to: string;
}
/** 往来 The ordered pair of counties as they stand today, or why a message cannot go between them. */
export const pairOf = (context: Where, { from, to }: Sides, on = context.today) => {
  const [sender, addressee] = [placeOn(context, countyOf(from), on), placeOn(context, countyOf(to), on)];
  // A county that stands no more is asked and answered by its successor.
  if ('refused' in sender && sender.refused !== 'DIVISION_NOT_IN_FORCE') return sender;
  if ('refused' in addressee && addressee.refused !== 'DIVISION_NOT_IN_FORCE') return addressee;
  const [a, b] = [countyToday(context, from), countyToday(context, to)];
  return a === b ? refuse('SAME_COUNTY', { field: '/to' }) : { pair: `${a}>${b}` };
};
