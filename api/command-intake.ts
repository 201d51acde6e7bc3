/** 受理 Reads a command out of a request: key, expected revision, context and payload, each told what is wrong with it. */
import type { FastifyRequest } from 'fastify';
import type * as z from 'zod';
import { demandOf, textOfDemand } from '../domain/accountability/demands.ts';
import type { AnyDecider } from '../domain/kernel/decider.ts';
import { takeIn } from '../domain/kernel/intake.ts';
import type { CommandSpec, Message } from '../domain/kernel/message.ts';
import type { Refusal, RejectionText } from '../domain/kernel/refusal.ts';
import { digestHolds, type RuleVersion } from '../domain/policy/rule-versions.ts';
import { Uuid } from '../domain/kernel/values.ts';
import { type CommandContext, splitBody } from './command-context.ts';
import type { Officer } from './issuer.ts';
import type { ApiPorts } from './ports.ts';
import { revisionOf } from './position.ts';
import { invalid, ProblemError, problemOfRefusal } from './problems.ts';

/** One command as it is mounted. */
export interface CommandRoute {
  readonly decider: AnyDecider;
  readonly type: string;
  readonly path: string;
  readonly spec: CommandSpec;
  /** `category.Command`. */
  readonly name: string;
  /** Fields of the path. */
  readonly params: Readonly<Record<string, z.ZodType>>;
}

const KEY_PROBLEM = {
  field: 'header Idempotency-Key',
  rule: 'a UUID that names this command',
  remedy: 'send a new UUID with every new command, and the same one when repeating it',
};
const MATCH_PROBLEM = {
  field: 'header If-Match',
  rule: 'one strong entity tag, a revision in quotes',
  remedy: 'send the ETag of the last answer, such as "5", or leave it out',
};
const DIGEST_PROBLEM = {
  field: '/digest',
  rule: 'another digest than that of the body',
  remedy: "give the SHA-256 of the body's canonical JSON (RFC 8785) in base64url",
};

export const idempotencyKeyOf = ({ headers }: FastifyRequest): string => {
  const key = headers['idempotency-key'];
  if (typeof key === 'string' && Uuid.safeParse(key).success) return key.toLowerCase();
  throw new ProblemError(invalid([KEY_PROBLEM]));
};

export const expectedOf = ({ headers }: FastifyRequest): bigint | undefined => {
  const etag = headers['if-match'];
  if (etag === undefined) return undefined;
  const revision = revisionOf(etag);
  if (revision === undefined) throw new ProblemError(invalid([MATCH_PROBLEM]));
  return revision;
};

interface Refused {
  readonly route: CommandRoute;
  readonly refusal: Refusal;
  readonly text: RejectionText;
}

/** Coercive or unlawful demands are written down for inspectors before the answer leaves. */
export const recordRefusal = async (
  { record }: Pick<ApiPorts, 'record'>,
  officer: Officer,
  { route, refusal, text }: Refused,
): Promise<void> => {
  if (!text.recorded) return;
  const { fields } = refusal.details;
  const data = {
    code: refusal.refused,
    command: route.name,
    fields: Array.isArray(fields) ? fields.map(String) : [],
    office: officer.office,
    role: officer.role,
  };
  const event = { type: 'CommandRefused', data };
  await record('refusal', officer, { event, purpose: 'ACCOUNTABILITY', basis: route.spec.basis });
};

export interface Taken {
  readonly command: Message;
  readonly context: CommandContext;
}

/** The command in a body. @throws ProblemError for what is wrong with it */
export const takeCommand = async (
  ports: Pick<ApiPorts, 'record' | 'crypto'>,
  officer: Officer,
  { route, body }: { route: CommandRoute; body: unknown },
): Promise<Taken> => {
  const split = splitBody(body);
  if ('problems' in split) throw new ProblemError(invalid(split.problems));
  const intake = takeIn(route.decider, route.type, split.payload, demandOf);
  if (intake.ok) {
    const isRule = route.type === 'LoadRuleVersion';
    if (isRule && !digestHolds(ports.crypto.hash, intake.command.data as RuleVersion))
      throw new ProblemError(invalid([DIGEST_PROBLEM]));
    return { command: intake.command, context: split.context };
  }
  if ('problems' in intake) throw new ProblemError(invalid(intake.problems));
  const text = textOfDemand(intake.refusal.refused);
  await recordRefusal(ports, officer, { route, refusal: intake.refusal, text });
  throw new ProblemError(problemOfRefusal(intake.refusal, text));
};
