/** 案件办理 The form of a former fee case's decisions, so that history and its ending can each be in a file of its own. */
import type { Decider } from '../kernel/decider.ts';
import type { feeCaseRejections } from './fee-case-rejections.ts';
import type { commands, events } from './fee-case-shapes.ts';
import type { FeeCaseState } from './fee-case-state.ts';

export type FeeCaseDecider = Decider<FeeCaseState, typeof commands, typeof events, typeof feeCaseRejections>;
export type FeeCaseDecide = FeeCaseDecider['decide'];
