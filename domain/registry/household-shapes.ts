/** 户的申请与记录 What may be asked about a household, and what is recorded of one. */
import * as z from 'zod';
import { command, defineCommands, defineEvents, event, SUBJECT, sealed } from '../kernel/message.ts';
import { CivilDate, HouseholdId, PersonId, TownshipCode, VillageCode } from '../kernel/values.ts';
import { Address, HouseholdType } from './fields.ts';

const MemberIds = z.array(PersonId).min(1).max(64);
/** Why somebody under age, or nobody of the household, heads it: there is no living adult member. */
export const HeadReason = z.enum(['ELDEST', 'GUARDIAN']);
/** 原户内成员 Whom the officer says to have belonged to it, beside its heads: whether anybody is still registered there is read of them. */
const formerMemberIds = MemberIds.optional();
const DissolveReason = z.enum(['ALL_MOVED', 'ALL_DECEASED', 'MERGED', 'FORMED_IN_ERROR']);
const place = z.strictObject({ village: VillageCode, address: Address });
const how = (...basis: string[]) => ({ purpose: 'REGISTRATION' as const, basis });
export const commands = defineCommands({
  FormHousehold: command(place.extend({ headId: PersonId, type: HouseholdType }), { ...how('HRR-5'), creates: true }),
  ChangeHead: command(z.strictObject({ headId: PersonId, reason: HeadReason.optional() }), how('HRR-5')),
  MoveHousehold: command(place.extend({ movedOn: CivilDate }), how('HRR-10', 'HRR-13')),
  SplitHousehold: command(
    z.strictObject({ intoHouseholdId: HouseholdId, memberIds: MemberIds, splitOn: CivilDate }),
    how('HRR-5'),
  ),
  MergeHousehold: command(
    z.strictObject({ intoHouseholdId: HouseholdId, formerMemberIds, mergedOn: CivilDate }),
    how('HRR-5'),
  ),
  DissolveHousehold: command(z.strictObject({ reason: DissolveReason, formerMemberIds }), how('HRR-5')),
});

const contact = <S extends z.ZodType>(schema: S) => sealed(schema, { owner: SUBJECT, class: 'contact' });
const sealedPlace = { village: contact(VillageCode), address: contact(Address) };
export const events = defineEvents({
  HouseholdFormed: event(
    z.strictObject({ headId: PersonId, type: HouseholdType, township: TownshipCode, ...sealedPlace }),
  ),
  HeadChanged: event(z.strictObject({ headId: PersonId, previousHeadId: PersonId, reason: HeadReason.optional() })),
  // The household moved as a whole; its members' registrations follow it without events of their own.
  HouseholdMoved: event(z.strictObject({ fromTownship: TownshipCode, toTownship: TownshipCode, ...sealedPlace })),
  HouseholdDissolved: event(z.strictObject({ township: TownshipCode, reason: DissolveReason })),
  HouseholdSplit: event(
    z.strictObject({ intoHouseholdId: HouseholdId, township: TownshipCode, memberIds: z.array(PersonId) }),
  ),
  HouseholdMerged: event(z.strictObject({ intoHouseholdId: HouseholdId, township: TownshipCode })),
});
