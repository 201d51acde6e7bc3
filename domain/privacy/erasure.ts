/** 删除 Erasure of one owner's class of data: the record that its key is destroyed, in the county's vault stream. */
import * as z from 'zod';
import { accept, already, type Decider } from '../kernel/decider.ts';
import { command, defineCommands, defineEvents, event } from '../kernel/message.ts';
import type { Rejections } from '../kernel/refusal.ts';
import { keyOf, OWNER_CLASSES } from '../kernel/values.ts';

/** `p_…`, `h_…`, or the `ec_…` or `xc_…` of a case that holds somebody's data itself: whose data; a key of the event under a kind of its own. */
const Owner = keyOf(
  z
    .string()
    .regex(/^[a-z]{1,2}_[A-Za-z0-9_-]{21}[AQgw]$/, 'the identifier of an owner')
    .meta({
      examples: ['p_EBESExQVFhcYGRobHB0eHw'],
    }),
  'owner',
);
const erasure = z.strictObject({
  owner: Owner,
  class: z.enum(OWNER_CLASSES),
  /** Who ordered it: number of the decision or request, without names. */
  authority: z
    .string()
    .regex(/^[\p{L}\p{N}〔〕()（）./-]{2,60}$/u, 'a file number of 2 to 60 letters and digits')
    .meta({ examples: ['平卫删〔2026〕3号'] }),
});
const commands = defineCommands({
  EraseOwner: command(erasure, { purpose: 'PRIVACY', basis: ['PIPL-47'] }),
});
const events = defineEvents({ KeyDestroyed: event(erasure) });
const rejections = {} as const satisfies Rejections;

export interface VaultState {
  /** `p_…/identity`. */
  readonly destroyed: readonly string[];
}

/** Stream `vault-<county>`. The event comes first; whoever follows it destroys the key, as often as it is read again. */
export const vault: Decider<VaultState, typeof commands, typeof events, typeof rejections> = {
  category: 'vault',
  subject: null,
  prefix: 'v',
  commands,
  events,
  rejections,
  initialState: { destroyed: [] },
  decide: {
    EraseOwner: (data, { destroyed }) =>
      destroyed.includes(`${data.owner}/${data.class}`) ? already() : accept([events.KeyDestroyed(data)]),
  },
  evolve: {
    KeyDestroyed: ({ destroyed }, data) => ({ destroyed: [...destroyed, `${data.owner}/${data.class}`] }),
  },
};
