// The synthetic county comes in over HTTP like anybody's commands: whole, once, and on from where it was broken off.
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type CountyCommand, subjectsOf } from '../../infra/county/command.ts';
import { generateCounty, SMALL } from '../../infra/county/generate.ts';
import { type LoadOptions, loadCounty } from '../../infra/county/load.ts';
import { createSchedule } from '../../infra/county/schedule.ts';
import { CommandRefusedError, send } from '../../infra/county/sending.ts';
import { openDesk } from '../api/desk.ts';

const county = generateCounty({ ...SMALL, households: 16, until: 2017 });

const openLedger = async () => {
  const desk = await openDesk();
  await desk.app.listen({ port: 0, host: '127.0.0.1' });
  onTestFinished(() => desk.app.close());
  const { port } = desk.app.server.address() as AddressInfo;
  const options: LoadOptions = {
    address: `http://127.0.0.1:${port}`,
    tokenOf: async ({ role, division }) => desk.tokenOf({ sub: `synthetic-${role}`, role, division }),
    patienceMs: 5_000,
    inFlight: 16,
    answered: () => undefined,
  };
  /** Events of the register, by the commands that made them. */
  const registered = async () =>
    (await desk.logged()).filter(({ type }) => /^(person|household|householdRegistration|birth)\./.test(type));
  return { options, registered };
};

describe('装载 Loading the synthetic county', () => {
  it('carries out every command once', async () => {
    const { options, registered } = await openLedger();
    const loaded = await loadCounty(county, options);
    expect(loaded).toMatchObject({ commands: county.length, repeated: 0, unchanged: 0 });
    expect(await registered()).toHaveLength(county.length);
  });

  it('goes on after it was broken off, and nothing is there twice', async () => {
    const { options, registered } = await openLedger();
    const stop = new AbortController();
    const answered = (count: number) => count === 60 && stop.abort();
    await expect(loadCounty(county, { ...options, stop: stop.signal, answered })).rejects.toThrow('stopped');
    const before = (await registered()).length;
    expect(before).toBeGreaterThanOrEqual(60);
    expect(before).toBeLessThan(county.length);
    const loaded = await loadCounty(county, options);
    expect(loaded).toMatchObject({ commands: county.length, unchanged: 0 });
    expect(loaded.repeated).toBeGreaterThan(0);
    expect(await registered()).toHaveLength(county.length);
  });

  it('leaves behind its last command, by which a whole county is known again', async () => {
    const { options } = await openLedger();
    const { last } = await loadCounty(county, options);
    expect(await send(options, last)).toMatchObject({ repeated: true });
    const elsewhere = await openLedger();
    await expect(send(elsewhere.options, last)).rejects.toThrow(CommandRefusedError);
  });

  it('stops at a command that the ledger refuses, and says which', async () => {
    const { options } = await openLedger();
    const somebody = county.find(({ type }) => type === 'RegisterPerson');
    const broken = county.map(
      (command): CountyCommand =>
        command === somebody ? { ...command, data: { ...command.data, township: '990999001' } } : command,
    );
    await expect(loadCounty(broken, options)).rejects.toThrow(/POST \/persons answered 4\d\d/);
  });
});

describe('次序 The order of loading', () => {
  it('never has two commands about the same subject under way, and keeps their order', () => {
    const schedule = createSchedule(county);
    const underWay: CountyCommand[] = [];
    const started: CountyCommand[] = [];
    const latest = new Map<string, number>();
    while (started.length < county.length || underWay.length > 0) {
      const command = underWay.length < 24 ? schedule.next() : undefined;
      if (!command) {
        schedule.done(underWay.splice((started.length * 7) % underWay.length, 1)[0] as CountyCommand);
        continue;
      }
      const busy = new Set(underWay.flatMap(subjectsOf));
      for (const name of subjectsOf(command)) {
        expect(busy.has(name)).toBe(false);
        expect(latest.get(name) ?? -1).toBeLessThan(command.sequence);
        latest.set(name, command.sequence);
      }
      underWay.push(command);
      started.push(command);
    }
    expect(started).toHaveLength(county.length);
  });
});
