// Views of the desk, folded from its log whenever they are asked: no feeder, no worker, nothing to wait for.
import { deciders } from '../../domain/index.ts';
import { createCodec } from '../../domain/kernel/codec.ts';
import type { EventLog, StoredEvent } from '../../domain/kernel/event-log.ts';
import type { Crypto } from '../../domain/kernel/ports.ts';
import { readAll } from '../../domain/kernel/sight.ts';
import type { StatusQueries } from '../../api/status-port.ts';
import { type HouseholdRow, householdStatus as statusOf, type PersonRow } from '../../projections/household-rows.ts';
import { householdStatus } from '../../projections/household-status.ts';
import type { MemoryVault } from '../support/memory-vault.ts';
import { pageAll } from '../support/logs.ts';

interface Parts {
  readonly log: EventLog;
  readonly vault: MemoryVault;
  readonly crypto: Crypto;
  readonly county: string;
}
type Rows = Map<string, { readonly id: string; readonly table: string; row: unknown }>;

export const createDeskViews = ({ log, vault, crypto, county }: Parts) => {
  const codec = createCodec({ deciders, crypto, county });
  let behind = false;

  const fold = async () => {
    const rows: Rows = new Map();
    const events = behind ? [] : await pageAll(log, null, 500);
    for (const event of events) for (const one of touchesOf(codec, event)) touchRow(rows, one);
    return { rows, position: Number(events.at(-1)?.position ?? -1n) };
  };
  const of = <R>(rows: Rows, table: string) =>
    [...rows.values()].filter((one) => one.table === table && one.row !== undefined) as { id: string; row: R }[];

  const status: StatusQueries = {
    async household(id) {
      const { rows, position } = await fold();
      const newborns = of<PersonRow>(rows, 'p').filter(
        ({ row }) => row.status === 'newborn' && row.householdId === id && row.diedIn === undefined,
      );
      return { household: rows.get(`h${id}`)?.row as HouseholdRow | undefined, newborns, position };
    },
    async person(id) {
      const { rows, position } = await fold();
      const person = rows.get(`p${id}`)?.row as PersonRow | undefined;
      const home = rows.get(`h${person?.householdId}`)?.row as HouseholdRow | undefined;
      return { person, township: home?.township, position };
    },
    async township(code, { status: wanted, after = '', limit }) {
      const { rows, position } = await fold();
      const here = of<HouseholdRow>(rows, 'h').filter(({ row }) => row.township === code);
      const listed = here.filter(({ id, row }) => statusOf(row) === wanted && id > after).slice(0, limit);
      const counts = { households: here.length, dissolved: 0, persons: 0, male: 0, female: 0, newborns: 0 };
      return {
        counts: { ...counts, deceased: 0, departed: 0 },
        households: listed,
        next: listed.length === limit ? listed.at(-1)?.id : undefined,
        position,
      };
    },
    reach: async (position) => {
      const reflected = (await fold()).position;
      return position > reflected ? reflected : undefined;
    },
    reflected: async () => (await fold()).position,
  };
  /** The directory as its worker would fill it: the names the log tells. */
  const fillDirectory = async () => {
    const decoded = await readAll({ codec, keys: vault.keys }, await pageAll(log, null, 500));
    const entries = decoded.flatMap(({ type, data, stored: { stream, position } }) => {
      if (type === 'PersonRegistered') return [{ ...(data as object), id: stream.slice('person-'.length), position }];
      return type === 'BirthReported'
        ? [{ ...(data as object), id: (data as { childId: string }).childId, position }]
        : [];
    }) as { id: string; position: bigint; name?: string; bornOn?: string; citizenId?: string }[];
    await vault.directory.commitLane({
      ...{ lane: 'all', version: 1, from: null, to: { position: 0n, mark: '' }, removed: [] },
      entries: entries.map(({ id, position, name, bornOn, citizenId }) => ({
        ...{ id, position },
        ...(name !== undefined && { name }),
        ...(bornOn !== undefined && { bornOn }),
        ...(citizenId !== undefined && { citizenId }),
      })),
    });
  };
  const standStill = (still: boolean) => {
    behind = still;
  };
  return { status, fillDirectory, standStill };
};

type Touched = {
  readonly id: string;
  readonly table: { readonly name: string };
  readonly evolve: (row: unknown) => unknown;
};

const touchesOf = (codec: ReturnType<typeof createCodec>, event: StoredEvent): readonly Touched[] => {
  const { schema, occurredOn } = event.metadata as { schema: number; occurredOn: string };
  const data = codec.lift(event, schema, event.data);
  const { stream } = event;
  return (
    householdStatus.handlers.get(event.type)?.({ stream, data, occurredOn, position: Number(event.position) }) ?? []
  );
};

const touchRow = (rows: Rows, { id, table, evolve }: Touched) => {
  const key = table.name + id;
  rows.set(key, { id, table: table.name, row: evolve(rows.get(key)?.row) });
};
