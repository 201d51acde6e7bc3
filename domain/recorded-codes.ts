/** 须记录的拒绝 Codes of refusals that are put on record: what is coercive, or breaks a right. */
import { deciders } from './index.ts';
import { kernelRejections, type Rejections } from './kernel/refusal.ts';

const recordedIn = (rejections: Rejections) =>
  Object.entries(rejections).flatMap(([code, { recorded }]) => (recorded ? [code] : []));

export const recordedCodes: readonly string[] = [
  ...new Set(
    [kernelRejections as Rejections, ...deciders.map(({ rejections }) => rejections as Rejections)].flatMap(recordedIn),
  ),
].toSorted();
