// What the laws of the deciders are tried on: what happened before, and what is asked for.
import type { Context } from '../../domain/kernel/decider.ts';
import type { Message } from '../../domain/kernel/message.ts';

export interface Situation {
  readonly subject: string;
  readonly history: readonly Message[];
  /** What further streams hold, by their names. */
  readonly streams: Readonly<Record<string, readonly Message[]>>;
  readonly data: unknown;
  /** Some commands are taken as history alone; without it, what happens now. */
  readonly origin?: Context['origin'];
}
