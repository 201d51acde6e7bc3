// The county's desks as the simulation has them: officers who send commands, lose the answers, and send them again.
import { createHash } from 'node:crypto';
import type { Actor } from '../../domain/kernel/decider.ts';
import { beside } from '../../domain/kernel/identifier.ts';
import type { ExecuteRequest, Outcome } from '../../domain/kernel/request.ts';
import { checkCharacterOf } from '../../domain/registry/citizen-id.ts';
import type { World } from './world.ts';

export const COUNTY = '990121';
const TOWNSHIPS = ['990121001', '990121100', '990121200'] as const;
const VILLAGES = { '990121001': '990121001001', '990121100': '990121100001', '990121200': '990121200200' } as const;

/** An answer that an officer went home with. */
export interface Acknowledged {
  readonly request: ExecuteRequest;
  readonly outcome: Outcome;
}
/** Whoever answers commands now; undefined when it died before it answered. */
export type Ask = (request: ExecuteRequest) => Promise<Outcome | undefined>;

interface Known {
  readonly women: string[];
  readonly households: { readonly id: string; readonly township: string }[];
  readonly children: {
    readonly id: string;
    readonly birth: string;
    readonly mother: string;
    readonly household: string;
  }[];
  readonly homes: Map<string, string>;
}
type Wish = Pick<ExecuteRequest, 'category' | 'command'> & { readonly id?: string };

const BORN_ON = '1990-01-01';
/** Few numbers for many persons: two desks will want the same. */
const citizenId = (which: number) => {
  const seventeen = `${COUNTY}19900101${String(2 * which + 2).padStart(3, '0')}`;
  return seventeen + checkCharacterOf(seventeen);
};

const wishes = (world: World, known: Known): readonly (() => Wish | undefined)[] => {
  const { chance } = world;
  const someone = () => (known.women.length > 0 ? chance.pick(known.women) : undefined);
  const somewhere = () => (known.households.length > 0 ? chance.pick(known.households) : undefined);
  const registration = (id: string, type: string, data: object): Wish => ({
    category: 'householdRegistration',
    id,
    command: { type, data },
  });
  return [
    () => {
      const data = { name: '某某', sex: '2', bornOn: BORN_ON, township: chance.pick(TOWNSHIPS) };
      const numbered = chance.happens(0.5) ? { ...data, citizenId: citizenId(chance.between(0, 3)) } : data;
      return { category: 'person', command: { type: 'RegisterPerson', data: numbered } };
    },
    () => {
      const headId = someone();
      const village = VILLAGES[chance.pick(TOWNSHIPS)];
      const data = { headId, type: 'FAMILY', village, address: '合成数据路1号' };
      return headId === undefined ? undefined : { category: 'household', command: { type: 'FormHousehold', data } };
    },
    () => {
      const [person, household] = [someone(), somewhere()];
      if (!person || !household) return undefined;
      return registration(person, 'TakeOverRegistration', {
        householdId: household.id,
        relation: '02',
        registeredOn: '2020-05-01',
      });
    },
    () => {
      const [mother, household] = [someone(), somewhere()];
      if (!mother || !household) return undefined;
      const data = {
        householdId: household.id,
        township: household.township,
        mother: { id: mother, name: '某某', bornOn: BORN_ON },
        name: '小某',
        sex: chance.pick(['1', '2']),
        bornOn: chance.pick(['2012-12-30', '2016-12-30', '2020-12-30', '2025-12-30']),
      };
      return { category: 'birth', command: { type: 'ReportBirth', data } };
    },
    () => {
      const child = known.children.length > 0 ? chance.pick(known.children) : undefined;
      return child === undefined
        ? undefined
        : registration(child.id, 'RegisterChild', {
            householdId: child.household,
            parentId: child.mother,
            follows: 'MOTHER',
            relation: '20',
            proof: 'BIRTH_CERTIFICATE',
            declaredOn: '2026-01-05',
          });
    },
    () => {
      const [person, to] = [someone(), somewhere()];
      const from = person && known.homes.get(person);
      if (!person || !from || !to || from === to.id) return undefined;
      const data = {
        fromHouseholdId: from,
        toHouseholdId: to.id,
        reason: 'MARRIAGE',
        relation: '10',
        movedOn: '2026-01-04',
      };
      return registration(person, 'MoveBetweenHouseholds', data);
    },
    () => {
      const child = known.children.length > 0 ? chance.pick(known.children) : undefined;
      const number = `Z99${String(chance.between(0, 2)).padStart(7, '0')}`;
      return (
        child && { category: 'birth', id: child.birth, command: { type: 'IssueBirthCertificate', data: { number } } }
      );
    },
    () => {
      const person = chance.happens(0.1) ? someone() : undefined;
      const data = { owner: person, class: 'identity', authority: '平卫删〔2026〕3号' };
      return person === undefined
        ? undefined
        : { category: 'vault', id: COUNTY, command: { type: 'EraseOwner', data } };
    },
  ];
};

const learn = (known: Known, { request, outcome }: Acknowledged): void => {
  if (outcome.kind !== 'accepted') return;
  const { type, data } = request.command as {
    type: string;
    data: Record<string, string> & { mother?: { id: string } };
  };
  if (type === 'RegisterPerson') known.women.push(outcome.id);
  if (type === 'FormHousehold') known.households.push({ id: outcome.id, township: (data.village ?? '').slice(0, 9) });
  if (type === 'ReportBirth') {
    const household = data.householdId ?? '';
    const child = beside(outcome.id, 'p', household);
    known.children.push({ id: child, birth: outcome.id, mother: data.mother?.id ?? '', household });
  }
  if (type === 'TakeOverRegistration') known.homes.set(outcome.id, data.householdId ?? '');
  if (type === 'MoveBetweenHouseholds') known.homes.set(outcome.id, data.toHouseholdId ?? '');
};

const uuidFrom = (text: string) => {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

/** Whoever is at a desk waits this long for an answer before asking again. */
const PATIENCE_MS = 400;

/**
 * Desks that send `count` commands in all, each until it is answered for good.
 * @param sleep for a desk, which never crashes
 */
interface DeskOptions {
  readonly seed: number;
  readonly count: number;
  readonly ask: Ask;
  readonly tell: (answer: Acknowledged) => void;
}
export const openDesks = (world: World, { seed, count, ask, tell }: DeskOptions) => {
  const known: Known = { women: [], households: [], children: [], homes: new Map() };
  const acknowledged: Acknowledged[] = [];
  const life = world.life('desk');
  const kinds = wishes(world, known);
  let sent = 0;
  let open = 0;

  const settle = async (request: ExecuteRequest) => {
    for (;;) {
      const outcome = await ask(request);
      const settled = outcome && outcome.kind !== 'unknown' && outcome.kind !== 'contended';
      const pending = outcome?.kind === 'refused' && outcome.refusal.refused === 'NATURAL_KEY_PENDING';
      if (settled && !pending) {
        // An impatient officer asks once more although the answer is there: it must be the same answer.
        if (outcome.kind !== 'accepted' || !world.chance.happens(0.1)) return outcome;
        const again = await ask(request);
        if (again?.kind === 'accepted') return again.revision === outcome.revision ? outcome : again;
      }
      await world.sleep(life, PATIENCE_MS);
    }
  };

  const desk = async (office: string) => {
    const actor: Actor = { id: `clerk-${office}`, role: 'PublicSecurityClerk', office };
    while (sent < count) {
      let wish: Wish | undefined;
      // A person can always be registered, so that something is found.
      while (!wish) wish = world.chance.pick(kinds)();
      const idempotencyKey = uuidFrom(`${seed} ${sent++}`);
      const request: ExecuteRequest = { ...wish, actor, idempotencyKey, stated: { channel: 'WINDOW' } };
      const outcome = await settle(request);
      const answer = { request, outcome };
      acknowledged.push(answer);
      learn(known, answer);
      tell(answer);
    }
  };

  const start = () => {
    for (const office of TOWNSHIPS) {
      open += 1;
      void desk(office).then(() => {
        open -= 1;
      });
    }
  };
  return { start, acknowledged, done: () => open === 0 && sent >= count, known };
};
