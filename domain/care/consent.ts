/** 知情同意 What one person agreed to, in which words and until when; given by herself, and taken back whenever she likes. */
import * as z from 'zod';
import { addMonths } from '../kernel/calendar.ts';
import { accept, already, type Context, type Decider, type Facts, fact } from '../kernel/decider.ts';
import { birthOf, streamOf } from '../kernel/identifier.ts';
import { command, defineCommands, defineEvents, type Erased, event, sealed } from '../kernel/message.ts';
import { type Rejections, refuse } from '../kernel/refusal.ts';
import { CivilDate, PersonId } from '../kernel/values.ts';
import { type Body, ruleUnder } from '../policy/topics.ts';
import type { BirthState } from '../registry/birth.ts';
import type { PersonState } from '../registry/person.ts';
import { actingOn, whoFacts } from '../registry/taking-part.ts';
import { ageOn, type Identity, identityOf, vitalRejections } from '../registry/vital.ts';
import { consentRejections } from './consent-rejections.ts';
import { CareKind } from './kinds.ts';

/** In which capacity somebody signs. Those of family and office are read, so that they can be refused by name. */
const Capacity = z.enum(['SELF', 'GUARDIAN', 'SPOUSE', 'FAMILY', 'EMPLOYER', 'VILLAGE', 'OFFICE']);
const Explained = z.enum(['ORALLY', 'IN_WRITING', 'SIGN_LANGUAGE', 'INTERPRETER']);
const Language = z
  .string()
  .regex(/^[a-z]{2,3}$/, 'a language of ISO 639')
  .meta({ examples: ['zh', 'ug', 'bo'] });
const Scope = z
  .array(CareKind)
  .min(1)
  .max(5)
  .meta({ examples: [['ANTENATAL_VISIT', 'DELIVERY'], ['PRECONCEPTION_CHECK'], ['CHILD_CHECK']] });
const Text = z
  .string()
  .regex(/^[a-z0-9-]{3,40}$/, 'the name of a text in use')
  .meta({ examples: ['maternity-2021-1', 'check-2021-1', 'child-2021-1'] });

const given = z.strictObject({
  personId: PersonId,
  scope: Scope,
  text: Text,
  language: Language,
  explained: Explained,
  capacity: Capacity,
  guardianId: PersonId.optional(),
  givenOn: CivilDate,
});
const how = (...basis: string[]) => ({ purpose: 'SERVICE' as const, basis, unconditional: true });
const commands = defineCommands({
  GiveConsent: command(given, { ...how('PIPL-14', 'PIPL-29', 'WRP-21'), creates: true }),
  WithdrawConsent: command(z.strictObject({ personId: PersonId, withdrawnOn: CivilDate }), how('PIPL-15')),
});

const events = defineEvents({
  // The person agreed, having been told; it says nothing of whether any service was given.
  ConsentGiven: event(
    z.strictObject({
      personId: PersonId,
      guardianId: PersonId.optional(),
      text: Text,
      language: Language,
      explained: Explained,
      capacity: z.enum(['SELF', 'GUARDIAN']),
      givenOn: CivilDate,
      /** First day on which it holds no longer. */
      expiresOn: CivilDate,
      scope: sealed(Scope, { owner: 'personId', class: 'health' }),
    }),
  ),
  // Nothing else follows from it, and no reason is asked.
  ConsentWithdrawn: event(z.strictObject({ personId: PersonId, withdrawnOn: CivilDate })),
});

const rejections = { ...vitalRejections, ...consentRejections } as const satisfies Rejections;

export type ConsentState =
  | { readonly status: 'none' }
  | {
      readonly status: 'given';
      readonly personId: string;
      readonly text: string;
      readonly scope: readonly CareKind[] | Erased;
      readonly givenOn: string;
      readonly expiresOn: string;
      readonly withdrawnOn: string | undefined;
    };

/** What a court must have decided before a guardian speaks for somebody of age. */
const UNDER_GUARDIANSHIP = 'ADULT_UNDER_GUARDIANSHIP';

type Given = z.output<typeof given>;
type Ages = Pick<Body<'consents'>, 'ownFromYears' | 'guardianFromYears'>;

const guardianFault = (data: Given, facts: Facts, { guardianFromYears }: Ages) => {
  const { guardianId, personId, givenOn } = data;
  if (guardianId === undefined) return refuse('GUARDIAN_NOT_NAMED', { field: '/guardianId' });
  if (guardianId === personId) return refuse('GUARDIAN_IS_SELF', { field: '/guardianId' });
  const guardian = identityOf(fact<PersonState>(facts, 'guardian'), fact<BirthState>(facts, 'guardianBirth'));
  const isAble = guardian && !guardian.died && ageOn(guardian, givenOn) >= guardianFromYears;
  return isAble ? undefined : refuse('GUARDIAN_NOT_ABLE', { field: '/guardianId' });
};

/** Whose word it takes: her own, or for the young and for those whom a court has found incapable their guardian's. */
const capacityFault = (
  data: Given,
  { context, facts, ages }: { context: Context; facts: Facts; ages: Ages },
  who: Identity,
) => {
  const { capacity } = data;
  const isYoung = ageOn(who, data.givenOn) < ages.ownFromYears;
  if (capacity === 'SELF') return isYoung ? refuse('GUARDIAN_NEEDED', { ownFromYears: ages.ownFromYears }) : undefined;
  if (capacity !== 'GUARDIAN') return refuse('REF-21', { fields: ['capacity'] });
  const isIncapable = context.accepted.some(
    ({ code, reason }) => code === UNDER_GUARDIANSHIP && reason === 'COURT_DECISION',
  );
  return isYoung || isIncapable
    ? guardianFault(data, facts, ages)
    : refuse('REF-21', { fields: ['capacity'], unless: UNDER_GUARDIANSHIP });
};

/** The text that was read out, where it is in use, covers the scope and exists in that language. */
const textFor = ({ text: name, scope, language }: Given, { texts }: Body<'consents'>) => {
  const text = texts.find((one) => one.text === name);
  if (!text) return refuse('CONSENT_TEXT_UNKNOWN', { field: '/text' });
  if (!scope.every((kind) => text.kinds.includes(kind))) return refuse('CONSENT_TEXT_OTHER_SCOPE', { field: '/scope' });
  return text.languages.includes(language) ? text : refuse('CONSENT_TEXT_OTHER_LANGUAGE', { field: '/language' });
};

export const consent: Decider<ConsentState, typeof commands, typeof events, typeof rejections> = {
  category: 'consent',
  subject: 'consent',
  prefix: 'cn',
  commands,
  events,
  rejections,
  initialState: { status: 'none' },
  facts: {
    GiveConsent: ({ personId, guardianId }) => ({
      ...whoFacts(personId),
      ...(guardianId && {
        guardian: streamOf('person', guardianId),
        guardianBirth: streamOf('birth', birthOf(guardianId)),
      }),
    }),
  },
  decide: {
    GiveConsent: (data, state, context, facts) => {
      if (state.status === 'given') return refuse('CONSENT_ALREADY_GIVEN');
      const { personId, guardianId, text: name, language, explained, givenOn, scope } = data;
      const who = actingOn(context, facts, { date: givenOn, field: '/givenOn' });
      if ('refused' in who) return who;
      const rule = ruleUnder('R4', 'consents', { context, on: givenOn });
      if (!rule) return refuse('NO_RULE_IN_FORCE', { topic: 'consents', on: givenOn });
      const fault = capacityFault(data, { context, facts, ages: rule }, who);
      if (fault) return fault;
      const text = textFor(data, rule);
      if ('refused' in text) return text;
      const byGuardian = data.capacity === 'GUARDIAN';
      const given = events.ConsentGiven({
        ...{ personId, text: name, language, explained, givenOn, scope: [...new Set(scope)] },
        capacity: byGuardian ? 'GUARDIAN' : 'SELF',
        ...(byGuardian && { guardianId }),
        expiresOn: addMonths(givenOn, text.validMonths),
      });
      return accept([given], { occurredOn: givenOn });
    },
    WithdrawConsent: ({ personId, withdrawnOn }, state, context) => {
      if (state.status === 'none' || state.personId !== personId) return refuse('CONSENT_UNKNOWN');
      if (state.withdrawnOn !== undefined) return already();
      if (withdrawnOn > context.today) return refuse('DATE_IN_FUTURE', { field: '/withdrawnOn' });
      if (withdrawnOn < state.givenOn) return refuse('WITHDRAWN_BEFORE_GIVEN', { field: '/withdrawnOn' });
      return accept([events.ConsentWithdrawn({ personId, withdrawnOn })], { occurredOn: withdrawnOn });
    },
  },
  evolve: {
    ConsentGiven: (_, { personId, text, scope, givenOn, expiresOn }) => ({
      ...{ status: 'given', personId, text, scope, givenOn, expiresOn },
      withdrawnOn: undefined,
    }),
    ConsentWithdrawn: (state, { withdrawnOn }) => (state.status === 'given' ? { ...state, withdrawnOn } : state),
  },
};
