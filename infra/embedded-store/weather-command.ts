/** What the embedded store's weather can be told, from the thread that opened it or by JSON lines from another process. */
import * as z from 'zod';

const ms = z.number().int().min(0).max(600_000);

export const weatherCommand = z.discriminatedUnion('do', [
  /** Nothing is answered and nothing is taken in, as after a SIGSTOP, until the time is over or it is thawed. */
  z.strictObject({ do: z.literal('freeze'), ms }),
  /** At the next commit, with its answers still unsent: written or not, no caller can know. */
  z.strictObject({ do: z.literal('die'), written: z.boolean() }),
  z.strictObject({ do: z.literal('notReady'), ms }),
  z.strictObject({ do: z.literal('abortSubscriptions') }),
  /** How many events a live subscription bears at once; null for any number. */
  z.strictObject({ do: z.literal('bursts'), max: z.number().int().min(1).nullable() }),
  /** Calls in flight fail; written ones may be among them, when it happens at the next commit. For `ms` nobody leads. */
  z.strictObject({ do: z.literal('changeLeader'), ms, written: z.boolean() }),
]);

export type WeatherCommand = z.infer<typeof weatherCommand>;
