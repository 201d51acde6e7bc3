/** 登录凭证 The development issuer of tokens, and the check of every token; production checks another issuer's the same way. */
import fastifyJwt from '@fastify/jwt';
import Fastify from 'fastify';
import * as z from 'zod';
import { ROLES } from '../domain/authorisation.ts';
import type { Actor } from '../domain/kernel/decider.ts';
import { DivisionCode, StaffId } from '../domain/kernel/values.ts';
import type { ProblemCode } from './problems.ts';

const ISSUER = 'county-ledger-development';
const VALID_FOR = '30d';
/** Tokens whose check is remembered until they expire; more than there are desks in a county. */
const REMEMBERED_MAX = 2_000;

/** What a token says about its bearer. */
const Claims = z.object({
  sub: StaffId,
  role: z.enum(ROLES),
  division: DivisionCode,
  exp: z.number(),
});
export type Bearer = Pick<z.output<typeof Claims>, 'sub' | 'role' | 'division'>;
export type Officer = Actor & { readonly role: Bearer['role'] };
type Checked = { readonly officer: Officer } | { readonly refused: ProblemCode };

const codes: Readonly<Record<string, ProblemCode>> = {
  FAST_JWT_EXPIRED: 'TOKEN_EXPIRED',
  FAST_JWT_INVALID_SIGNATURE: 'TOKEN_FOREIGN',
  FAST_JWT_INVALID_CLAIM_VALUE: 'TOKEN_FOREIGN',
  FAST_JWT_MISSING_REQUIRED_CLAIM: 'TOKEN_FOREIGN',
};

/** Tokens of one county's ledger: one of another county is as foreign as one of another secret. */
export const openIssuer = async ({ secret, county }: { secret: Buffer; county: string }) => {
  const audience = `county-ledger/${county}`;
  const app = Fastify();
  await app.register(fastifyJwt, {
    secret,
    sign: { iss: ISSUER, aud: audience, expiresIn: VALID_FOR },
    verify: {
      algorithms: ['HS256'],
      allowedIss: ISSUER,
      allowedAud: audience,
      requiredClaims: ['iss', 'aud', 'exp', 'sub'],
    },
  });
  await app.ready();
  const remembered = new Map<string, { readonly officer: Officer; readonly untilMs: number }>();

  const verify = (token: string, nowMs: number): Checked => {
    let claims: unknown;
    try {
      claims = app.jwt.verify(token);
    } catch (error) {
      return { refused: codes[(error as { code?: string }).code ?? ''] ?? 'TOKEN_BROKEN' };
    }
    const parsed = Claims.safeParse(claims);
    if (!parsed.success) return { refused: 'TOKEN_BROKEN' };
    const { sub, role, division, exp } = parsed.data;
    if (exp * 1000 <= nowMs) return { refused: 'TOKEN_EXPIRED' };
    const officer = { id: sub, role, office: division };
    if (remembered.size >= REMEMBERED_MAX) remembered.clear();
    remembered.set(token, { officer, untilMs: exp * 1000 });
    return { officer };
  };

  return {
    issue: ({ sub, role, division }: Bearer, expiresIn: string | number = VALID_FOR): string =>
      app.jwt.sign({ role, division, sub }, { expiresIn }),
    check: (token: string, nowMs: number): Checked => {
      const known = remembered.get(token);
      return known && nowMs < known.untilMs ? known : verify(token, nowMs);
    },
  };
};
export type Issuer = Awaited<ReturnType<typeof openIssuer>>;
