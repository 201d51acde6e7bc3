/** 服务过程 One service to one person: offered, declined or booked, given with consent, how it went. Declining has no end but its own. */
import { monthOf } from '../kernel/calendar.ts';
import { accept, already, type Context, type Decider, type Facts, fact } from '../kernel/decider.ts';
import { streamOf } from '../kernel/identifier.ts';
import { type Erased, isErased } from '../kernel/message.ts';
import { type Rejections, refuse } from '../kernel/refusal.ts';
import type { CareItem } from '../policy/care-rules.ts';
import type { BirthState } from '../registry/birth.ts';
import { actingOn, whoFacts } from '../registry/taking-part.ts';
import { type Held, latestBirth, vitalRejections } from '../registry/vital.ts';
import type { ConsentState } from './consent.ts';
import { commands, type Deliver, events } from './episode-messages.ts';
import { episodeRejections, isTermination } from './episode-rejections.ts';
import type { FacilityState } from './facility.ts';
import { BEFORE_DELIVERY, type CareKind } from './kinds.ts';
import { careRejections, consentFault, facilityFault, itemOn, personFault } from './standing.ts';

const rejections = { ...vitalRejections, ...careRejections, ...episodeRejections } as const satisfies Rejections;

export interface EpisodeState {
  readonly personId: string | undefined;
  readonly kind: CareKind | Erased | undefined;
  readonly declined: boolean;
  readonly bookedFor: Held | undefined;
  readonly delivered: { readonly facilityId: string; readonly on: Held } | undefined;
  readonly outcome: Held | undefined;
  readonly diagnosis: Held | undefined;
  /** What was done once on a day: `refund 2026-03-01`. */
  readonly done: readonly string[];
}

const doneKey = (what: string, on: Held): string => `${what} ${isErased(on) ? 'erased' : on}`;
const done = (state: EpisodeState, what: string, on: Held): EpisodeState => ({
  ...state,
  done: [...state.done, doneKey(what, on)],
});
const isDone = (state: EpisodeState, what: string, on: string) => state.done.includes(doneKey(what, on));

/** The kind of an episode that is this person's. */
const kindOf = (state: EpisodeState, personId: string) => {
  if (state.personId !== personId || state.kind === undefined) return refuse('EPISODE_UNKNOWN');
  return isErased(state.kind) ? refuse('EPISODE_ERASED') : state.kind;
};
/** What is recorded about a service after it was given. */
const afterwards = (state: EpisodeState, context: Context, { personId, on }: { personId: string; on?: string }) => {
  if (state.personId !== personId) return refuse('EPISODE_UNKNOWN');
  if (!state.delivered) return refuse('NOT_DELIVERED');
  return on !== undefined && on > context.today ? refuse('DATE_IN_FUTURE') : undefined;
};

/** A visit of a pregnancy is none after its end. */
const endedFault = ({ birthId, personId, deliveredOn }: Deliver, kind: CareKind, facts: Facts) => {
  if (birthId === undefined || !BEFORE_DELIVERY.has(kind)) return undefined;
  const birth = fact<BirthState>(facts, 'ended');
  if (birth.status !== 'reported' || birth.motherId !== personId) return refuse('OTHER_BIRTH', { field: '/birthId' });
  return latestBirth(birth) < deliveredOn ? refuse('AFTER_DELIVERY', { field: '/deliveredOn' }) : undefined;
};

const deliveryFault = (data: Deliver, { item, kind }: { item: CareItem; kind: CareKind }, facts: Facts) => {
  const { personId, deliveredOn: on, practitioner, consentId } = data;
  if (item.free && data.costBorneBy === 'PERSON') return refuse('FREE_OF_CHARGE', { field: '/costBorneBy' });
  const facility = fact<FacilityState>(facts, 'facility');
  const fault = item.facility ? facilityFault(facility, { kind, on, practitioner }) : undefined;
  if (fault || !item.consent) return fault;
  const consent = consentId === undefined ? undefined : fact<ConsentState>(facts, 'consent');
  return consentFault(consent, { personId, kind, on });
};

export const episode: Decider<EpisodeState, typeof commands, typeof events, typeof rejections> = {
  category: 'serviceEpisode',
  subject: 'episode',
  prefix: 'se',
  commands,
  events,
  rejections,
  initialState: {
    ...{ personId: undefined, kind: undefined, declined: false, bookedFor: undefined, delivered: undefined },
    ...{ outcome: undefined, diagnosis: undefined, done: [] },
  },
  facts: {
    OfferService: ({ personId }) => whoFacts(personId),
    BookService: ({ facilityId }) => ({ facility: streamOf('facility', facilityId) }),
    DeliverService: ({ personId, facilityId, consentId, birthId }) => ({
      ...whoFacts(personId),
      facility: streamOf('facility', facilityId),
      ...(consentId && { consent: streamOf('consent', consentId) }),
      ...(birthId && { ended: streamOf('birth', birthId) }),
    }),
    ReferService: ({ toFacilityId }) => ({ facility: streamOf('facility', toFacilityId) }),
  },
  decide: {
    OfferService: ({ personId, kind, offeredOn }, state, context, facts) => {
      if (state.personId !== undefined) return refuse('EPISODE_ALREADY_OPEN');
      const who = actingOn(context, facts, { date: offeredOn, field: '/offeredOn' });
      if ('refused' in who) return who;
      const item = itemOn(context, kind, offeredOn);
      if (!item) return refuse('NO_RULE_IN_FORCE', { topic: 'care', on: offeredOn });
      const fault = personFault(item, who, offeredOn);
      if (fault) return fault;
      const { group } = item;
      return accept([events.ServiceOffered({ personId, group, kind })], { occurredOn: monthOf(offeredOn) });
    },
    DeclineService: ({ personId }, state) => {
      if (state.personId !== personId) return refuse('EPISODE_UNKNOWN');
      if (state.declined) return already();
      return state.delivered ? refuse('ALREADY_DELIVERED') : accept([events.ServiceDeclined({ personId })]);
    },
    BookService: ({ personId, facilityId, bookedFor }, state, context, facts) => {
      const kind = kindOf(state, personId);
      if (typeof kind !== 'string') return kind;
      if (state.delivered) return refuse('ALREADY_DELIVERED');
      if (state.bookedFor === bookedFor) return already();
      if (bookedFor < context.today) return refuse('BOOKED_IN_PAST', { field: '/bookedFor' });
      const needed = itemOn(context, kind, context.today)?.facility;
      const fault = needed && facilityFault(fact<FacilityState>(facts, 'facility'), { kind, on: context.today });
      return fault || accept([events.ServiceBooked({ personId, facilityId, bookedFor })]);
    },
    DeliverService: (data, state, context, facts) => {
      const { personId, facilityId, practitioner, deliveredOn, costBorneBy, consentId } = data;
      const kind = kindOf(state, personId);
      if (typeof kind !== 'string') return kind;
      if (state.delivered) return state.delivered.on === deliveredOn ? already() : refuse('ALREADY_DELIVERED');
      const who = actingOn(context, facts, { date: deliveredOn, field: '/deliveredOn' });
      if ('refused' in who) return who;
      const item = itemOn(context, kind, deliveredOn);
      if (!item) return refuse('NO_RULE_IN_FORCE', { topic: 'care', on: deliveredOn });
      const fault =
        personFault(item, who, deliveredOn) ??
        endedFault(data, kind, facts) ??
        deliveryFault(data, { item, kind }, facts);
      if (fault) return fault;
      const { group } = item;
      const given = { personId, facilityId, practitioner, group, costBorneBy, consentId, kind, deliveredOn };
      return accept([events.ServiceDelivered(given)], { occurredOn: monthOf(deliveredOn) });
    },
    ReportUnconsentedService: ({ personId, facilityId, happenedOn }, state, context) => {
      if (state.personId !== personId) return refuse('EPISODE_UNKNOWN');
      if (happenedOn > context.today) return refuse('DATE_IN_FUTURE', { field: '/happenedOn' });
      if (isDone(state, 'unconsented', happenedOn)) return already();
      const report = { personId, facilityId, happenedOn, finding: 'SERVICE_WITHOUT_CONSENT' as const };
      return accept([events.UnconsentedServiceReported(report)], { occurredOn: monthOf(happenedOn) });
    },
    RecordOutcome: ({ personId, outcome, diagnosis }, state, context) => {
      const fault = afterwards(state, context, { personId });
      if (fault) return fault;
      if (diagnosis !== undefined && isTermination(diagnosis)) return refuse('REF-13', { fields: ['diagnosis'] });
      if (state.outcome === outcome && state.diagnosis === diagnosis) return already();
      return accept([events.OutcomeRecorded({ personId, outcome, diagnosis })]);
    },
    ReferService: ({ personId, toFacilityId, referredOn }, state, context, facts) => {
      const kind = kindOf(state, personId);
      if (typeof kind !== 'string') return kind;
      if (referredOn > context.today) return refuse('DATE_IN_FUTURE', { field: '/referredOn' });
      if (isDone(state, `refer ${toFacilityId}`, referredOn)) return already();
      const fault = facilityFault(fact<FacilityState>(facts, 'facility'), { kind, on: referredOn });
      return fault ?? accept([events.ReferralMade({ personId, toFacilityId, referredOn })]);
    },
    FollowUp: (data, state, context) => {
      const fault = afterwards(state, context, { personId: data.personId, on: data.followedUpOn });
      if (fault) return fault;
      return isDone(state, 'follow-up', data.followedUpOn) ? already() : accept([events.FollowUpDone(data)]);
    },
    ReportAdverseEvent: (data, state, context) => {
      const fault = afterwards(state, context, { personId: data.personId, on: data.happenedOn });
      if (fault) return fault;
      return isDone(state, 'adverse', data.happenedOn) ? already() : accept([events.AdverseEventReported(data)]);
    },
    RefundCharge: (data, state, context) => {
      const { personId, facilityId, chargedFen, chargedOn, refundedOn } = data;
      const kind = kindOf(state, personId);
      if (typeof kind !== 'string') return kind;
      if (refundedOn > context.today) return refuse('DATE_IN_FUTURE', { field: '/refundedOn' });
      if (refundedOn < chargedOn) return refuse('REFUND_BEFORE_CHARGE', { field: '/refundedOn' });
      if (isDone(state, 'refund', chargedOn)) return already();
      if (!itemOn(context, kind, chargedOn)?.free) return refuse('NOT_ON_FREE_LIST');
      const refund = { personId, facilityId, chargedFen, chargedOn, refundedOn, finding: 'ILLEGAL_CHARGE' as const };
      return accept([events.ChargeRefunded(refund)], { occurredOn: refundedOn });
    },
  },
  evolve: {
    ServiceOffered: (state, { personId, kind }) => ({ ...state, personId, kind }),
    ServiceDeclined: (state) => ({ ...state, declined: true }),
    ServiceBooked: (state, { bookedFor }) => ({ ...state, declined: false, bookedFor }),
    ServiceDelivered: (state, { facilityId, deliveredOn }) => ({
      ...state,
      declined: false,
      delivered: { facilityId, on: deliveredOn },
    }),
    UnconsentedServiceReported: (state, { happenedOn }) => done(state, 'unconsented', happenedOn),
    OutcomeRecorded: (state, { outcome, diagnosis }) => ({ ...state, outcome, diagnosis }),
    ReferralMade: (state, { toFacilityId, referredOn }) => done(state, `refer ${toFacilityId}`, referredOn),
    FollowUpDone: (state, { followedUpOn }) => done(state, 'follow-up', followedUpOn),
    AdverseEventReported: (state, { happenedOn }) => done(state, 'adverse', happenedOn),
    ChargeRefunded: (state, { chargedOn }) => done(state, 'refund', chargedOn),
  },
};
