// A random history of two counties: moves carried out in turn, messages between them delayed, reordered and sent twice.
import { canonicalText } from '../../../domain/kernel/canonical.ts';
import type { ReadEvent } from '../../../domain/kernel/codec.ts';
import { type Answer, type Asked, COUNTIES, createLedger, type Ledger } from './ledgers.ts';
import { COMMANDS, keyFor, type Known, knowsNothing, learn, type Move } from './moves.ts';

export interface Letter {
  readonly to: 0 | 1;
  readonly number: number;
  readonly ask: (known: Known) => Omit<Asked, 'key'> | undefined;
}
export interface World {
  readonly ledgers: readonly [Ledger, Ledger];
  readonly known: readonly [Known, Known];
  readonly letters: Letter[];
  /** By correlation: the case under which the addressee keeps it, and what was asked. */
  readonly received: Map<string, { readonly id: string; readonly at: 0 | 1; readonly asks: readonly string[] }>;
  /** Commands that were answered otherwise when repeated with the same key. */
  readonly unlikeRepeats: string[];
}
export const signing = {
  ...{ parties: [...COUNTIES], number: '平协〔2025〕1号', signedOn: '2025-06-01', from: '2025-07-01' },
  messages: [
    { type: 'X1', fields: ['citizenId', 'name', 'registeredHere', 'registrationOrder'], basis: ['PFP-14'] },
    { type: 'X5', fields: ['identityToken', 'placeCode', 'arrivedOn'], basis: ['PFP-14'] },
  ],
};
const otherOf = (county: 0 | 1): 0 | 1 => (county === 0 ? 1 : 0);

/** Only what a repeat must give again. */
const sayOf = (answer: Answer) =>
  answer.kind === 'accepted' ? `accepted ${answer.revision} ${answer.events.map(({ id }) => id).join()}` : answer.kind;

const carryOut = async (world: World, at: 0 | 1, asked: Asked, repeat: boolean): Promise<Answer> => {
  const ledger = world.ledgers[at];
  const answer = await ledger.ask(asked);
  learn(world.known[at], asked, answer);
  if (repeat && answer.kind === 'accepted') {
    const again = await ledger.ask(asked);
    if (sayOf(again) !== sayOf(answer)) world.unlikeRepeats.push(`${asked.type}: ${sayOf(again)}`);
  }
  return answer;
};

const SENT = ['X1', 'X1', 'X1', 'X5', 'X2', 'H1'] as const;
const sendOf = ({ a, b, county }: Move, { persons, agreement }: Known): object => {
  const type = SENT[a % SENT.length] ?? 'X1';
  const asks =
    type === 'X5' ? [] : [['registeredHere'], ['registrationOrder'], ['isPregnant'], ['childRegistered']][b % 4];
  return {
    ...{ type, from: COUNTIES[county], to: COUNTIES[otherOf(county)], basis: b % 9 ? ['PFP-14'] : ['PIPL-46'] },
    ...{ asks, personId: persons[b % Math.max(1, persons.length)], notice: 'exchange-notice-2021-1' },
    tells: type === 'X5' ? [{ field: 'arrivedOn', value: '2026-03-01' }] : [{ field: 'name', value: '李若兰' }],
    ...(agreement !== undefined && { agreementId: agreement }),
  };
};

/** Its letter goes to the other county, whose arrival of it is told back. */
const send = async (world: World, step: Move, number: number): Promise<void> => {
  const { county } = step;
  const other = otherOf(county);
  const data = sendOf(step, world.known[county]);
  const asked = { category: 'exchangeCase', type: 'SubmitRequest', data, key: keyFor(number) };
  const answer = await carryOut(world, county, asked, step.repeat);
  if (answer.kind !== 'accepted') return;
  const correlation = answer.id;
  world.known[county].cases.push(correlation);
  const { type, from, to, tells, asks, basis } = data as Record<string, unknown>;
  const sentOn = world.ledgers[county].today();
  world.letters.push({
    ...{ to: other, number },
    ask: ({ agreement }) => ({
      ...{ category: 'exchangeCase', type: 'TakeInRequest', role: 'RegionalSystem' },
      data: {
        ...{ type, from, to, tells, asks, basis, correlation, sentOn },
        ...{ message: 'LCa0a2j_xo_5m0U8HTBBNBNCLXBkg7-g-YpeiGJm564', agreementId: agreement },
      },
    }),
  });
};

/** What the addressee recorded goes back as it recorded it, with its server's time. */
const tellBack = (world: World, to: 0 | 1, told: { number: number; id: string; type: string; data: object }) =>
  world.letters.push({
    ...{ to, number: told.number },
    ask: () => ({ category: 'exchangeCase', role: 'RegionalSystem', id: told.id, type: told.type, data: told.data }),
  });

/** Refusals of a letter that is right, and is delivered again later. */
const TOO_EARLY: ReadonlySet<string> = new Set(['NOT_DELIVERED', 'DATE_IN_FUTURE']);
const open = async (world: World, letter: Letter, repeat: boolean): Promise<boolean> => {
  const ask = letter.ask(world.known[letter.to]);
  if (!ask) return true;
  // A letter keeps its key: delivered twice, it is one and the same.
  const key = keyFor(letter.number, ask.type === 'TakeInRequest' ? 1 : ask.type === 'DeliverRequest' ? 2 : 3);
  const answer = await carryOut(world, letter.to, { ...ask, office: COUNTIES[otherOf(letter.to)], key }, repeat);
  // What comes before its time waits.
  if (answer.kind !== 'accepted') return answer.kind !== 'refused' || !TOO_EARLY.has(answer.refusal.refused);
  if (ask.type !== 'TakeInRequest') return true;
  const { correlation, asks } = ask.data as { correlation: string; asks: readonly string[] };
  if (world.received.has(correlation)) return true;
  world.received.set(correlation, { id: answer.id, at: letter.to, asks });
  const data = { serverAt: world.ledgers[letter.to].now() };
  tellBack(world, otherOf(letter.to), { number: letter.number, id: correlation, type: 'DeliverRequest', data });
  world.known[letter.to].cases.push(answer.id);
  return true;
};

const answerOne = async (world: World, step: Move, number: number): Promise<void> => {
  const entries = [...world.received];
  const [correlation, received] = entries[step.a % Math.max(1, entries.length)] ?? [];
  if (correlation === undefined || !received) return;
  const { id, at, asks } = received;
  // Now and then whoever was not asked answers, or answers what nobody asked.
  const county = step.b % 7 === 0 ? otherOf(at) : at;
  const ledger = world.ledgers[county];
  // The clock of the desk may be behind or before the server's.
  const answeredAt = new Date(Date.parse(ledger.now()) + (step.b - 15) * 3_600_000).toISOString();
  const fields = step.b % 9 === 0 ? ['childRegistered'] : asks;
  const answers = fields.map((field) => ({ field, answer: 'YES', ...(step.b % 5 === 0 && { value: '2' }) }));
  const data = { answers, answeredAt };
  const asked = { category: 'exchangeCase', type: 'GiveFeedback', id, data, key: keyFor(number) };
  const answer = await carryOut(world, county, asked, step.repeat);
  if (answer.kind !== 'accepted') return;
  const told = { ...data, serverAt: ledger.now() };
  tellBack(world, otherOf(county), { number, id: correlation, type: 'GiveFeedback', data: told });
};

const post = async (world: World, step: Move): Promise<void> => {
  const at = step.a % Math.max(1, world.letters.length);
  const letter = world.letters[at];
  if (!letter) return;
  const isDone = await open(world, letter, step.repeat);
  // A letter may come once more.
  if (isDone && step.b % 3 > 0) world.letters.splice(at, 1);
};

const SKEWS = [0, 0, 3_600_000, -7_200_000];
const others: readonly ((world: World, step: Move, number: number) => Promise<void> | void)[] = [
  send,
  post,
  post,
  answerOne,
  answerOne,
  (world, { county, a, b }) => world.ledgers[county].setClock(SKEWS[(a + b) % SKEWS.length] ?? 0),
  (world, { b }) => world.ledgers.forEach((ledger) => ledger.pass(b)),
];

const step = async (world: World, one: Move, number: number): Promise<void> => {
  const make = COMMANDS[one.what];
  if (!make) return others[one.what % others.length]?.(world, one, number);
  const told = make(one, world.known[one.county], world.ledgers[one.county]);
  if (told) await carryOut(world, one.county, { ...told, key: keyFor(number) }, one.repeat);
};

const first = (what: number, b: number): Move => ({ ...{ county: 0, what, a: 0, b, live: false, repeat: false } });
/** From somebody registered to a child with a claim approved and a fee decided long ago and served. */
const FIRST: readonly Move[] = [
  ...[first(0, 20), first(1, 0), first(2, 0), first(10, 5), first(11, 0), first(12, 0)],
  ...[13, 14, 15, 16].map((what) => first(what, 0)),
  ...[first(19, 1), first(20, 1), first(21, 2)],
];
/** What either county begins with, and an agreement between both. */
const begin = async (world: World): Promise<void> => {
  for (const at of [0, 1] as const) {
    const key = keyFor(900_000 + at);
    const signed = { category: 'collaborationAgreement', type: 'SignAgreement', data: signing, key };
    world.known[at].agreement = (await carryOut(world, at, signed, false)).id;
    for (const [index, one] of FIRST.entries()) await step(world, { ...one, county: at }, 910_000 + index);
  }
};

/** Every letter arrives in the end, and what was left open of the former fee is ended. */
const settle = async (world: World): Promise<void> => {
  for (let rounds = 0; world.letters.length > 0 && rounds < 4; rounds++) {
    for (const ledger of world.ledgers) ledger.pass(1);
    for (const letter of world.letters.splice(0)) if (!(await open(world, letter, true))) world.letters.push(letter);
  }
  for (const at of [0, 1] as const)
    for (const [index, { id }] of world.known[at].fees.entries()) {
      const cease = { category: 'feeCase', type: 'CeaseCollection', id, data: {}, key: keyFor(930_000 + index) };
      await carryOut(world, at, cease, true);
    }
};

export interface Told {
  readonly county: string;
  readonly events: readonly ReadEvent[];
}
export interface Lived {
  readonly counties: readonly [Told, Told];
  readonly unlikeRepeats: readonly string[];
  readonly lettersLeft: number;
  /** Byte for byte what both logs hold. */
  readonly bytes: string;
}
export const live = async (moves: readonly Move[]): Promise<Lived> => {
  const world: World = {
    ...{ ledgers: [createLedger(COUNTIES[0]), createLedger(COUNTIES[1])], known: [knowsNothing(), knowsNothing()] },
    ...{ letters: [], received: new Map(), unlikeRepeats: [] },
  };
  await begin(world);
  for (const [number, one] of moves.entries()) await step(world, one, number);
  await settle(world);
  const [first, second] = [await world.ledgers[0].told(), await world.ledgers[1].told()];
  return {
    counties: [
      { county: COUNTIES[0], events: first },
      { county: COUNTIES[1], events: second },
    ],
    ...{ unlikeRepeats: world.unlikeRepeats, lettersLeft: world.letters.length },
    bytes: [...first, ...second]
      .map(({ stored }) => `${stored.id} ${stored.dataText} ${canonicalText(stored.metadata)}`)
      .join('\n'),
  };
};
