/** 答复 The one place that turns an outcome of a command into a status, headers and a body. */
import type { FastifyReply } from 'fastify';
import type { ReadEvent } from '../domain/kernel/codec.ts';
import type { Outcome } from '../domain/kernel/request.ts';
import { positionText } from '../projections/checkpoint.ts';
import { etagOf, POSITION_HEADER } from './position.ts';
import { type Problem, problem, problemOfRefusal, retryAfterOf } from './problems.ts';

export interface AnswerContext {
  readonly epoch: string;
  /** Whether the caller may see what sealed fields say. */
  readonly seesNames: boolean;
}

const unseenEvent = ({ type, data, metadata, stored }: ReadEvent, seesNames: boolean) => ({
  type,
  revision: Number(stored.revision),
  recordedAt: metadata.recordedAt,
  actor: { role: metadata.actor.role, office: metadata.actor.office },
  ...(seesNames && { data }),
});

export const sendProblem = (reply: FastifyReply, of: Problem) => {
  const retryAfter = retryAfterOf(of);
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter));
  return reply
    .code(of.status)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify({ ...of, requestId: reply.request.id }));
};

const stale = (outcome: Extract<Outcome, { kind: 'stale' }>, { seesNames }: AnswerContext) =>
  problem('STALE', {
    revision: outcome.revision === null ? null : Number(outcome.revision),
    unseen: outcome.unseen.map((event) => unseenEvent(event, seesNames)),
  });

type Change = Extract<Outcome, { kind: 'accepted' | 'unchanged' }>;

const sendChange = (reply: FastifyReply, outcome: Change, { epoch }: AnswerContext) => {
  const accepted = outcome.kind === 'accepted';
  const { revision, position, id } = outcome;
  const place = position === null ? null : positionText(epoch, position);
  if (revision !== null) reply.header('etag', etagOf(revision));
  if (place !== null) reply.header(POSITION_HEADER, place);
  const body = {
    id,
    revision: revision === null ? null : Number(revision),
    position: place,
    events: accepted
      ? outcome.events.map(({ type, id: event, revision: at, names }) => ({
          type,
          id: event,
          revision: Number(at),
          names,
        }))
      : [],
    repeated: accepted && outcome.repeated,
  };
  return reply
    .code(accepted && !outcome.repeated ? 201 : 200)
    .type('application/json; charset=utf-8')
    .send(JSON.stringify(body));
};

export const answer = (reply: FastifyReply, outcome: Outcome, context: AnswerContext) => {
  switch (outcome.kind) {
    case 'accepted':
    case 'unchanged':
      return sendChange(reply, outcome, context);
    case 'refused':
      return sendProblem(reply, problemOfRefusal(outcome.refusal, outcome.text));
    case 'stale':
      return sendProblem(reply, stale(outcome, context));
    case 'key-reused':
      return sendProblem(reply, problem(outcome.why === 'erased' ? 'KEY_ERASED' : 'KEY_REUSED', { id: outcome.id }));
    case 'contended':
      return sendProblem(reply, problem('CONTENDED', { id: outcome.id }));
    case 'unknown':
      return sendProblem(reply, problem('OUTCOME_UNKNOWN', { id: outcome.id }));
  }
};
