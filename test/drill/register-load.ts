// Desks that report births and move people over HTTP whatever happens, and remember every answer they were given.
import { randomBytes, randomUUID } from 'node:crypto';
import { addressIn, COUNTY, VILLAGE_CODES } from '../../infra/county/places.ts';
import { createChance } from '../../infra/county/chance.ts';
import type { Desk, Posting } from '../../infra/county/routes.ts';
import { type Answer, type SendingOptions, send } from '../../infra/county/sending.ts';

const PATIENCE_MS = 120_000;
const PERSONS_A_DESK = 4;
const HOUSEHOLDS_A_DESK = 4;

export interface RegisterLoad {
  /** Events of commands that were answered with success. */
  readonly acknowledged: string[];
  /** Ends when every command under way has a certain answer. @throws what a desk was refused */
  stop(): Promise<void>;
}

/** Births of one mother would be looked at together. */
const someMother = () => `p_${randomBytes(16).toString('base64url')}`;

interface DeskFiles {
  readonly persons: { readonly id: string; home: number }[];
  readonly households: readonly string[];
}

export const startRegisterLoad = async (
  { address, token }: { address: string; token: string },
  desks: number,
): Promise<RegisterLoad> => {
  const options: SendingOptions = { address, tokenOf: async () => token, patienceMs: PATIENCE_MS };
  const desk: Desk = { role: 'CountyRegistrar', division: COUNTY };
  const acknowledged: string[] = [];
  let going = true;

  const post = async (path: string, data: unknown): Promise<Answer> => {
    const posting: Posting = { path, key: randomUUID(), desk, body: JSON.stringify(data) };
    const answer = await send(options, posting);
    acknowledged.push(...answer.events);
    return answer;
  };

  const openFiles = async (number: number): Promise<DeskFiles> => {
    const chance = createChance(`desk ${number}`);
    const persons: DeskFiles['persons'] = [];
    const households: string[] = [];
    for (let made = 0; made < PERSONS_A_DESK; made += 1) {
      const data = { name: '王合成', sex: '2', bornOn: '1990-01-01', township: `${COUNTY}001` };
      persons.push({ id: (await post('/persons', data)).id, home: 0 });
    }
    for (let made = 0; made < HOUSEHOLDS_A_DESK; made += 1) {
      const village = chance.pick(VILLAGE_CODES);
      const data = { headId: persons[0]?.id, type: 'FAMILY', village, address: addressIn(chance, village) };
      households.push((await post('/households', data)).id);
    }
    for (const { id } of persons) {
      const data = { householdId: households[0], relation: '97', registeredOn: '2026-01-01' };
      await post(`/persons/${id}/registration/take-over`, data);
    }
    return { persons, households };
  };

  const reportBirth = async ({ households }: DeskFiles, turn: number): Promise<void> => {
    await post('/births', {
      householdId: households[turn % households.length],
      township: `${COUNTY}001`,
      mother: { id: someMother(), name: '王合成', bornOn: '1990-01-01' },
      sex: turn % 3 === 0 ? '1' : '2',
      bornOn: '2026-03-14',
    });
  };

  const move = async ({ persons, households }: DeskFiles, turn: number): Promise<void> => {
    const person = persons[turn % persons.length] as DeskFiles['persons'][number];
    const to = (person.home + 1) % households.length;
    await post(`/persons/${person.id}/registration/move`, {
      ...{ fromHouseholdId: households[person.home], toHouseholdId: households[to] },
      ...{ reason: 'FAMILY', relation: '97', movedOn: '2026-03-14' },
    });
    person.home = to;
  };

  const work = async (files: DeskFiles): Promise<void> => {
    for (let turn = 0; going; turn += 1) {
      await reportBirth(files, turn);
      await move(files, turn);
    }
  };
  const opened = await Promise.all(Array.from({ length: desks }, (_, number) => openFiles(number)));
  const all = Promise.all(opened.map(work));
  all.catch(() => undefined);
  return {
    acknowledged,
    async stop() {
      going = false;
      await all;
    },
  };
};
