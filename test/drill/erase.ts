// Erases persons from a ledger in full use, then looks for them in every byte of it: names, numbers and the keys that sealed them.
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { createChance } from '../../infra/county/chance.ts';
import { createCitizenIds } from '../../infra/county/citizen-id.ts';
import { COUNTY } from '../../infra/county/places.ts';
import { type Answer, send } from '../../infra/county/sending.ts';
import { type LedgerParts, startWholeLedger } from './ledger-parts.ts';
import type { DrillOptions } from './options.ts';
import { startRegisterLoad } from './register-load.ts';
import { isFlawless, judge, verdictText } from './verdict.ts';

const DESKS = 8;
const PERSONS = 20;
const WITHIN_MS = 60_000;
const LOOK_AGAIN_MS = 100;
/** Characters so rare that nothing else in the ledger is written with them. */
const RARE = [...'龘靐齉爩鱻麤龗灪龖厵滟纞虋讟钃鹂'];

interface Somebody {
  readonly id: string;
  readonly name: string;
  readonly citizenId: string;
}
interface Desk {
  readonly post: (path: string, data: unknown) => Promise<Answer>;
  /** The name that is shown; an erased one is an object. */
  readonly nameOf: (id: string) => Promise<unknown>;
}

const openDesk = ({ address }: LedgerParts, token: string): Desk => ({
  post: (path, data) =>
    send(
      { address, tokenOf: async () => token, patienceMs: WITHIN_MS },
      { path, key: randomUUID(), desk: { role: 'CountyRegistrar', division: COUNTY }, body: JSON.stringify(data) },
    ),
  nameOf: async (id) => {
    const response = await fetch(`${address}/persons/${id}`, { headers: { authorization: `Bearer ${token}` } });
    return ((await response.json()) as { name?: unknown }).name;
  },
});

/** Registered, a parent at a birth, and corrected: in the events of others too. */
const registerOne = async (desk: Desk, name: string, citizenId: string): Promise<Somebody> => {
  const who = { name, sex: '2', bornOn: '1990-01-01' };
  const { id } = await desk.post('/persons', { ...who, citizenId, township: `${COUNTY}001` });
  const { id: householdId } = await desk.post('/households', {
    ...{ headId: id, type: 'FAMILY', village: `${COUNTY}001001`, address: `${name}家` },
  });
  const mother = { id, name, bornOn: who.bornOn };
  const birth = { householdId, township: `${COUNTY}001`, mother, sex: '1', bornOn: '2026-03-14' };
  await desk.post('/births', birth);
  return { id, name, citizenId };
};

const until = async (what: string, condition: () => Promise<boolean>): Promise<void> => {
  const deadline = performance.now() + WITHIN_MS;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`not in time: ${what}`);
    await pause(LOOK_AGAIN_MS);
  }
};

const wrappedKeys = (dataDir: string, owners: readonly string[]): readonly Buffer[] => {
  const vault = new Database(join(dataDir, 'vault/keys.sqlite'), { readonly: true });
  const wanted = new Set(owners);
  const rows = vault.prepare('SELECT owner, wrapped FROM owner_key').all() as { owner: string; wrapped: Buffer }[];
  vault.close();
  return rows.filter(({ owner }) => wanted.has(owner)).map(({ wrapped }) => wrapped);
};

const filesIn = (dir: string): readonly string[] =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));

/** Files in which any of these bytes stand. */
const traces = (dataDir: string, sought: readonly Buffer[]): readonly string[] =>
  filesIn(dataDir).filter((file) => {
    const bytes = readFileSync(file);
    return sought.some((one) => bytes.includes(one));
  });

const registerAll = async (desk: Desk, seed: string): Promise<readonly Somebody[]> => {
  const chance = createChance(seed);
  const citizenId = createCitizenIds();
  return Promise.all(
    Array.from({ length: PERSONS }, () => {
      const name = Array.from({ length: 6 }, () => chance.pick(RARE)).join('');
      return registerOne(desk, name, citizenId(COUNTY, { bornOn: '1990-01-01', sex: '2' }));
    }),
  );
};

const erase = async (ledger: LedgerParts, victims: readonly Somebody[]): Promise<void> => {
  const officer = openDesk(ledger, await ledger.token({ role: 'PrivacyOfficer', division: COUNTY }));
  for (const { id } of victims)
    await officer.post('/erasures', { owner: id, class: 'identity', authority: '平卫删〔2026〕3号' });
};

/** @returns how many things are not as they must be */
const inspect = async (desk: Desk, ledger: LedgerParts, of: Inspected): Promise<number> => {
  const { erased, left, keys, say } = of;
  const names = erased.flatMap(({ name, citizenId }) => [Buffer.from(name), Buffer.from(citizenId)]);
  const found = traces(ledger.dataDir, [...names, ...keys]);
  for (const file of found) say(`still in ${file}`);
  const shown = await Promise.all(left.map(({ id }) => desk.nameOf(id)));
  const missing = shown.filter((name, at) => name !== left[at]?.name).length;
  return found.length + missing;
};
interface Inspected {
  readonly erased: readonly Somebody[];
  readonly left: readonly Somebody[];
  readonly keys: readonly Buffer[];
  readonly say: (line: string) => void;
}

const isErased = async (desk: Desk, { id }: Somebody): Promise<boolean> => {
  const name = await desk.nameOf(id);
  return typeof name === 'object' && name !== null && 'erased' in name;
};

export const erasePersons = async ({ dataDir, say, seed }: DrillOptions): Promise<boolean> => {
  const ledger = await startWholeLedger({ dataDir, say: () => undefined });
  try {
    const token = await ledger.token({ role: 'CountyRegistrar', division: COUNTY });
    const load = await startRegisterLoad({ address: ledger.address, token }, DESKS);
    const desk = openDesk(ledger, token);
    const people = await registerAll(desk, seed);
    const [erased, left] = [people.slice(0, PERSONS / 2), people.slice(PERSONS / 2)];
    const keys = wrappedKeys(
      dataDir,
      erased.map(({ id }) => `${id}/identity`),
    );
    for (const { id, name } of people) await until(`${id} has a name`, async () => (await desk.nameOf(id)) === name);
    if (traces(dataDir, keys).length === 0) throw new Error('the keys are not found even before they are erased');
    say(`${people.length} persons are known; erasing ${erased.length}, whose ${keys.length} keys were noted`);
    await erase(ledger, erased);
    for (const one of erased) await until(`${one.id} is erased`, () => isErased(desk, one));
    await load.stop();
    const wrong = await inspect(desk, ledger, { erased, left, keys, say });
    const verdict = await judge(ledger, { acknowledged: load.acknowledged, say });
    console.log(`erase: erased ${erased.length} of ${people.length}; acknowledged: ${load.acknowledged.length}`);
    console.log(verdictText({ ...verdict, wrong: verdict.wrong + wrong }));
    return isFlawless(verdict) && wrong === 0 && keys.length === erased.length;
  } finally {
    await ledger.stop();
  }
};
