/** 行政处罚案件 A case against an institution, practitioner, organiser or childcare provider, from its clue to its archived file. */
import { closing, performing } from './enforcement-case-closing.ts';
import { deciding } from './enforcement-case-deciding.ts';
import { evolveEnforcement } from './enforcement-case-evolve.ts';
import { hearing, proving, telling } from './enforcement-case-investigating.ts';
import { enforcementRejections } from './enforcement-case-rejections.ts';
import { commands, events } from './enforcement-case-shapes.ts';
import { type EnforcementDecider, UNOPENED } from './enforcement-case-state.ts';

/** Stream `enforcementCase-ec_…`. Nobody can be a party as a pregnant woman, parent or patient: there is no such kind. */
export const enforcementCase: EnforcementDecider = {
  category: 'enforcementCase',
  subject: 'enforcementCase',
  prefix: 'ec',
  commands,
  events,
  rejections: enforcementRejections,
  initialState: UNOPENED,
  decide: { ...proving, ...telling, ...hearing, ...deciding, ...performing, ...closing },
  evolve: evolveEnforcement,
};
