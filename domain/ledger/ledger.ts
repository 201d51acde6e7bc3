/** 账本 The ledger's own life: opened once, restored from a backup perhaps; each begins an epoch. */
import * as z from 'zod';
import { accept, already, type Decider } from '../kernel/decider.ts';
import { command, defineCommands, defineEvents, event } from '../kernel/message.ts';
import { type Rejections, refuse } from '../kernel/refusal.ts';
import { CountyCode, Uuid } from '../kernel/values.ts';

const restoration = z.strictObject({
  /** The last event the restored log still has. */
  lastEventId: Uuid,
  /** Positions of the old epoch that were acknowledged and are gone, as far as known. */
  lostAfter: z
    .string()
    .regex(/^\d{1,20}$/, 'a position')
    .optional(),
  authority: z
    .string()
    .regex(/^[\p{L}\p{N}〔〕()（）./-]{2,60}$/u, 'a file number of 2 to 60 letters and digits')
    .meta({ examples: ['平政复〔2026〕1号'] }),
});
const how = { purpose: 'ACCOUNTABILITY' as const, basis: ['ARC-37'] };
const commands = defineCommands({
  OpenLedger: command(z.strictObject({ county: CountyCode }), how),
  RestoreLedger: command(restoration, how),
});
const events = defineEvents({
  LedgerOpened: event(z.strictObject({ county: CountyCode })),
  LedgerRestored: event(restoration),
});
const rejections = {
  LEDGER_NOT_OPEN: { zh: '账本尚未开立。', en: 'The ledger is not open yet.' },
  OTHER_COUNTY: { zh: '账本属于另一县。', en: "This is another county's ledger." },
} as const satisfies Rejections;

export interface LedgerState {
  readonly county: string | undefined;
  readonly restoredTo: string | undefined;
}

/** Stream `ledger-<county>`. */
export const ledger: Decider<LedgerState, typeof commands, typeof events, typeof rejections> = {
  category: 'ledger',
  subject: null,
  prefix: 'l',
  commands,
  events,
  rejections,
  initialState: { county: undefined, restoredTo: undefined },
  decide: {
    OpenLedger: ({ county }, state, { subject }) => {
      if (county !== subject) return refuse('OTHER_COUNTY', { county: subject });
      return state.county === undefined ? accept([events.LedgerOpened({ county })]) : already();
    },
    RestoreLedger: (data, state) => {
      if (state.county === undefined) return refuse('LEDGER_NOT_OPEN');
      return state.restoredTo === data.lastEventId ? already() : accept([events.LedgerRestored(data)]);
    },
  },
  evolve: {
    LedgerOpened: (state, { county }) => ({ ...state, county }),
    LedgerRestored: (state, { lastEventId }) => ({ ...state, restoredTo: lastEventId }),
  },
};
