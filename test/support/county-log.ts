// A small busy county as events for specs of the pipeline: sealed, signed, in an order in which they could have happened.
import { deciders } from '../../domain/index.ts';
import { createCodec } from '../../domain/kernel/codec.ts';
import type { EventLog, NewEvent } from '../../domain/kernel/event-log.ts';
import { base64urlOf, beside, streamOf, uuidOf } from '../../domain/kernel/identifier.ts';
import type { Envelope } from '../../domain/kernel/metadata.ts';
import type { Message } from '../../domain/kernel/message.ts';
import type { KeyRing, OwnerKey } from '../../domain/kernel/ports.ts';
import { countingCrypto } from './fixed-crypto.ts';
import { createMemoryVault } from './memory-vault.ts';

export const COUNTY = '990121';
const TOWNSHIPS = [1, 2, 3].map((number) => `${COUNTY}00${number}`);

export interface Recorded {
  readonly stream: string;
  readonly revision: bigint;
  readonly event: NewEvent;
}

/** Numbers that look like chance and are the same in every run. */
const createChance = (seed: number) => {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return { below, oneOf: <T>(list: readonly T[]): T => list[below(list.length)] as T };
};

/** When every event of these logs was recorded. */
export const RECORDED_AT = '2026-03-14T02:00:00.000Z';

type SomeCodec = ReturnType<typeof createCodec>;
const envelopeOf = (command: string, occurredOn: string): Envelope => ({
  ...{ ledger: `${COUNTY}/${EPOCH}`, occurredOn, recordedAt: RECORDED_AT },
  ...{ actor: { id: 's-1', role: 'PublicSecurityClerk', office: TOWNSHIPS[0] as string }, channel: 'WINDOW' },
  ...{ purpose: 'REGISTRATION', basis: ['HRR-7'], regime: 'R4', origin: 'LIVE', build: 'spec' },
  command: { id: command, tag: 'tag' },
});

/** One event as the write side would make it, at the beginning of a stream unless a revision is given. */
export const recorded = async (
  codec: SomeCodec,
  stream: string,
  message: Message,
  { revision = 0n, occurredOn = '2026-03-14', ring }: { revision?: bigint; occurredOn?: string; ring?: KeyRing } = {},
): Promise<Recorded> => {
  const id = uuidOf(plain, `${stream}@${revision}`);
  const owners = codec.ownersOf(stream, message);
  const keys = (ring ? await ring.ensure(owners) : new Map()) as ReadonlyMap<string, OwnerKey>;
  const envelope = envelopeOf(plain.hash(id).slice(0, 16), occurredOn);
  return { stream, revision, event: codec.encode(message, { stream, revision, id, envelope, keys }) };
};
const plain = countingCrypto();

const createRecorder = (given?: KeyRing) => {
  const crypto = countingCrypto();
  const vault = createMemoryVault(crypto.random);
  const ring = given ?? vault.keys;
  const codec = createCodec({ deciders, crypto, county: COUNTY });
  const all: Recorded[] = [];
  const revisions = new Map<string, bigint>();
  const record = async (stream: string, message: Message, occurredOn = '2026-03-14') => {
    const revision = revisions.get(stream) ?? 0n;
    revisions.set(stream, revision + 1n);
    all.push(await recorded(codec, stream, message, { revision, occurredOn, ring }));
  };
  return { record, all, vault, codec, crypto };
};

const idOf = (prefix: string, number: number) => {
  const bytes = Array.from({ length: 16 }, (_, at) => (number * 40_503 + at * 131 + prefix.charCodeAt(0)) & 0xff);
  return `${prefix}_${base64urlOf([(number * 7) & 0xff, (number * 37) & 0xff, ...bytes.slice(2, 12), number >> 8, number & 0xff, 0, 1])}`;
};
export const EPOCH = 'f0000000-0000-8000-8000-000000000001';
const NAMES = ['王小明', '李秀英', '张伟', '刘洋', '阿依古丽·买买提'];
const relation = '97';
const sexOf = (id: string) => (id.charCodeAt(5) % 2 === 0 ? '1' : '2');

interface House {
  readonly id: string;
  township: string;
  readonly members: string[];
}

/** What may happen in the county next; each knows what is so already. */
const createCounty = ({ record }: ReturnType<typeof createRecorder>, seed: number) => {
  const chance = createChance(seed);
  const houses: House[] = [];
  let numbers = 0;
  const sealedPlace = () => ({ village: `${chance.oneOf(TOWNSHIPS)}001`, address: `平安路${chance.below(99) + 1}号` });
  const crowded = () => chance.oneOf(houses.filter(({ members }) => members.length > 0));
  const takeFrom = (house: House) => house.members.splice(chance.below(house.members.length), 1)[0] as string;
  const newPerson = async (township: string) => {
    const id = idOf('p', ++numbers);
    const born = { sex: sexOf(id), bornIn: '1990-05', bornOn: '1990-05-06', name: chance.oneOf(NAMES) };
    await record(streamOf('person', id), { type: 'PersonRegistered', data: { township, ...born } });
    return id;
  };
  const takeOver = async (id: string, house: House) => {
    const data = { householdId: house.id, township: house.township, sex: sexOf(id), relation };
    await record(streamOf('householdRegistration', id), { type: 'RegistrationTakenOver', data }, '2019-08-01');
    house.members.push(id);
  };

  const form = async () => {
    const township = chance.oneOf(TOWNSHIPS);
    const headId = await newPerson(township);
    const house: House = { id: idOf('h', ++numbers), township, members: [] };
    const formed = { headId, type: 'FAMILY', township, ...sealedPlace() };
    await record(streamOf('household', house.id), { type: 'HouseholdFormed', data: formed });
    await takeOver(headId, house);
    houses.push(house);
  };
  const grow = async () => {
    const house = chance.oneOf(houses);
    await takeOver(await newPerson(house.township), house);
  };
  const bear = async () => {
    const house = crowded();
    const [birthId, mother] = [idOf('b', ++numbers), house.members[0] as string];
    const childId = beside(birthId, 'p', house.id);
    const stated = {
      bornOn: '2026-03-01',
      motherName: chance.oneOf(NAMES),
      motherBornOn: '1990-05-06',
      name: chance.oneOf(NAMES),
    };
    const facts = { sex: sexOf(childId), bornIn: '2026-03' };
    const place = { householdId: house.id, township: house.township };
    const reported = { childId, motherId: mother, ...place, ...facts, ...stated };
    await record(streamOf('birth', birthId), { type: 'BirthReported', data: reported }, '2026-03');
    if (chance.below(4) === 0) return;
    const number = `N${String(numbers).padStart(9, '0')}`;
    await record(streamOf('birth', birthId), { type: 'BirthCertificateIssued', data: { childId, number } });
    const to = chance.below(3) === 0 ? chance.oneOf(houses) : house;
    const how = { parentId: mother, follows: 'MOTHER', proof: 'BIRTH_CERTIFICATE', notices: [], relation };
    const child = { householdId: to.id, township: to.township, ...how, ...facts };
    await record(streamOf('householdRegistration', childId), { type: 'ChildRegistered', data: child });
    to.members.push(childId);
  };
  const move = async () => {
    const [from, to] = [crowded(), chance.oneOf(houses)];
    if (from === to) return;
    const id = takeFrom(from);
    const between = {
      fromHouseholdId: from.id,
      toHouseholdId: to.id,
      fromTownship: from.township,
      toTownship: to.township,
    };
    const data = { ...between, reason: 'MARRIAGE', sex: sexOf(id), relation };
    await record(streamOf('householdRegistration', id), { type: 'MovedBetweenHouseholds', data }, '2026-02');
    to.members.push(id);
  };
  const moveHouse = async () => {
    const house = chance.oneOf(houses);
    const toTownship = chance.oneOf(TOWNSHIPS);
    const data = { fromTownship: house.township, toTownship, ...sealedPlace() };
    await record(streamOf('household', house.id), { type: 'HouseholdMoved', data });
    house.township = toTownship;
  };
  const leave = async () => {
    const house = crowded();
    const data = { householdId: house.id, township: house.township, toCounty: '990122', reason: 'WORK' };
    await record(streamOf('householdRegistration', takeFrom(house)), { type: 'MovedOut', data });
  };
  const die = async () => {
    const house = crowded();
    const id = takeFrom(house);
    const died = { diedIn: '2026-03', township: house.township, diedOn: '2026-03-02' };
    await record(streamOf('person', id), { type: 'DeathRecorded', data: died }, '2026-03');
    const cancelled = { householdId: house.id, township: house.township, reason: 'DEATH' };
    await record(streamOf('householdRegistration', id), { type: 'RegistrationCancelled', data: cancelled });
  };
  const correct = async () => {
    const data = { field: 'name', value: chance.oneOf(NAMES), previous: chance.oneOf(NAMES), reason: 'TYPING_ERROR' };
    await record(streamOf('person', chance.oneOf(crowded().members)), { type: 'PersonFactCorrected', data });
  };
  return {
    form,
    next: () => chance.oneOf([form, grow, grow, bear, bear, move, move, moveHouse, leave, die, correct])(),
  };
};

/** At least so many events of a county in which much happens, and the vault that opens them unless other keys are given. */
export const busyCounty = async (events = 400, seed = 1, keys?: KeyRing) => {
  const recorder = createRecorder(keys);
  await recorder.record(streamOf('ledger', COUNTY), { type: 'LedgerOpened', data: { county: COUNTY } });
  const county = createCounty(recorder, seed);
  for (let house = 0; house < 10; house++) await county.form();
  while (recorder.all.length < events) await county.next();
  const { all, vault, codec, crypto } = recorder;
  return { events: all as readonly Recorded[], vault, codec, crypto };
};

export const countyEvents = async (events?: number): Promise<readonly Recorded[]> => (await busyCounty(events)).events;

const APPENDED_MAX = 200;

/** One append for each run of events of one stream. @returns the last position */
export const appendAll = async (log: EventLog, events: readonly Recorded[]): Promise<number> => {
  let position = -1n;
  for (let from = 0; from < events.length; ) {
    const first = events[from] as Recorded;
    let to = from + 1;
    while (events[to]?.stream === first.stream && to - from < APPENDED_MAX) to += 1;
    const expected = first.revision === 0n ? null : first.revision - 1n;
    const appended = await log.append(
      first.stream,
      expected,
      events.slice(from, to).map(({ event }) => event),
    );
    if (!appended.appended) throw new Error(`not appended to ${first.stream}: ${appended.why}`);
    ({ position } = appended);
    from = to;
  }
  return Number(position);
};
