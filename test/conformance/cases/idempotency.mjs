/** Conformance cases: which appends count as repetitions of what is there already. */
import { randomUUID } from 'node:crypto';
import { fresh, make, attempt, append, collect, revisions } from './asking.mjs';

export const repetitions = {
  'idempotency: the same events again, no_stream': async ({ client, esdb }) => {
    const s = fresh('i');
    const events = make(esdb, 2);
    return [
      await append(client, s, events, esdb.NO_STREAM),
      await append(client, s, events, esdb.NO_STREAM),
      await revisions(client, s),
    ];
  },
  'idempotency: the same events again, any': async ({ client, esdb }) => {
    const s = fresh('i');
    const events = make(esdb, 2);
    return [
      await append(client, s, events, esdb.ANY),
      await append(client, s, events, esdb.ANY),
      await revisions(client, s),
    ];
  },
  'idempotency: the same events again at the revision they were written': async ({ client, esdb }) => {
    const s = fresh('i');
    await append(client, s, make(esdb, 2), esdb.NO_STREAM);
    const events = make(esdb, 2);
    return [await append(client, s, events, 1n), await append(client, s, events, 1n), await revisions(client, s)];
  },
  'idempotency: again after others wrote behind them': async ({ client, esdb }) => {
    const s = fresh('i');
    const events = make(esdb, 2);
    await append(client, s, events, esdb.NO_STREAM);
    await append(client, s, make(esdb, 2), 1n);
    return [
      await append(client, s, events, esdb.NO_STREAM),
      await append(client, s, events, esdb.ANY),
      await revisions(client, s),
    ];
  },
  'idempotency: some old and some new events, no_stream': async ({ client, esdb }) => {
    const s = fresh('i');
    const events = make(esdb, 3);
    await append(client, s, events.slice(0, 1), esdb.NO_STREAM);
    return [await append(client, s, events, esdb.NO_STREAM), await revisions(client, s)];
  },
  'idempotency: some old and some new events, any': async ({ client, esdb }) => {
    const s = fresh('i');
    const events = make(esdb, 3);
    await append(client, s, events.slice(0, 1), esdb.ANY);
    return [await append(client, s, events, esdb.ANY), await revisions(client, s)];
  },
  'idempotency: a prefix of what was written': async ({ client, esdb }) => {
    const s = fresh('i');
    const events = make(esdb, 3);
    await append(client, s, events, esdb.NO_STREAM);
    return [await append(client, s, events.slice(0, 2), esdb.NO_STREAM), await revisions(client, s)];
  },
  'idempotency: the same id twice in one append': async ({ client, esdb }) => {
    const s = fresh('i');
    const [event] = make(esdb, 1);
    return [await append(client, s, [event, event], esdb.NO_STREAM), await revisions(client, s)];
  },
  'idempotency: the same ids with other data are taken for the same': async ({ client, esdb }) => {
    const s = fresh('i');
    const ids = [randomUUID(), randomUUID()];
    const events = (n, type = 'Noted') => ids.map((id) => esdb.jsonEvent({ id, type, data: { n } }));
    return [
      await append(client, s, events(1), esdb.NO_STREAM),
      await append(client, s, events(2), esdb.NO_STREAM),
      await append(client, s, events(3, 'Other'), esdb.ANY),
      await attempt(() => collect(client.readStream(s), ({ event }) => [event.type, event.data.n])),
    ];
  },
  'idempotency: the same id in another stream': async ({ client, esdb }) => {
    const events = make(esdb, 1);
    return [
      await append(client, fresh('i'), events, esdb.NO_STREAM),
      await append(client, fresh('i'), events, esdb.NO_STREAM),
    ];
  },
};
