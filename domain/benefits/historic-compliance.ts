/** 历史生育情况 Whether births of the past kept the rules of their own day: each under its own regime, and never guessed. */
import { regimeOn } from '../policy/regimes.ts';
import type { RegimeId } from '../policy/topics.ts';

export interface PastBirth {
  readonly bornOn: string;
  /** First, second … of the couple. */
  readonly order: number;
  /** A permit or approval of the time is on record. */
  readonly approved?: boolean;
  /** An authority found at the time, in a decision still standing, that it broke the rules. */
  readonly found?: boolean;
}
export type Compliance = 'COMPLIANT' | 'UNDETERMINED' | 'NON_COMPLIANT';

/** Children that each regime let everybody have without asking. */
const FREE_ORDER: Readonly<Record<RegimeId, number>> = {
  R0: 1,
  R1: 1,
  R2: 1,
  R3: 2,
  R3t: 3,
  R4: Number.POSITIVE_INFINITY,
};

/** Before this day no rule of births was in force. */
const RULES_SINCE = '1973-01-01';

export const complianceOf = ({ bornOn, order, approved, found }: PastBirth, province?: string): Compliance => {
  if (bornOn < RULES_SINCE || order <= FREE_ORDER[regimeOn(bornOn, province).id] || approved) return 'COMPLIANT';
  return found ? 'NON_COMPLIANT' : 'UNDETERMINED';
};

/** All births together: one that is undetermined sends the claim to a human. */
export const complianceOfAll = (births: readonly PastBirth[], province?: string): Compliance => {
  const each = births.map((birth) => complianceOf(birth, province));
  if (each.includes('NON_COMPLIANT')) return 'NON_COMPLIANT';
  return each.includes('UNDETERMINED') ? 'UNDETERMINED' : 'COMPLIANT';
};
/** What is undetermined is decided for the applicant, unless it is disproved. */
export const inFavour = (compliance: Compliance): boolean => compliance !== 'NON_COMPLIANT';
