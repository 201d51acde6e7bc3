/** What production does to its clients and a store on one machine never would: told to, for tests and drills only. */
import * as z from 'zod';
import { consumerTooSlow, notLeader, serverNotReady, unavailable } from './errors.ts';
import type { Gate } from './gate.ts';
import type { CommitMoments } from './writer.ts';

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

/** A live subscription of the real server is aborted when about so many events come at once. */
const BURST_MAX = 100;

export type WeatherParts = {
  readonly gate: Gate;
  /** Shared with the thread that thaws. */
  readonly ice: Int32Array;
  /** Where clients are told that the new leader is: here again. */
  readonly place: () => { readonly host: string; readonly port: number } | undefined;
  /** Ends the process or the thread at once, connections reset. */
  readonly die: () => never;
};

export type Weather = ReturnType<typeof createWeather>;

export const createWeather = ({ gate, ice, place, die }: WeatherParts) => {
  let burstMax = BURST_MAX;
  let atCommit: { readonly written: boolean; readonly act: () => void } | undefined;

  const refuseFor = (error: typeof serverNotReady, duration: number): void => {
    gate.refuse(error);
    setTimeout(() => gate.refuse(undefined), duration);
  };
  const loseLeader = (duration: number): void => {
    const lost = () => notLeader(place()?.host ?? '', place()?.port ?? 0);
    gate.abort('append', lost());
    gate.abort('subscription', unavailable('read ECONNRESET'));
    if (duration > 0) refuseFor(lost, duration);
  };
  const strike = (written: boolean): void => {
    if (atCommit?.written !== written) return;
    const { act } = atCommit;
    atCommit = undefined;
    act();
  };
  const moments: CommitMoments = { beforeCommit: () => strike(false), afterCommit: () => strike(true) };

  const act = (command: WeatherCommand): void => {
    switch (command.do) {
      case 'freeze':
        Atomics.wait(ice, 0, 0, command.ms);
        return;
      case 'die':
        atCommit = { written: command.written, act: die };
        return;
      case 'notReady':
        return refuseFor(serverNotReady, command.ms);
      case 'abortSubscriptions':
        return void gate.abort('subscription', consumerTooSlow());
      case 'bursts':
        burstMax = command.max ?? Number.POSITIVE_INFINITY;
        return;
      case 'changeLeader':
        if (command.written) atCommit = { written: true, act: () => loseLeader(command.ms) };
        else loseLeader(command.ms);
    }
  };
  return { act, moments, burstMax: () => burstMax };
};
