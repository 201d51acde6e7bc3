/** 查询 Household status over HTTP: by household, by person, by township; each reading is recorded before it is answered. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mayQuery, type Query } from '../domain/authorisation.ts';
import type { HouseholdStatus } from '../projections/household-rows.ts';
import { householdAnswer, listed, personAnswer } from './answers.ts';
import { seesNames } from './authority.ts';
import { refuseBrowsing } from './inspection.ts';
import type { Officer } from './issuer.ts';
import type { ApiPorts } from './ports.ts';
import { ProblemError, problem } from './problems.ts';
import { householdParams, personParams, townshipPage, townshipParams } from './query-table.ts';
import { namesFor, purposeOf, reach, sendReading } from './reading.ts';
import { mountOversight } from './oversight-routes.ts';
import { mountSearch } from './search-routes.ts';
import { officerOf } from './sign-in.ts';
import type { ZodInstance } from './zod.ts';

/** What is the same for every reading: who asks, why, and that the views have come far enough. */
const begin = async (ports: ApiPorts, request: FastifyRequest, asked: { query: Query; subject?: string }) => {
  const officer = officerOf(request);
  const purpose = purposeOf(request, officer);
  await refuseBrowsing(ports.record, officer, asked);
  await ports.authority.query(officer, asked.query, { ...asked, divisions: [] });
  await reach(ports, request, seesNames(officer));
  return { officer, purpose };
};

const fileOpened = (subjectKey: string, named: boolean) => ({
  type: 'FileOpened',
  data: { subjectKey, what: named ? 'NAMES' : 'STATUS' },
});

const openHousehold =
  (ports: ApiPorts) => async (request: FastifyRequest<{ Params: { id: string } }>, reply: FastifyReply) => {
    const { id } = request.params;
    const subject = `household:${id}`;
    const { officer, purpose } = await begin(ports, request, { query: 'household', subject });
    const { household, newborns, position } = await ports.status.household(id);
    if (!household) throw new ProblemError(problem('NOT_FOUND'));
    const divisions = [household.township];
    await ports.authority.query(officer, 'household', { divisions, subject });
    const may = seesNames(officer, divisions);
    const ids = [...household.members.map(({ personId }) => personId), ...newborns.map((newborn) => newborn.id)];
    const [names] = await Promise.all([
      namesFor(ports, ids, may),
      ports.record('access', officer, { event: fileOpened(subject, may), purpose, basis: ['PIPL-34'] }),
    ]);
    const answer = householdAnswer({ id, row: household }, newborns, names);
    return sendReading(reply, { epoch: ports.epoch(), position, answer });
  };

const openPerson =
  (ports: ApiPorts) => async (request: FastifyRequest<{ Params: { id: string } }>, reply: FastifyReply) => {
    const { id } = request.params;
    const subject = `person:${id}`;
    const { officer, purpose } = await begin(ports, request, { query: 'person', subject });
    const { person, township, position } = await ports.status.person(id);
    if (!person) throw new ProblemError(problem('NOT_FOUND'));
    const divisions = [township ?? person.township];
    await ports.authority.query(officer, 'person', { divisions, subject });
    const may = seesNames(officer, divisions);
    const [names] = await Promise.all([
      namesFor(ports, [id], may),
      ports.record('access', officer, { event: fileOpened(subject, may), purpose, basis: ['PIPL-34'] }),
    ]);
    return sendReading(reply, { epoch: ports.epoch(), position, answer: personAnswer({ id, row: person }, names) });
  };

type TownshipRequest = FastifyRequest<{
  Params: { code: string };
  Querystring: { status: HouseholdStatus; after?: string | undefined; limit: number };
}>;

const readTownship = async (ports: ApiPorts, officer: Officer, request: TownshipRequest) => {
  const { code } = request.params;
  const { status, after, limit } = request.query;
  const lists = mayQuery(officer, 'township', [code]).allowed;
  return ports.status
    .township(code, { status, after, limit: lists ? limit : 0 })
    .then((found) => ({ ...found, lists }));
};

const openTownship = (ports: ApiPorts) => async (request: TownshipRequest, reply: FastifyReply) => {
  const { code } = request.params;
  const officer = officerOf(request);
  const purpose = purposeOf(request, officer);
  await ports.authority.query(officer, 'counts', { divisions: [code] });
  await reach(ports, request, seesNames(officer));
  const { counts, households, next, position, lists } = await readTownship(ports, officer, request);
  const hits = { type: 'SearchRun', data: { kind: 'TOWNSHIP', hits: households.length } };
  const [names] = await Promise.all([
    namesFor(
      ports,
      households.map(({ row }) => row.headId),
      lists && seesNames(officer, [code]),
    ),
    ports.record('access', officer, { event: hits, purpose, basis: ['PIPL-34'] }),
  ]);
  const page = { households: households.map((one) => listed(one, names)), ...(next !== undefined && { next }) };
  const answer = { township: code, counts, ...(lists && page) };
  return sendReading(reply, { epoch: ports.epoch(), position, answer });
};

export const mountQueries = (app: ZodInstance, ports: ApiPorts): void => {
  app.get('/households/:id', { schema: { params: householdParams } }, openHousehold(ports));
  app.get('/persons/:id', { schema: { params: personParams } }, openPerson(ports));
  app.get(
    '/townships/:code',
    { schema: { params: townshipParams, querystring: townshipPage } },
    openTownship(ports) as never,
  );
  mountSearch(app, ports);
  mountOversight(app, ports);
};
