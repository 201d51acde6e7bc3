// What every vault promises, for the one in memory and the one on disk alike.
import { describe, expect, it } from 'vitest';
import { birthOf } from '../../../domain/kernel/identifier.ts';
import { ERASED } from '../../../domain/kernel/message.ts';
import type { KeyRing, NaturalKeys } from '../../../domain/kernel/ports.ts';
import type { Directory, DirectoryBatch, DirectoryEntry, KeyAdmin } from '../../../projections/directory.ts';

export interface VaultUnderTest {
  readonly keys: KeyRing & KeyAdmin;
  readonly numbers: NaturalKeys;
  readonly directory: Directory;
}
type Open = () => Promise<VaultUnderTest>;

/** Identifiers as the kernel makes them, one for each number. */
export const person = (number: number): string =>
  `p_${Buffer.from([0, 0, ...Buffer.alloc(10), 0, 0, number >> 8, number & 255]).toString('base64url')}`;

export const entry = (number: number, fields: Omit<DirectoryEntry, 'id' | 'position'> = {}): DirectoryEntry => ({
  id: person(number),
  position: 10n,
  name: `王小${number}`,
  citizenId: `99012120260314${String(number).padStart(4, '0')}`,
  bornOn: '2026-03-14',
  ...fields,
});

export const batch = (entries: readonly DirectoryEntry[], how: Partial<DirectoryBatch> = {}): DirectoryBatch => ({
  lane: '0',
  version: 1,
  from: null,
  to: { position: 10n, mark: 'epoch/event-10' },
  removed: [],
  entries,
  ...how,
});

const AT = '2026-11-24T08:00:00.000Z';
const take = (vault: VaultUnderTest, command: string, ...values: string[]) =>
  vault.numbers.take(
    values.map((value) => ({ kind: 'citizenId', value })),
    { stream: `person-${person(1)}`, command, at: AT },
  );

const keysContract = (open: Open) => {
  it('makes a key once for each owner and finds it by its version', async () => {
    const { keys } = await open();
    const [first, second] = await Promise.all([
      keys.ensure(['p_a/identity', 'p_a/contact', 'p_a/identity']),
      keys.ensure(['p_a/identity', 'p_b/identity']),
    ]);
    expect(first.size).toBe(2);
    const key = first.get('p_a/identity');
    expect(second.get('p_a/identity')).toEqual(key);
    expect(key).toMatchObject({ owner: 'p_a/identity', version: 1, secret: expect.stringMatching(/^[\w-]{43}$/) });
    expect(new Set([...first.values(), ...second.values()].map((each) => JSON.stringify(each))).size).toBe(3);
    const found = await keys.find(['p_a/identity@1', 'p_a/identity@2', 'p_z/identity@1']);
    expect([...found]).toEqual([['p_a/identity@1', key]]);
  });

  it('never makes another key for an owner whose key is destroyed', async () => {
    const { keys } = await open();
    await keys.ensure(['p_a/identity', 'p_a/contact', 'p_b/identity']);
    await keys.destroy(['p_a/identity', 'p_never/health']);
    await keys.destroy(['p_a/identity']);
    const owners = ['p_a/identity', 'p_never/health', 'p_a/contact', 'p_b/identity'];
    const again = await keys.ensure(owners);
    expect(owners.filter((owner) => again.get(owner) === 'erased')).toEqual(['p_a/identity', 'p_never/health']);
    expect(again.size).toBe(4);
    expect([...(await keys.find(['p_a/identity@1', 'p_a/contact@1'])).keys()]).toEqual(['p_a/contact@1']);
  });

  it('has no key of an owner whose destruction was seen in the log', async () => {
    const { keys } = await open();
    await keys.ensure(['p_a/identity']);
    await keys.forget(['p_a/identity']);
    expect((await keys.find(['p_a/identity@1'])).size).toBe(0);
    expect((await keys.ensure(['p_a/identity'])).get('p_a/identity')).toBe('erased');
  });

  it('counts on after a restore, so that a lost key never shares its version with a new one', async () => {
    const { keys } = await open();
    await keys.ensure(['p_kept/identity']);
    await keys.replayDestroyed(['p_gone/identity']);
    const made = await keys.ensure(['p_kept/identity', 'p_lost/identity', 'p_gone/identity']);
    expect(made.get('p_kept/identity')).toMatchObject({ version: 1 });
    const lost = made.get('p_lost/identity');
    expect(lost !== 'erased' && (lost?.version ?? 0) > 1).toBe(true);
    expect(made.get('p_gone/identity')).toBe('erased');
  });
};

const numbersContract = (open: Open) => {
  it('gives a citizen id to one command alone, and to the same command again', async () => {
    const vault = await open();
    expect(await take(vault, 'c1', '990121202603140011')).toBeUndefined();
    expect(await take(vault, 'c1', '990121202603140011')).toBeUndefined();
    expect(await take(vault, 'c2', '990121202603140011')).toEqual({
      key: { kind: 'citizenId', value: '990121202603140011' },
      holder: { stream: `person-${person(1)}`, command: 'c1', confirmed: false, since: AT },
    });
    const certificate = { kind: 'birthCertificate', value: '990121202603140011' } as const;
    expect(await vault.numbers.take([certificate], { stream: 'birth-b', command: 'c2', at: AT })).toBeUndefined();
  });

  it('knows a number in full-width digits, with a small x or with blanks', async () => {
    const vault = await open();
    await take(vault, 'c1', '99012120260314001X');
    expect(await take(vault, 'c2', '９９０１２１２０２６０３１４００１x')).toMatchObject({ holder: { command: 'c1' } });
    expect(await take(vault, 'c2', ' 990121 20260314 001X ')).toMatchObject({ holder: { command: 'c1' } });
  });

  it('takes all numbers of a command or none', async () => {
    const vault = await open();
    await take(vault, 'c1', '1');
    expect(await take(vault, 'c2', '2', '1')).toMatchObject({ key: { value: '1' } });
    expect(await take(vault, 'c3', '2')).toBeUndefined();
  });

  it('lets the first of several racing commands win', async () => {
    const vault = await open();
    const outcomes = await Promise.all(['c1', 'c2', 'c3', 'c4'].map((command) => take(vault, command, '1', '2')));
    expect(outcomes.filter((outcome) => outcome === undefined)).toHaveLength(1);
  });

  it('gives back what was not confirmed, and nothing that was', async () => {
    const vault = await open();
    await take(vault, 'c1', '1');
    await vault.numbers.confirm('c1');
    await vault.numbers.release('c1');
    await take(vault, 'c2', '2');
    await vault.numbers.release('c2');
    expect(await take(vault, 'c3', '2')).toBeUndefined();
    expect(await take(vault, 'c3', '1')).toMatchObject({ holder: { command: 'c1', confirmed: true } });
  });

  it('tells who holds a number, and takes none while somebody unseen holds one that was looked at', async () => {
    const { numbers } = await open();
    const near = (slot: number) => ({ kind: 'delivery', value: `p_m|${slot}` }) as const;
    const takeNear = (command: string, slot: number, streams: string[]) =>
      numbers.take([near(slot)], {
        ...{ stream: `birth-${command}`, command, at: AT },
        lookedAt: { keys: [near(slot - 1), near(slot), near(slot + 1)], streams },
      });
    expect(await numbers.holders([near(1), near(2)])).toEqual([]);
    expect(await takeNear('c1', 1, [])).toBeUndefined();
    expect(await numbers.holders([near(1), near(2)])).toMatchObject([{ stream: 'birth-c1', confirmed: true }]);
    expect(await takeNear('c2', 2, [])).toMatchObject({ key: near(1), holder: { command: 'c1' } });
    expect(await takeNear('c3', 1, [])).toMatchObject({ key: near(1), holder: { command: 'c1' } });
    expect(await takeNear('c2', 2, ['birth-c1'])).toBeUndefined();
    expect(await takeNear('c3', 1, ['birth-c1', 'birth-c2'])).toBeUndefined();
    expect(await numbers.holders([near(1), near(2)])).toMatchObject([{ command: 'c1' }, { command: 'c2' }]);
  });

  it('lists what hangs since before an instant, oldest first', async () => {
    const { numbers } = await open();
    const takeAt = (value: string, at: string) =>
      numbers.take([{ kind: 'citizenId', value }], { stream: 'person-p', command: `c${value}`, at });
    await takeAt('2', '2026-11-24T08:00:01.000Z');
    await takeAt('1', AT);
    await takeAt('3', '2026-11-24T08:00:02.000Z');
    await takeAt('4', AT);
    await numbers.confirm('c4');
    expect((await numbers.pending('2026-11-24T08:00:02.000Z')).map(({ command }) => command)).toEqual(['c1', 'c2']);
  });

  it('frees the numbers of a person and of the birth whose identity is destroyed', async () => {
    const { keys, numbers } = await open();
    const takeFor = (stream: string, value: string) =>
      numbers.take([{ kind: 'birthCertificate', value }], { stream, command: `${stream} ${value}`, at: AT });
    await takeFor(`person-${person(1)}`, '1');
    await takeFor(`birth-${birthOf(person(1))}`, '2');
    await takeFor(`person-${person(2)}`, '3');
    await keys.destroy([`${person(1)}/contact`]);
    expect(await takeFor('person-p_x', '1')).toBeDefined();
    await keys.destroy([`${person(1)}/identity`]);
    expect(await Promise.all(['1', '2', '3'].map((value) => takeFor('person-p_x', value)))).toMatchObject([
      undefined,
      undefined,
      { key: { value: '3' } },
    ]);
  });
};

const doubtContract = (open: Open) => {
  it('lets every number hang once in each epoch, as a restored log may lack what confirmed it', async () => {
    const { numbers } = await open();
    const number = { kind: 'birthCertificate', value: '1' } as const;
    const pending = () => numbers.pending('9999').then((holders) => holders.map(({ command }) => command));
    await numbers.doubt('first');
    await numbers.take([number], { stream: 'birth-b_1', command: 'c1', at: AT });
    await numbers.confirm('c1');
    await numbers.doubt('first');
    expect(await pending()).toEqual([]);
    await numbers.doubt('second');
    expect(await pending()).toEqual(['c1']);
    await numbers.confirm('c1');
    await numbers.doubt('second');
    expect(await pending()).toEqual([]);
  });
};

const directoryContract = (open: Open) => {
  it('shows names of those it knows, by pseudonym', async () => {
    const { directory } = await open();
    const nameless: DirectoryEntry = { id: person(3), position: 10n };
    expect(await directory.commitLane(batch([entry(1), entry(2, { name: ERASED }), nameless]))).toBe(true);
    const names = await directory.names([1, 2, 3, 4].map(person));
    expect([...names]).toEqual([
      [person(1), { name: '王小1' }],
      [person(2), 'erased'],
    ]);
    expect(await directory.entry(person(2))).toEqual(entry(2, { name: ERASED }));
    expect(await directory.entry(person(3))).toEqual(nameless);
    expect(await directory.entry(person(4))).toBeUndefined();
  });

  it('finds a person by citizen id, or by name and day of birth together', async () => {
    const { directory } = await open();
    await directory.commitLane(
      batch([entry(1, { name: '張·小明' }), entry(2, { name: '张·小明', bornOn: '2026-03-15' })]),
    );
    expect(await directory.search({ citizenId: '９９０１２１２０２６０３１４０００１' })).toEqual([person(1)]);
    expect(await directory.search({ name: ' 张•小明', bornOn: '2026-03-14' })).toEqual([person(1)]);
    expect(await directory.search({ name: '张小明', bornOn: '2026-03-14' })).toEqual([]);
    expect(await directory.search({ name: '张·小?', bornOn: '2026-03-14' })).toEqual([]);
    await directory.commitLane(
      batch([entry(1, { citizenId: '9', name: '张·大明', position: 11n } as Partial<DirectoryEntry>)], {
        from: 10n,
        to: { position: 11n, mark: '' },
      }),
    );
    expect(await directory.search({ name: '张·小明', bornOn: '2026-03-14' })).toEqual([]);
    expect(await directory.search({ citizenId: '9' })).toEqual([person(1)]);
  });

  it('moves rows and checkpoint of a lane together, and only from where the lane is', async () => {
    const { directory } = await open();
    expect(await directory.commitLane(batch([entry(1)], { from: 5n }))).toBeNull();
    expect(await directory.entry(person(1))).toBeUndefined();
    const to = { position: 9_007_199_254_740_993n, mark: 'epoch/event' };
    expect(await directory.commitLane(batch([entry(1)], { to }))).toBe(true);
    expect(await directory.checkpoint('0', 1)).toEqual(to);
    expect(await directory.checkpoint('1', 1)).toBeNull();
    const stale = batch([entry(2)], { removed: [person(1)] });
    expect(await directory.commitLane(stale)).toEqual(to);
    expect(await directory.commitLane({ ...stale, from: to.position - 1n })).toEqual(to);
    expect([...(await directory.rows(1, [person(1), person(2)])).keys()]).toEqual([person(1)]);
  });

  it('keeps a row that has seen a later event, and removes what is to go', async () => {
    const { directory } = await open();
    await directory.commitLane(batch([{ ...entry(1), position: 20n }, entry(2)]));
    const later = { from: 10n, to: { position: 21n, mark: '' } };
    await directory.commitLane(batch([entry(1, { name: '旧' })], { ...later, removed: [person(2)] }));
    expect([...(await directory.names([person(1), person(2)]))]).toEqual([[person(1), { name: '王小1' }]]);
    expect(await directory.search({ citizenId: entry(2).citizenId as string })).toEqual([]);
  });

  it('fills one version beside another and shows only the active one', async () => {
    const { directory } = await open();
    expect(await directory.activeVersion()).toBeNull();
    await directory.commitLane(batch([entry(1)]));
    await directory.commitLane(batch([entry(1, { name: '新' })], { version: 2 }));
    const shown = async () => (await directory.names([person(1)])).get(person(1));
    expect([await directory.activeVersion(), await shown()]).toEqual([1, { name: '王小1' }]);
    expect((await directory.rows(2, [person(1)])).get(person(1))).toEqual(entry(1, { name: '新' }));
    await expect(directory.drop(1)).rejects.toThrow('in use');
    await directory.activate(2);
    await directory.drop(1);
    expect([await directory.activeVersion(), await shown()]).toEqual([2, { name: '新' }]);
    expect([await directory.checkpoint('0', 1), (await directory.rows(1, [person(1)])).size]).toEqual([null, 0]);
    expect(await directory.search({ citizenId: entry(1).citizenId as string })).toEqual([person(1)]);
  });

  it('forgets a class of a person in every version, and nothing of anybody else', async () => {
    const { keys, directory } = await open();
    const rows = [entry(1, { address: '某村 1 号', contact: '00000000000' }), entry(2)];
    for (const version of [1, 2]) await directory.commitLane(batch(rows, { version }));
    await keys.destroy([`${person(1)}/identity`]);
    const left = { ...rows[0], name: ERASED, citizenId: ERASED, bornOn: ERASED };
    for (const version of [1, 2]) expect((await directory.rows(version, [person(1)])).get(person(1))).toEqual(left);
    expect([...(await directory.names([person(1), person(2)])).values()]).toEqual(['erased', { name: '王小2' }]);
    expect(await directory.search({ citizenId: entry(1).citizenId as string })).toEqual([]);
    expect(await directory.search({ citizenId: entry(2).citizenId as string })).toEqual([person(2)]);
    await keys.destroy([`${person(1)}/contact`]);
    expect(await directory.entry(person(1))).toEqual({ ...left, address: ERASED, contact: ERASED });
  });

  it('does not take back what was erased while a batch was on its way', async () => {
    const { keys, directory } = await open();
    await keys.ensure([`${person(1)}/identity`]);
    await keys.destroy([`${person(1)}/identity`]);
    await directory.commitLane(batch([entry(1, { contact: '00000000000' })]));
    expect(await directory.entry(person(1))).toMatchObject({ name: ERASED, citizenId: ERASED, contact: '00000000000' });
    expect(await directory.search({ name: '王小1', bornOn: '2026-03-14' })).toEqual([]);
  });
};

export const vaultContract = (name: string, open: Open): void => {
  describe(`the keys of ${name}`, () => {
    keysContract(open);
  });
  describe(`the numbers of ${name}`, () => {
    numbersContract(open);
    doubtContract(open);
  });
  describe(`the directory of ${name}`, () => {
    directoryContract(open);
  });
};
