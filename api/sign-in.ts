/** 登录 Who asks: every route below the sign-in has an officer, taken from the bearer's token and from nothing else. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Issuer, Officer } from './issuer.ts';
import { ProblemError, problem } from './problems.ts';

declare module 'fastify' {
  interface FastifyRequest {
    officer: Officer | null;
  }
}

const BEARER = /^Bearer ([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)$/i;

export const requireSignIn = (app: FastifyInstance, issuer: Issuer, nowMs: () => number) => {
  app.decorateRequest('officer', null);
  app.addHook('onRequest', (request, reply, done) => {
    const { authorization } = request.headers;
    const token = authorization === undefined ? undefined : BEARER.exec(authorization)?.[1];
    const checked = token === undefined ? undefined : issuer.check(token, nowMs());
    if (checked && 'officer' in checked) {
      request.officer = checked.officer;
      return done();
    }
    reply.header('www-authenticate', 'Bearer realm="county-ledger"');
    done(new ProblemError(problem(checked?.refused ?? (authorization ? 'TOKEN_BROKEN' : 'NOT_SIGNED_IN'))));
  });
};

/** @throws where a route stands outside the sign-in: a fault of this code, not of the caller */
export const officerOf = ({ officer }: FastifyRequest): Officer => {
  if (!officer) throw new Error('a route without sign-in asked for its officer');
  return officer;
};
