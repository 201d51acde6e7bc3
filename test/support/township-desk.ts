// A desk for specs of the write side: the smallest aggregate with all the kernel offers, on ports in memory.
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { createCodec } from '../../domain/kernel/codec.ts';
import { accept, type AnyDecider, already, type Decider, doubt, fact } from '../../domain/kernel/decider.ts';
import { createExecute } from '../../domain/kernel/execute.ts';
import { streamOf } from '../../domain/kernel/identifier.ts';
import { command, defineCommands, defineEvents, event, SUBJECT, sealed } from '../../domain/kernel/message.ts';
import { refuse, type Rejections } from '../../domain/kernel/refusal.ts';
import type { ExecuteDeps, ExecuteRequest } from '../../domain/kernel/request.ts';
import { PersonId } from '../../domain/kernel/values.ts';
import { countingCrypto } from './fixed-crypto.ts';
import { createMemoryLog } from './memory-log.ts';
import { createMemoryVault } from './memory-vault.ts';

const how = { purpose: 'REGISTRATION', basis: ['HRR-7'] } as const;
const commands = defineCommands({
  OpenFile: command(z.strictObject({ name: z.string(), number: z.string().optional() }), {
    ...how,
    creates: true,
    unconditional: true,
  }),
  NoteVisit: command(z.strictObject({ times: z.int(), friend: PersonId.optional() }), how),
  TakeNumber: command(z.strictObject({ number: z.string() }), how),
});
const own = { owner: SUBJECT, class: 'identity' } as const;
const events = defineEvents({
  FileOpened: event(z.strictObject({ name: sealed(z.string(), own) })),
  VisitNoted: event(z.strictObject({ times: z.int(), friend: PersonId.optional() })),
  NumberTaken: event(z.strictObject({ number: sealed(z.string(), own) })),
});
const rejections = {
  NO_FILE: { zh: '没有档案。', en: 'There is no file.' },
  TOO_MANY: { zh: '次数过多。', en: 'That many visits are implausible.', doubt: true },
  FRIEND_UNKNOWN: { zh: '查无此人。', en: 'The friend has no file.' },
} as const satisfies Rejections;
interface FileState {
  readonly open: boolean;
  readonly visits: number;
}

export const file: Decider<FileState, typeof commands, typeof events, typeof rejections> = {
  category: 'file',
  subject: 'person',
  prefix: 'p',
  commands,
  events,
  rejections,
  initialState: { open: false, visits: 0 },
  facts: { NoteVisit: ({ friend }) => (friend ? { friend: streamOf('file', friend) } : {}) },
  decide: {
    OpenFile: ({ name, number }, state) =>
      state.open
        ? already()
        : accept(
            [events.FileOpened({ name })],
            { occurredOn: '2026-03' },
            number ? [{ kind: 'citizenId', value: number }] : [],
          ),
    NoteVisit: ({ times, friend }, state, context, facts) => {
      if (!state.open) return refuse('NO_FILE');
      if (friend && !fact<FileState>(facts, 'friend').open) return refuse('FRIEND_UNKNOWN');
      if (times === state.visits) return already();
      const implausible = times > 100 ? doubt(context, 'TOO_MANY') : undefined;
      return implausible ?? accept([events.VisitNoted({ times, ...(friend && { friend }) })]);
    },
    TakeNumber: ({ number }, state) =>
      state.open
        ? accept([events.NumberTaken({ number })], {}, [{ kind: 'citizenId', value: number }])
        : refuse('NO_FILE'),
  },
  evolve: {
    FileOpened: (state) => ({ ...state, open: true }),
    VisitNoted: (state, { times }) => ({ ...state, visits: times }),
    NumberTaken: (state) => state,
  },
};

const clerk = { id: 's-1', role: 'TownshipWorker', office: '990121001' } as const;

export const openDesk = (change: (deps: ExecuteDeps) => Partial<ExecuteDeps> = () => ({})) => {
  const deciders: readonly AnyDecider[] = [file];
  const crypto = countingCrypto();
  const log = createMemoryLog();
  const vault = createMemoryVault(crypto.random);
  const codec = createCodec({ deciders, crypto, county: '990121' });
  const real: ExecuteDeps = {
    log,
    codec,
    crypto,
    keys: vault.keys,
    numbers: vault.numbers,
    clock: { now: () => '2026-03-14T02:00:00.000Z' },
    deciders,
    policy: async () => ({ regimeOn: () => 'R4', ruleOn: () => undefined }),
    ledger: () => '990121/epoch',
    build: 'test',
  };
  const deps = { ...real, ...change(real) };
  const execute = createExecute(deps);
  const ask = (type: string, data: unknown, more: Partial<ExecuteRequest> = {}) =>
    execute({
      category: 'file',
      command: { type, data },
      actor: clerk,
      idempotencyKey: randomUUID(),
      stated: { channel: 'WINDOW' },
      ...more,
    });
  return { ask, deps, log, vault, codec, crypto };
};
