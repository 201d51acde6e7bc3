/** 户口登记的申请与记录 What may be asked about a registration, and what is recorded of one. */
import * as z from 'zod';
import { command, defineCommands, defineEvents, event, SUBJECT, sealed } from '../kernel/message.ts';
import {
  CivilDate,
  CivilMonth,
  CountyCode,
  DivisionCode,
  HouseholdId,
  PersonId,
  Sex,
  TownshipCode,
} from '../kernel/values.ts';
import { MoveReason, Relation } from './fields.ts';
import { Follows, Notice } from './parentage.ts';
import { Proof } from './proof.ts';
import { RefusedRegistration } from './refused-registration.ts';

/** 无户口人员类别 The eight of 国办发〔2015〕96号, in its order. None of them is a condition. */
const UnregisteredCategory = z.enum([
  'BORN_OUTSIDE_POLICY',
  'WITHOUT_BIRTH_CERTIFICATE',
  'ADOPTED_IN_FACT',
  'DECLARED_MISSING_OR_DEAD',
  'CANCELLED_ON_MARRIAGE',
  'MOVE_PAPERS_LOST',
  'BORN_TO_A_FOREIGNER',
  'OTHER',
]);
const RestoreReason = z.enum(['DEATH_ANNULLED', 'CANCELLED_IN_ERROR']);
/** 附加条件 What an office tied a registration to, though nothing may be. */
const AllegedCondition = z.enum(['FEE', 'PERMIT', 'MARRIAGE', 'CONTRACEPTION', 'NUMBER_OF_CHILDREN', 'OTHER']);

const toHousehold = z.strictObject({ householdId: HouseholdId, relation: Relation });
const between = z.strictObject({ fromHouseholdId: HouseholdId, toHouseholdId: HouseholdId, reason: MoveReason });
const how = (...basis: string[]) => ({ purpose: 'REGISTRATION' as const, basis, unconditional: true });
export const commands = defineCommands({
  TakeOverRegistration: command(toHousehold.extend({ registeredOn: CivilDate }), how('HRR-4', 'HRR-6')),
  RegisterChild: command(
    toHousehold.extend({ parentId: PersonId, follows: Follows, proof: Proof, declaredOn: CivilDate }),
    how('HRR-7', 'GBF-2015-96'),
  ),
  RefuseRegistration: command(RefusedRegistration, how('ARL-11', 'ARL-23')),
  MoveBetweenHouseholds: command(between.extend({ relation: Relation, movedOn: CivilDate }), how('HRR-13')),
  MoveOut: command(
    z.strictObject({ householdId: HouseholdId, toCounty: CountyCode, reason: MoveReason, movedOn: CivilDate }),
    how('HRR-10'),
  ),
  MoveIn: command(
    toHousehold.extend({ fromCounty: CountyCode, reason: MoveReason, movedOn: CivilDate }),
    how('HRR-13'),
  ),
  CancelOnDeath: command(z.strictObject({}), how('HRR-8')),
  RegisterUnregisteredPerson: command(
    toHousehold.extend({ category: UnregisteredCategory, proof: Proof, registeredOn: CivilDate }),
    how('HRR-6', 'GBF-2015-96'),
  ),
  RestoreRegistration: command(
    toHousehold.extend({ reason: RestoreReason, restoredOn: CivilDate }),
    how('HRR-18', 'GBF-2015-96'),
  ),
  RecordUnlawfulRefusal: command(
    z.strictObject({ allegedCondition: AllegedCondition, office: DivisionCode, refusedOn: CivilDate }),
    how('GBF-2015-96'),
  ),
});

const inHousehold = z.strictObject({ householdId: HouseholdId, township: TownshipCode });
const own = <S extends z.ZodType>(schema: S) => sealed(schema, { owner: SUBJECT, class: 'identity' });
const relation = sealed(Relation, { owner: SUBJECT, class: 'identity' });
export const events = defineEvents({
  RegistrationTakenOver: event(inHousehold.extend({ sex: Sex, relation })),
  ChildRegistered: event(
    inHousehold.extend({
      parentId: PersonId,
      follows: Follows,
      proof: Proof,
      sex: Sex,
      bornIn: CivilMonth,
      notices: z.array(Notice),
      relation,
    }),
  ),
  // The office refused, and told why and where to complain; it does not mean that the refusal was right.
  RegistrationRefused: event(RefusedRegistration.extend({ township: TownshipCode })),
  MovedBetweenHouseholds: event(
    between.extend({ fromTownship: TownshipCode, toTownship: TownshipCode, sex: Sex, relation }),
  ),
  MovedOut: event(inHousehold.extend({ toCounty: CountyCode, reason: MoveReason })),
  MovedIn: event(inHousehold.extend({ fromCounty: CountyCode, reason: MoveReason, sex: Sex, relation })),
  RegistrationCancelled: event(inHousehold.extend({ reason: z.literal('DEATH') })),
  // 国办发〔2015〕96号 Whoever had no registration has one; why there was none is nobody's business but theirs.
  UnregisteredPersonRegistered: event(
    inHousehold.extend({ proof: Proof, sex: Sex, category: own(UnregisteredCategory), relation }),
  ),
  RegistrationRestored: event(inHousehold.extend({ reason: RestoreReason, sex: Sex, relation })),
  // 历史 An office made a registration depend on something. What it asked for says something about a family, and is sealed.
  UnlawfulRefusalRecorded: event(
    z.strictObject({ office: DivisionCode, refusedOn: CivilDate, allegedCondition: own(AllegedCondition) }),
  ),
});
