/** 社会抚养费案件 One party's case of the former fee: taken in as history, ceased, redressed and sealed; never begun. */
import { byInstalments, enforcing, paying } from './fee-case-collection.ts';
import { ending, lifting, redressing } from './fee-case-closing.ts';
import type { FeeCaseDecider } from './fee-case-decide.ts';
import { evolveFeeCase } from './fee-case-evolve.ts';
import { levying } from './fee-case-history.ts';
import { feeCaseRejections } from './fee-case-rejections.ts';
import { commands, events } from './fee-case-shapes.ts';
import { UNFILED } from './fee-case-state.ts';

/** Stream `feeCase-lf_…`: one party, one decision, one debt; the other parent's is a case of its own. */
export const feeCase: FeeCaseDecider = {
  category: 'feeCase',
  subject: 'feeCase',
  prefix: 'lf',
  commands,
  events,
  rejections: feeCaseRejections,
  initialState: UNFILED,
  decide: { ...levying, ...byInstalments, ...paying, ...enforcing, ...ending, ...lifting, ...redressing },
  evolve: evolveFeeCase,
};
