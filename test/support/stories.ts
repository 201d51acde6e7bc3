// Situations for laws: what happened before, in a small county where people, households and births meet.
import fc from 'fast-check';
import { deciders } from '../../domain/index.ts';
import type { AnyDecider } from '../../domain/kernel/decider.ts';
import { base64urlOf, categoryOf } from '../../domain/kernel/identifier.ts';
import type { CommandSpec, EventSpec, Message } from '../../domain/kernel/message.ts';
import { FEW, fitting } from './arbitraries.ts';
import type { Situation } from './situation.ts';
import { PREPARED } from './prepared.ts';

const few = FEW.map((byte) => base64urlOf(Array<number>(16).fill(byte)));
const subjectsOf = ({ category, prefix }: AnyDecider): fc.Arbitrary<string> => {
  if (category === 'policy') return fc.constantFrom('registration');
  if (category === 'ledger' || category === 'vault') return fc.constantFrom('990121');
  return fc.constantFrom(...few.map((body) => `${prefix}_${body}`));
};

const BEGINNINGS: Readonly<Record<string, string>> = {
  person: 'PersonRegistered',
  household: 'HouseholdFormed',
  birth: 'BirthReported',
  householdRegistration: 'RegistrationTakenOver',
  ledger: 'LedgerOpened',
};
/** Made once for each decider: a schema's arbitrary is dear, and asked for in every run. */
const onceEach = <K extends object, V>(make: (key: K) => V) => {
  const made = new WeakMap<K, V>();
  return (key: K): V => {
    const known = made.get(key) ?? make(key);
    made.set(key, known);
    return known;
  };
};

const eventOf = (decider: AnyDecider, type: string): fc.Arbitrary<Message> =>
  fitting((decider.events.specs[type] as EventSpec).data).map((data) => ({ type, data }));
export const anyEventOf = onceEach(
  (decider: AnyDecider): fc.Arbitrary<Message> =>
    fc.oneof(...Object.keys(decider.events.specs).map((type) => eventOf(decider, type))),
);

/** Nothing, or a beginning and at most two further events. */
const historyOf = onceEach((decider: AnyDecider): fc.Arbitrary<readonly Message[]> => {
  const begins = BEGINNINGS[decider.category];
  const first = begins ? eventOf(decider, begins) : anyEventOf(decider);
  const more = fc.array(anyEventOf(decider), { maxLength: 2 });
  const begun = fc.tuple(first, more).map(([one, further]): readonly Message[] => [one, ...further]);
  return fc.oneof({ weight: 1, arbitrary: fc.constant<readonly Message[]>([]) }, { weight: 3, arbitrary: begun });
});

const streamsFor = (decider: AnyDecider, { type, data }: Message, subject: string) => {
  const named = Object.values<string>(decider.facts?.[type]?.(data as never, subject) ?? {});
  const model = Object.fromEntries(
    named.map((stream) => {
      const owner = deciders.find(({ category }) => category === categoryOf(stream)) as AnyDecider;
      return [stream, historyOf(owner)];
    }),
  );
  return fc.record(model);
};

/** Whoever is to leave a household, or to die in it, mostly belongs to it. */
const belonging = ({ subject, history, streams, data }: Situation): Situation => {
  const { fromHouseholdId, householdId } = data as { fromHouseholdId?: string; householdId?: string };
  const home = fromHouseholdId ?? householdId;
  const [first, ...more] = history;
  if (first?.type !== 'RegistrationTakenOver' || home === undefined) return { subject, history, streams, data };
  const joined = { ...first, data: { ...(first.data as object), householdId: home } };
  return { subject, history: [joined, ...more], streams, data };
};

/** A command among the few subjects, and what the streams it reads hold; where chance seldom makes one, a prepared one. */
export const storyOf = (decider: AnyDecider, type: string): fc.Arbitrary<Situation> => {
  const prepared = PREPARED[`${decider.category}.${type}`];
  const told = toldOf(decider, type);
  return prepared ? fc.oneof({ weight: 9, arbitrary: told }, { weight: 1, arbitrary: fc.constant(prepared) }) : told;
};

const toldOf = (decider: AnyDecider, type: string): fc.Arbitrary<Situation> => {
  const spec = decider.commands.specs[type] as CommandSpec;
  return fc
    .tuple(subjectsOf(decider), fitting(spec.data), spec.creates ? fc.constant([]) : historyOf(decider))
    .chain(([subject, data, history]) =>
      streamsFor(decider, { type, data }, subject).map((streams) =>
        type.startsWith('Move') ? belonging({ subject, data, history, streams }) : { subject, data, history, streams },
      ),
    );
};
