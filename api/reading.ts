/** 查阅 Every reading: from which position on, why, recorded before the answer leaves, names only for who may see them. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { type Erased, ERASED, PURPOSES, type Purpose } from '../domain/kernel/message.ts';
import { positionText, readPosition, sameEpoch } from '../projections/checkpoint.ts';
import type { Officer } from './issuer.ts';
import type { ApiPorts } from './ports.ts';
import { POSITION_HEADER } from './position.ts';
import { invalid, ProblemError, problem } from './problems.ts';

const POSITION_PROBLEM = {
  field: 'header Ledger-Position',
  rule: 'a position of this ledger',
  remedy: 'send back a position as an answer gave it',
};
const PURPOSE_PROBLEM = {
  field: 'header Purpose',
  rule: 'a purpose of processing',
  remedy: `give one of ${PURPOSES.join(', ')}`,
};
const Purposes = z.enum(PURPOSES);

const purposes: Readonly<Record<string, Purpose>> = {
  TownshipWorker: 'REGISTRATION',
  CountyRegistrar: 'REGISTRATION',
  PublicSecurityClerk: 'REGISTRATION',
  HealthInstitution: 'REGISTRATION',
  BenefitOfficer: 'BENEFIT',
  StatisticsOfficer: 'STATISTICS',
  AssessmentOfficer: 'ACCOUNTABILITY',
  Auditor: 'ACCOUNTABILITY',
  Inspector: 'ACCOUNTABILITY',
  PrivacyOfficer: 'PRIVACY',
};

/** Why this is read: as stated, or what the role usually reads for. @throws ProblemError */
export const purposeOf = ({ headers }: FastifyRequest, { role }: Officer): Purpose => {
  const { purpose } = headers;
  if (purpose === undefined) return purposes[role] ?? 'SERVICE';
  const parsed = Purposes.safeParse(purpose);
  if (!parsed.success) throw new ProblemError(invalid([PURPOSE_PROBLEM]));
  return parsed.data;
};

/** The position that an answer has to reflect; -1 where none was asked for. @throws ProblemError */
const minimumOf = ({ headers }: FastifyRequest, { epoch, ended }: Pick<ApiPorts, 'epoch' | 'ended'>): number => {
  const text = headers[POSITION_HEADER];
  if (text === undefined) return -1;
  const asked = typeof text === 'string' ? readPosition(text) : undefined;
  if (!asked) throw new ProblemError(invalid([POSITION_PROBLEM]));
  if (sameEpoch(asked.epoch, epoch())) return asked.position;
  const lastCommonEvent = ended(asked.epoch)?.lastEventId;
  throw new ProblemError(problem('OTHER_EPOCH', { epoch: epoch(), ...(lastCommonEvent && { lastCommonEvent }) }));
};

type Reach = ApiPorts['namesReach'];
/** Waits, bounded, until one view reflects the position asked for. @throws ProblemError that says how far it is */
export const reachView = async (
  { epoch, ended }: Pick<ApiPorts, 'epoch' | 'ended'>,
  request: FastifyRequest,
  reachOf: Reach,
): Promise<void> => {
  const minimum = minimumOf(request, { epoch, ended });
  const reflected = minimum < 0 ? undefined : await reachOf(minimum);
  if (reflected !== undefined)
    throw new ProblemError(problem('NOT_YET_VISIBLE', { reflected: positionText(epoch(), reflected) }));
};

/**
 * Waits for the position asked for, bounded. @throws ProblemError that says how far the views are
 * @param named whether the answer needs the directory too
 */
export const reach = (
  ports: Pick<ApiPorts, 'status' | 'epoch' | 'ended' | 'namesReach'>,
  request: FastifyRequest,
  named: boolean,
): Promise<void> =>
  reachView(ports, request, async (position) => {
    const { status, namesReach } = ports;
    return (await status.reach(position)) ?? (named ? namesReach(position) : undefined);
  });

export const sendReading = (
  reply: FastifyReply,
  { epoch, position, answer }: { epoch: string; position: number; answer: object },
) => {
  const place = positionText(epoch, position);
  reply.header(POSITION_HEADER, place);
  return reply.type('application/json; charset=utf-8').send(JSON.stringify({ ...answer, position: place }));
};

export type ShownNames = (id: string) => { readonly name?: string | Erased };

/** Names beside pseudonyms, for who may see them; for others nothing is asked. */
export const namesFor = async (
  { directory }: Pick<ApiPorts, 'directory'>,
  ids: readonly string[],
  may: boolean,
): Promise<ShownNames> => {
  if (!may || ids.length === 0) return () => ({});
  const names = await directory.names([...new Set(ids)]);
  return (id) => {
    const found = names.get(id);
    return found === undefined ? {} : { name: found === 'erased' ? ERASED : found.name };
  };
};
