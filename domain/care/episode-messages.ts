/** 服务过程的命令与事件 What is asked of an episode of care and what happens in it; what it was stays sealed with the person. */
import * as z from 'zod';
import { command, defineCommands, defineEvents, event, sealed } from '../kernel/message.ts';
import { BirthId, CivilDate, idOf, PersonId } from '../kernel/values.ts';
import { Licence } from './facility.ts';
import { CareGroup, CareKind } from './kinds.ts';

const FacilityId = idOf('facility');
const Fen = z.int().positive().max(100_000_000);
/** Says how it went, and nothing of a fetus: no code for that exists. */
const Outcome = z.enum(['NORMAL', 'ABNORMAL', 'COMPLETED', 'NOT_COMPLETED', 'LIVE_BIRTH', 'REFERRED']);
const Diagnosis = z
  .string()
  .regex(/^[A-TV-Z]\d{2}(?:\.\d{1,2})?$/, 'a code of ICD-10')
  .meta({ examples: ['Z34.9', 'Z00.1', 'O24.4'] });
const Bearer = z.enum(['FISCAL', 'INSURANCE', 'PERSON']);
const Severity = z.enum(['MILD', 'SERIOUS', 'DEATH']);
const FollowUp = z.enum(['WELL', 'FURTHER_CARE', 'NOT_REACHED', 'NOT_WISHED']);

const person = z.strictObject({ personId: PersonId });
const at = person.extend({ facilityId: FacilityId });
const delivery = at.extend({
  practitioner: Licence,
  deliveredOn: CivilDate,
  costBorneBy: Bearer,
  consentId: idOf('consent').optional(),
  /** The birth with which the pregnancy ended, where it has. */
  birthId: BirthId.optional(),
});
const how = (...basis: string[]) => ({ purpose: 'SERVICE' as const, basis, unconditional: true });
export const commands = defineCommands({
  OfferService: command(person.extend({ kind: CareKind, offeredOn: CivilDate }), { ...how('PFP-21'), creates: true }),
  DeclineService: command(person, how('PIPL-15')),
  BookService: command(at.extend({ bookedFor: CivilDate }), how('PFP-21')),
  DeliverService: command(delivery, how('PFP-21', 'WRP-21', 'PIPL-29')),
  ReportUnconsentedService: command(at.extend({ happenedOn: CivilDate }), how('WRP-21', 'FPS-17')),
  RecordOutcome: command(person.extend({ outcome: Outcome, diagnosis: Diagnosis.optional() }), how('PIPL-28')),
  ReferService: command(person.extend({ toFacilityId: FacilityId, referredOn: CivilDate }), how('FPS-17')),
  FollowUp: command(person.extend({ followedUpOn: CivilDate, result: FollowUp }), how('FPS-17')),
  ReportAdverseEvent: command(person.extend({ happenedOn: CivilDate, severity: Severity }), how('FPS-17')),
  RefundCharge: command(
    at.extend({ chargedFen: Fen, chargedOn: CivilDate, refundedOn: CivilDate }),
    how('PFP-21', 'FPS-38'),
  ),
});

const health = <S extends z.ZodType>(schema: S) => sealed(schema, { owner: 'personId', class: 'health' });
export const events = defineEvents({
  /** Openly a group alone: the kind would tell a pregnancy or a method. */
  ServiceOffered: event(person.extend({ group: CareGroup, kind: health(CareKind) })),
  // Nothing follows from it, and no reason is asked.
  ServiceDeclined: event(person),
  ServiceBooked: event(at.extend({ bookedFor: health(CivilDate) })),
  ServiceDelivered: event(
    at.extend({
      practitioner: Licence,
      group: CareGroup,
      costBorneBy: Bearer,
      consentId: idOf('consent').optional(),
      kind: health(CareKind),
      deliveredOn: health(CivilDate),
    }),
  ),
  UnconsentedServiceReported: event(
    at.extend({ finding: z.literal('SERVICE_WITHOUT_CONSENT'), happenedOn: health(CivilDate) }),
  ),
  OutcomeRecorded: event(person.extend({ outcome: health(Outcome), diagnosis: health(Diagnosis).optional() })),
  ReferralMade: event(person.extend({ toFacilityId: FacilityId, referredOn: health(CivilDate) })),
  FollowUpDone: event(person.extend({ followedUpOn: health(CivilDate), result: health(FollowUp) })),
  AdverseEventReported: event(person.extend({ happenedOn: health(CivilDate), severity: health(Severity) })),
  ChargeRefunded: event(
    at.extend({
      finding: z.literal('ILLEGAL_CHARGE'),
      chargedFen: sealed(Fen, { owner: 'personId', class: 'identity' }),
      chargedOn: health(CivilDate),
      refundedOn: CivilDate,
    }),
  ),
});
export type Deliver = z.output<typeof delivery>;
