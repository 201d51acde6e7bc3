/** 待遇申领的判断 Whether a claim may be filed, approved or paid: the checks that take more than a line. */
import { monthOf } from '../kernel/calendar.ts';
import { type Context, doubt, type Facts, fact } from '../kernel/decider.ts';
import { refuse } from '../kernel/refusal.ts';
import type { BirthState } from '../registry/birth.ts';
import type { RegistrationState } from '../registry/household-registration.ts';
import { whoIs } from '../registry/taking-part.ts';
import type { Filing, Payment, Rejection } from './claim-messages.ts';
import { type Claimed, type ClaimState, childIn } from './claim-state.ts';
import { fenOf, firstPayable, type OpenSpan, spanOf } from './entitlement.ts';
import { earlierMonth, monthsIn } from './months.ts';

/** Schemes whose claim is about one child. */
const OF_A_CHILD: ReadonlySet<string> = new Set(['CHILDCARE_SUBSIDY', 'ONE_CHILD_REWARD']);

const parentFault = ({ relation, personId }: Pick<Filing, 'relation' | 'personId'>, facts: Facts) => {
  const birth = fact<BirthState>(facts, 'childBirth');
  if (birth.status !== 'reported') return undefined;
  const parent = relation === 'MOTHER' ? birth.motherId : relation === 'FATHER' ? birth.fatherId : undefined;
  return parent !== undefined && parent !== personId ? refuse('NOT_A_PARENT', { field: '/relation' }) : undefined;
};

/** Where the child is registered, the claim is filed; a child registered nowhere is claimed for where it was born. */
const placeFault = ({ scheme, township }: Filing, facts: Facts) => {
  if (scheme !== 'CHILDCARE_SUBSIDY') return undefined;
  const registration = fact<RegistrationState>(facts, 'childRegistration');
  const isElsewhere = registration.status === 'registered' && registration.township !== township;
  return isElsewhere ? refuse('NOT_THIS_PLACE', { office: registration.township }) : undefined;
};

export const filingFault = (data: Filing, context: Context, facts: Facts) => {
  const { scheme, childId, personId, filedOn } = data;
  const payee = whoIs(facts);
  if (!payee) return refuse('PERSON_UNKNOWN');
  if (payee.died) return refuse('PERSON_DECEASED');
  if (filedOn > context.today) return refuse('DATE_IN_FUTURE', { field: '/filedOn' });
  if (scheme === 'SPECIAL_ASSISTANCE' && data.circumstance === undefined)
    return refuse('CIRCUMSTANCE_NOT_NAMED', { field: '/circumstance' });
  if (!OF_A_CHILD.has(scheme)) return undefined;
  if (childId === undefined || childId === personId) return refuse('CHILD_NOT_NAMED', { field: '/childId' });
  const child = childIn(facts);
  if (!child) return refuse('PERSON_UNKNOWN');
  const fault = parentFault(data, facts) ?? placeFault(data, facts);
  if (fault) return fault;
  const span = spanOf(scheme, { payee, child }, { context, on: filedOn });
  if (span === undefined) return refuse('NO_RULE_IN_FORCE', { topic: scheme, on: filedOn });
  return span === 'none' ? doubt(context, 'CHILD_OVER_AGE', { field: '/childId' }) : undefined;
};

/** The months that an approval covers. */
export const approvedSpan = (
  { scheme, filedOn }: Claimed,
  { context, on }: { context: Context; on: string },
  facts: Facts,
) => {
  const payee = whoIs(facts);
  if (!payee) return refuse('PERSON_UNKNOWN');
  if (payee.died) return refuse('PAYEE_DIED');
  const child = childIn(facts);
  const span = spanOf(scheme, { payee, child }, { context, on });
  if (span === undefined) return refuse('NO_RULE_IN_FORCE', { topic: scheme, on });
  if (span === 'none') return refuse('CHILD_OVER_AGE');
  const from = firstPayable(span, monthOf(filedOn), scheme);
  return span.to !== undefined && from > span.to ? refuse('CHILD_OVER_AGE') : { from, to: span.to };
};

/** Roles that act without a human. */
const MACHINES: ReadonlySet<string> = new Set(['RegionalSystem']);

export const rejectionFault = ({ reason, disprovedBy }: Rejection, { actor }: Context) => {
  if (MACHINES.has(actor.role)) return refuse('HUMAN_DECISION_NEEDED');
  return reason === 'HISTORIC_RULES' && disprovedBy === undefined
    ? refuse('DISPROOF_NEEDED', { field: '/disprovedBy' })
    : undefined;
};

/** The last month that can be paid: of the scheme, of the end, of the child's life. */
const lastPayable = (state: ClaimState, span: OpenSpan, facts: Facts): string | undefined => {
  const died = state.claim?.scheme === 'SPECIAL_ASSISTANCE' ? undefined : childIn(facts)?.died?.in;
  const ends = [span.to, state.ended?.lastMonth, died].filter((month) => month !== undefined);
  return ends.length > 0 ? ends.reduce(earlierMonth) : undefined;
};

const monthFault = (state: ClaimState, { span, last }: { span: OpenSpan; last: string | undefined }, data: Payment) => {
  const { fromMonth, toMonth } = data;
  if (toMonth < fromMonth) return refuse('MONTHS_REVERSED', { field: '/toMonth' });
  if (fromMonth < span.from) return refuse('MONTH_BEFORE_SCHEME', { from: span.from });
  if (last !== undefined && toMonth > last) return refuse('MONTH_AFTER_END', { to: last });
  if (state.suspendedFrom !== undefined && toMonth >= state.suspendedFrom)
    return refuse('BENEFIT_SUSPENDED', { from: state.suspendedFrom });
  const twice = state.paid.find((month) => month >= fromMonth && month <= toMonth);
  return twice === undefined ? undefined : refuse('MONTH_PAID', { month: twice });
};

/** What a payment comes to, or why it is none. */
export const paymentOf = (
  state: ClaimState & { readonly claim: Claimed },
  { data, span, context }: { data: Payment; span: OpenSpan; context: Context },
  facts: Facts,
) => {
  const { fromMonth, toMonth, paidOn, childId } = data;
  const { scheme, circumstance } = state.claim;
  if (childId !== state.claim.childId) return refuse('CLAIM_UNKNOWN');
  if (paidOn > context.today) return refuse('DATE_IN_FUTURE', { field: '/paidOn' });
  if (whoIs(facts)?.died) return refuse('PAYEE_DIED');
  const last = lastPayable(state, span, facts);
  const fault = monthFault(state, { span, last }, data);
  if (fault) return fault;
  if (toMonth > monthOf(paidOn)) return refuse('MONTH_NOT_DUE', { field: '/toMonth' });
  return monthsIn({ from: fromMonth, to: toMonth }).length > 0
    ? fenOf(scheme, { span: { from: fromMonth, to: toMonth }, circumstance }, context)
    : refuse('MONTHS_REVERSED');
};

/** Whoever takes over a claim: somebody alive, and where they say they are a parent, one of the child's. */
export const payeeFault = (data: Pick<Filing, 'relation' | 'personId'>, facts: Facts) => {
  const payee = whoIs(facts);
  if (!payee) return refuse('PERSON_UNKNOWN');
  return payee.died ? refuse('PERSON_DECEASED') : parentFault(data, facts);
};
