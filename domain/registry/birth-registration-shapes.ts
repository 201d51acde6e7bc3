/** 生育登记的申请与记录 What an application may carry and what is recorded of it: no field in which a condition could be set. */
import * as z from 'zod';
import { command, defineCommands, defineEvents, event, sealed } from '../kernel/message.ts';
import { CivilDate, CountyCode, PersonId, TownshipCode } from '../kernel/values.ts';
import { dueFields } from '../policy/until.ts';
import { EarlierChild } from './birth-order.ts';
import { RefusedRegistration } from './refused-registration.ts';

/** 办理地 By the applicants' choice; whichever office they come to first accepts. */
const ChosenPlace = z.enum(['REGISTERED_PLACE', 'SPOUSE_REGISTERED_PLACE', 'CURRENT_RESIDENCE']);
/** 可补正的事项 What can be missing at all. */
export const Item = z.enum(['IDENTITY', 'REGISTERED_PLACE', 'CURRENT_RESIDENCE', 'MARITAL_STATUS', 'BIRTH']);
const Items = z
  .array(Item)
  .min(1)
  .max(5)
  .meta({ examples: [['CURRENT_RESIDENCE'], ['IDENTITY', 'MARITAL_STATUS']] });
const HistoricAct = z.enum(['PERMIT_ISSUED', 'FURTHER_BIRTH_APPROVED', 'FURTHER_BIRTH_REFUSED']);
const PaperNumber = z
  .string()
  .regex(/^[A-Z0-9-]{4,30}$/, 'a number of 4 to 30 capitals, digits or -')
  .meta({ examples: ['SY-2008-00012', 'ZS-1998-00345'] });
const Ground = z.enum(['CHILD_DISABLED', 'CHILD_DIED', 'REMARRIED', 'LISTED_BY_PROVINCE', 'NOT_STATED']);

const of = z.strictObject({ personId: PersonId, township: TownshipCode });
const how = (...basis: string[]) => ({ purpose: 'SERVICE' as const, basis, unconditional: true });
const registering = how('PFP-18', 'NHC-2021-21');
const apply = of.extend({
  spouseId: PersonId.optional(),
  place: ChosenPlace,
  when: z.enum(['BEFORE_BIRTH', 'AFTER_BIRTH']),
  childId: PersonId.optional(),
  appliedOn: CivilDate,
});
const historic = of.extend({ act: HistoricAct, county: CountyCode, on: CivilDate, number: PaperNumber.optional() });
const further = of.extend({ ground: Ground, answeredOn: CivilDate });
const declined = further.extend({ remedyNotice: RefusedRegistration.shape.remedyNotice });

export const commands = defineCommands({
  Apply: command(apply, { ...registering, creates: true }),
  CommitInsteadOfProof: command(of.extend({ items: Items }), registering),
  Register: command(
    of.extend({ earlierChildren: z.array(EarlierChild).max(20), registeredOn: CivilDate }),
    registering,
  ),
  ReturnForCompletion: command(of.extend({ missing: Items }), registering),
  Withdraw: command(of, registering),
  ReferToOffice: command(of.extend({ toCounty: CountyCode }), registering),
  RecordHistoricDecision: command(historic, { ...how('PFP-2021'), creates: true }),
  IssueFurtherBirthNotice: command(further, { ...how('PFP-18'), purpose: 'BENEFIT' }),
  DeclineFurtherBirthNotice: command(declined, { ...how('PFP-18', 'ARL-20'), purpose: 'BENEFIT' }),
});

const own = <S extends z.ZodType>(schema: S) => sealed(schema, { owner: 'personId', class: 'identity' });
const past = of.extend({ county: CountyCode, on: CivilDate, number: own(PaperNumber).optional() });
const furtherEvent = of.extend({ answeredOn: CivilDate, ground: own(Ground) });
export const events = defineEvents({
  BirthServiceRegistrationApplied: event(
    apply.extend({
      /** By when the office promised to register; without a date while that year's holidays are not announced. */
      ...dueFields,
    }),
  ),
  CommitmentGiven: event(of.extend({ items: Items })),
  // The order is the office's count for this registration; nobody may conclude anything from it but benefits.
  BirthServiceRegistered: event(
    of.extend({ registeredOn: CivilDate, late: z.boolean(), orderCounted: own(z.int().positive()) }),
  ),
  CompletionRequested: event(of.extend({ missing: Items })),
  ApplicationWithdrawn: event(of),
  ApplicationReferred: event(of.extend({ toCounty: CountyCode })),
  BirthPermitIssued: event(past),
  FurtherBirthApproved: event(past),
  FurtherBirthRefused: event(past),
  // 再生育告知 For benefits alone: no registration, service or exchange reads it.
  FurtherBirthNoticeIssued: event(furtherEvent),
  FurtherBirthNoticeDeclined: event(furtherEvent.extend({ remedyNotice: RefusedRegistration.shape.remedyNotice })),
});
