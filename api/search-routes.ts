/** 检索 Whom a citizen id, or a name and date of birth, belong to: in a body, never in an address; limited, and recorded. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type * as z from 'zod';
import { mayQuery } from '../domain/authorisation.ts';
import { seesNames } from './authority.ts';
import { refuseBrowsing } from './inspection.ts';
import type { ApiPorts } from './ports.ts';
import { Search } from './query-table.ts';
import { namesFor, purposeOf, reach, sendReading } from './reading.ts';
import { officerOf } from './sign-in.ts';
import type { ZodInstance } from './zod.ts';

/** Of one officer in a minute: a busy desk asks a few times. */
export const SEARCHES_A_MINUTE = 30;

type Wanted = z.output<typeof Search>;

const search = (ports: ApiPorts) => async (request: FastifyRequest<{ Body: Wanted }>, reply: FastifyReply) => {
  const officer = officerOf(request);
  const purpose = purposeOf(request, officer);
  await refuseBrowsing(ports.record, officer, { query: 'search' });
  await ports.authority.query(officer, 'search', { divisions: [officer.office] });
  await reach(ports, request, true);
  const position = await ports.status.reflected();
  const wanted = request.body;
  const ids = await ports.directory.search(wanted);
  const found = await Promise.all(ids.map(async (id) => ({ id, ...(await ports.status.person(id)) })));
  const known = found.flatMap(({ id, person, township }) =>
    person ? [{ id, status: person.status, township: township ?? person.township }] : [],
  );
  const hits = known.filter(({ township }) => mayQuery(officer, 'search', [township]).allowed);
  const named = hits.filter(({ township }) => seesNames(officer, [township])).map(({ id }) => id);
  const kind = 'citizenId' in wanted ? 'CITIZEN_ID' : 'NAME_AND_BIRTH_DATE';
  const event = { type: 'SearchRun', data: { kind, hits: hits.length } };
  const [names] = await Promise.all([
    namesFor(ports, named, true),
    ports.record('access', officer, { event, purpose, basis: ['PIPL-34'] }),
  ]);
  const answer = { hits: hits.map((hit) => ({ ...hit, ...names(hit.id) })) };
  return sendReading(reply, { epoch: ports.epoch(), position, answer });
};

export const mountSearch = (app: ZodInstance, ports: ApiPorts): void => {
  const rateLimit = { max: SEARCHES_A_MINUTE, timeWindow: '1 minute' };
  app.post('/searches', { schema: { body: Search }, config: { rateLimit } }, search(ports));
};
