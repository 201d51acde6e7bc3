/** 所在乡镇 In which township a subject lies: by the views where they know it, by the log where they do not know it yet, or are down. */
import type { EventLog } from '../domain/kernel/event-log.ts';
import { birthOf, streamOf } from '../domain/kernel/identifier.ts';
import type { Townships } from './authority.ts';
import { ViewsUnavailableError } from './availability.ts';
import type { StatusQueries } from './ports.ts';

interface TownshipDeps {
  readonly status: Pick<StatusQueries, 'household' | 'person'>;
  readonly log: Pick<EventLog, 'read'>;
}

/** Fields that are never sealed, in events of every version. */
interface OpenFields {
  readonly township?: string;
  readonly toTownship?: string;
  readonly householdId?: string;
  readonly toHouseholdId?: string;
}

/** Events after which somebody is in no household any more. */
const LEAVING = /\.(MovedOut|RegistrationCancelled|RegistrationRefused)$/;

const inLog = (log: TownshipDeps['log']): Townships => {
  const eventsOf = async (category: string, id: string) =>
    (await log.read(streamOf(category, id))).map(({ type, data }) => ({ type, data: data as OpenFields }));
  const placeIn = ({ toTownship, township }: OpenFields) => toTownship ?? township;
  const lastPlace = async (category: string, id: string) =>
    (await eventsOf(category, id)).map(({ data }) => placeIn(data)).findLast((place) => place !== undefined);

  const ofHousehold = (id: string) => lastPlace('household', id);
  const ofBirth = async (id: string) => (await eventsOf('birth', id))[0]?.data.township;
  return {
    ofHousehold,
    ofBirth,
    async ofPerson(id) {
      const last = (await eventsOf('householdRegistration', id)).at(-1);
      if (!last) return (await lastPlace('person', id)) ?? ofBirth(birthOf(id));
      const { data, type } = last;
      const household = LEAVING.test(type) ? undefined : (data.toHouseholdId ?? data.householdId);
      return (household === undefined ? undefined : await ofHousehold(household)) ?? placeIn(data);
    },
  };
};

const unlessDown = async (asked: Promise<string | undefined>): Promise<string | undefined> => {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ViewsUnavailableError) return undefined;
    throw error;
  }
};

export const createTownships = ({ status, log }: TownshipDeps): Townships => {
  const logged = inLog(log);
  const householdSeen = async (id: string) => (await status.household(id)).household?.township;
  const personSeen = async (id: string) => {
    const { person, township } = await status.person(id);
    return township ?? person?.township;
  };
  return {
    ofHousehold: async (id) => (await unlessDown(householdSeen(id))) ?? logged.ofHousehold(id),
    ofPerson: async (id) => (await unlessDown(personSeen(id))) ?? logged.ofPerson(id),
    // No view is kept of births.
    ofBirth: logged.ofBirth,
  };
};
