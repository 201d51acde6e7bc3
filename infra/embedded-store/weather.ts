/** What production does to its clients and a store on one machine never would: told to, for tests and drills only. */
import { consumerTooSlow, notLeader, serverNotReady, unavailable } from './errors.ts';
import type { Gate } from './gate.ts';
import { type Ice, waitForThaw } from './ice.ts';
import type { WeatherCommand } from './weather-command.ts';
import type { CommitMoments } from './writer.ts';

/** A live subscription of the real server is aborted when about so many events come at once. */
const BURST_MAX = 100;

export type WeatherParts = {
  readonly gate: Gate;
  readonly ice: Ice;
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
        return waitForThaw(ice, command.ms);
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
