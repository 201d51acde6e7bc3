// People and households that benches work on, registered over HTTP before anything is measured.
import { randomUUID } from 'node:crypto';
import { createChance } from '../../infra/county/chance.ts';
import { createCitizenIds } from '../../infra/county/citizen-id.ts';
import { givenName, surname } from '../../infra/county/names.ts';
import { addressIn, COUNTY, VILLAGE_CODES } from '../../infra/county/places.ts';
import { type HttpAnswer, type HttpLane, openHttpLane } from './http-load.ts';
import { rateOf } from './report.ts';

export const IN_FLIGHT = 32;

export interface BenchPerson {
  readonly id: string;
  readonly name: string;
  readonly bornOn: string;
}
export interface BenchCounty {
  readonly persons: readonly BenchPerson[];
  readonly households: readonly string[];
  /** Sends one command on one of the lanes. @throws unless it was carried out */
  send(lane: number, path: string, data: unknown): Promise<string>;
  close(): void;
}

interface Accepted {
  readonly id: string;
}

const accepted = ({ status, body }: HttpAnswer, path: string): string => {
  if (status !== 201) throw new Error(`POST ${path} answered ${status} ${body}`);
  return (JSON.parse(body) as Accepted).id;
};

const bornOnOf = (at: number): string => `19${70 + (at % 30)}-${String(1 + (at % 12)).padStart(2, '0')}-11`;

const createSender =
  (lanes: readonly HttpLane[], token: string): BenchCounty['send'] =>
  async (lane, path, data) => {
    const answer = await (lanes[lane] as HttpLane).post(path, {
      ...{ token, key: randomUUID(), body: JSON.stringify(data) },
    });
    return accepted(answer, path);
  };

/** Adults in households: person i belongs to household i modulo their number. */
export const settle = async (
  { address, token }: { address: string; token: string },
  of: { persons: number; households: number },
): Promise<BenchCounty> => {
  const lanes = await Promise.all(Array.from({ length: IN_FLIGHT }, () => openHttpLane(address)));
  const send = createSender(lanes, token);
  const chance = createChance('bench');
  const citizenId = createCitizenIds();
  const persons: BenchPerson[] = Array.from({ length: of.persons });
  const households: string[] = Array.from({ length: of.households });
  const drawn = Array.from({ length: of.persons }, (_, at) => {
    const [name, bornOn] = [surname(chance) + givenName(chance), bornOnOf(at)];
    return {
      name,
      bornOn,
      sex: '2' as const,
      citizenId: citizenId(COUNTY, { bornOn, sex: '2' }),
      township: `${COUNTY}001`,
    };
  });
  await rateOf(of.persons, IN_FLIGHT, async (at, lane) => {
    const { name = '', bornOn = '' } = drawn[at] ?? {};
    persons[at] = { id: await send(lane, '/persons', drawn[at]), name, bornOn };
  });
  await rateOf(of.households, IN_FLIGHT, async (at, lane) => {
    const village = VILLAGE_CODES[at % VILLAGE_CODES.length] as string;
    const data = { headId: persons[at]?.id, type: 'FAMILY', village, address: addressIn(chance, village) };
    households[at] = await send(lane, '/households', data);
  });
  await rateOf(of.persons, IN_FLIGHT, async (at, lane) => {
    const householdId = households[at % of.households];
    const data = { householdId, relation: '97', registeredOn: '2026-01-01' };
    await send(lane, `/persons/${persons[at]?.id}/registration/take-over`, data);
  });
  return { persons, households, send, close: () => lanes.forEach((lane) => lane.close()) };
};
