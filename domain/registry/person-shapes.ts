/** 人的申请与记录 What may be asked about a person, and what is recorded of one. */
import * as z from 'zod';
import { command, defineCommands, defineEvents, event, SUBJECT, sealed } from '../kernel/message.ts';
import { CivilDate, CivilMonth, PersonId, Sex, TownshipCode } from '../kernel/values.ts';
import { Annulment } from './annulment.ts';
import { CitizenId, CorrectionReason, EthnicCode, MaritalStatus, Name, Place } from './fields.ts';
import { LEGACY_CLASSES, LEGACY_FLAGS, LegacyIdentifier } from './legacy-identifier.ts';
import { Correction } from './person-correction.ts';
import { Proof } from './proof.ts';

/** 亲子关系 What a parent is to a child. */
const ParentRelation = z.enum(['MOTHER', 'FATHER', 'ADOPTIVE_PARENT', 'STEP_PARENT']);
const LinkReason = z.enum(['OTHER_PERSON', 'DECLARED_BY_PERSON', 'COURT_DECISION', 'TYPING_ERROR']);

const register = z.strictObject({
  name: Name,
  sex: Sex,
  bornOn: CivilDate,
  ethnicCode: EthnicCode.optional(),
  citizenId: CitizenId.optional(),
  township: TownshipCode,
});
export const marital = z.strictObject({ status: MaritalStatus, since: CivilDate, spouseId: PersonId.optional() });
const death = z.strictObject({ diedOn: CivilDate, place: Place.optional() });
const parentage = z.strictObject({ childId: PersonId, relation: ParentRelation, proof: Proof.optional() });
const how = (...basis: string[]) => ({ purpose: 'REGISTRATION' as const, basis });
export const commands = defineCommands({
  RegisterPerson: command(register, { ...how('HRR-4', 'PIPL-34'), creates: true }),
  AssignCitizenId: command(z.strictObject({ citizenId: CitizenId }), how('IDC-3')),
  RecordMaritalStatus: command(marital, how('HRR-4', 'CC-1049')),
  CorrectFact: command(Correction, how('HRR-17', 'PIPL-46')),
  RecordDeath: command(death, how('HRR-8')),
  AnnulDeath: command(Annulment, how('HRR-18', 'CC-50')),
  RecordParentage: command(parentage, how('HRR-7', 'CC-1071')),
  LinkDuplicate: command(z.strictObject({ survivorId: PersonId }), how('HRR-6', 'HRR-18')),
  ReverseDuplicateLink: command(z.strictObject({ reason: LinkReason }), how('HRR-18', 'PIPL-46')),
  ClassifyLegacyIdentifier: command(z.strictObject({ identifier: LegacyIdentifier.optional() }), how('IDC-3')),
});

const own = <S extends z.ZodType>(schema: S) => sealed(schema, { owner: SUBJECT, class: 'identity' });
export const events = defineEvents({
  PersonRegistered: event(
    z.strictObject({
      township: TownshipCode,
      sex: Sex,
      bornIn: CivilMonth,
      name: own(Name),
      bornOn: own(CivilDate),
      ethnicCode: own(EthnicCode).optional(),
      citizenId: own(CitizenId).optional(),
    }),
  ),
  CitizenIdAssigned: event(z.strictObject({ citizenId: own(CitizenId) })),
  // What was stated, not that a marriage is valid; nothing else may depend on it.
  MaritalStatusRecorded: event(
    z.strictObject({ spouseId: PersonId.optional(), status: own(MaritalStatus), since: own(CivilDate) }),
  ),
  PersonFactCorrected: event(
    z.strictObject({
      field: Correction.shape.field,
      value: own(z.string()),
      previous: own(z.string()).optional(),
      reason: CorrectionReason,
      sex: Sex.optional(),
      bornIn: CivilMonth.optional(),
    }),
  ),
  DeathRecorded: event(
    z.strictObject({
      diedIn: CivilMonth,
      township: TownshipCode,
      diedOn: own(CivilDate),
      place: own(Place).optional(),
    }),
  ),
  // The death never was; what was recorded of it stays in the log, and benefits and registration can be restored.
  DeathAnnulled: event(Annulment.extend({ township: TownshipCode })),
  ParentageRecorded: event(z.strictObject({ childId: PersonId, relation: ParentRelation, proof: Proof })),
  // Two records of one person: this one is carried on under the other; nothing of either is lost.
  DuplicateLinked: event(z.strictObject({ survivorId: PersonId })),
  DuplicateLinkReversed: event(z.strictObject({ survivorId: PersonId, reason: LinkReason })),
  // 历史号码 What an old register wrote, in quarantine: no number of the person unless it is assigned.
  LegacyIdentifierClassified: event(
    z.strictObject({
      class: z.enum(LEGACY_CLASSES),
      converted: z.boolean(),
      flags: z.array(z.enum(LEGACY_FLAGS)),
      identifier: own(LegacyIdentifier).optional(),
    }),
  ),
});
