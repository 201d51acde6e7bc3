/** 救济案件 A reconsideration, a suit, or one after the other, against one act; with the limits of their day, until performed. */
import { commands, events } from './review-case-messages.ts';
import { deciding, hearing, intake } from './review-case-reconsideration.ts';
import { reviewRejections } from './review-case-rejections.ts';
import { evolveReview, type ReviewDecider, UNFILED } from './review-case-state.ts';
import { advising, suing } from './review-case-suit.ts';

/** Stream `reviewCase-rc_…`. Filing never suspends an act by itself; a stay is ordered. */
export const reviewCase: ReviewDecider = {
  category: 'reviewCase',
  subject: 'review',
  prefix: 'rc',
  commands,
  events,
  rejections: reviewRejections,
  initialState: UNFILED,
  decide: { ...intake, ...hearing, ...deciding, ...suing, ...advising },
  evolve: evolveReview,
};
