// Situations by `category.Command` in which a command is carried out that chance alone would hardly ever make so.
import { preparedAccountability } from '../domain/accountability/prepared.ts';
import { preparedBenefits } from '../domain/benefits/prepared.ts';
import { preparedCare } from '../domain/care/prepared.ts';
import { preparedExchange } from '../domain/exchange/prepared.ts';
import { preparedLegal } from '../domain/legal/prepared.ts';
import { preparedPrivacy } from '../domain/privacy/prepared.ts';
import { preparedRegistry } from '../domain/registry/prepared.ts';
import { preparedRedress } from '../domain/redress/prepared.ts';
import type { Situation } from './situation.ts';

export const PREPARED: Readonly<Record<string, Situation>> = {
  ...preparedCare,
  ...preparedBenefits,
  ...preparedPrivacy,
  ...preparedLegal,
  ...preparedAccountability,
  ...preparedRedress,
  ...preparedRegistry,
  ...preparedExchange,
};
