/** 出生 One birth, as whoever attended it reports it: the child, its parents, its birth certificate. Asks for nothing else. */
import * as z from 'zod';
import { addYears, monthOf } from '../kernel/calendar.ts';
import { accept, already, type Decider, nearby } from '../kernel/decider.ts';
import { command, defineCommands, defineEvents, event, sealed, unlessErased } from '../kernel/message.ts';
import { type Rejections, refuse } from '../kernel/refusal.ts';
import { CivilDate, CivilMonth, HouseholdId, PersonId, Sex, TownshipCode } from '../kernel/values.ts';
import { Annulment } from './annulment.ts';
import { closeBirthRejections, deliveryKey, deliveryKeysAround, spacingFault } from './birth-spacing.ts';
import { CertificateNumber, CorrectionReason, correctionOf, DeliveryId, Institution, Name } from './fields.ts';
import { birthDateFault, motherAgeRejections } from './mother-age.ts';
import { placeOn, placeRejections } from './place.ts';
import { type Death, type Held, isBeforeBirth, latestBirth, type SexCode, vitalRejections } from './vital.ts';

const AMENDABLE = { name: Name, sex: Sex, bornOn: CivilDate, deliveryId: DeliveryId } as const;
type Amendable = keyof typeof AMENDABLE;
const amendment = correctionOf(AMENDABLE, [
  { field: 'name', value: '王晓明', reason: 'TYPING_ERROR' },
  { field: 'sex', value: '1', reason: 'MEDICAL_CERTIFICATE' },
  { field: 'bornOn', value: '2026-03-15', reason: 'MEDICAL_CERTIFICATE' },
  { field: 'deliveryId', value: 'delivery-2', reason: 'MEDICAL_CERTIFICATE' },
]);

const report = z.strictObject({
  householdId: HouseholdId,
  township: TownshipCode,
  mother: z.strictObject({ id: PersonId, name: Name, bornOn: CivilDate }),
  father: z.strictObject({ id: PersonId.optional(), name: Name }).optional(),
  name: Name.optional(),
  sex: Sex,
  bornOn: CivilDate,
  institution: Institution.optional(),
  deliveryId: DeliveryId.optional(),
});
const ReplaceReason = z.enum(['LOST', 'DAMAGED', 'MISPRINT', 'DATA_CORRECTED']);
const VoidReason = z.enum(['MISPRINT', 'ISSUED_TWICE', 'FALSE_STATEMENT', 'COURT_DECISION']);
const how = (...basis: string[]) => ({ purpose: 'REGISTRATION' as const, basis, unconditional: true });
const commands = defineCommands({
  ReportBirth: command(report, { ...how('MIH-23'), creates: true }),
  IssueBirthCertificate: command(z.strictObject({ number: CertificateNumber }), how('MIH-23')),
  ReplaceBirthCertificate: command(z.strictObject({ number: CertificateNumber, reason: ReplaceReason }), how('MIH-23')),
  VoidBirthCertificate: command(z.strictObject({ reason: VoidReason }), how('MIH-23')),
  AmendBirth: command(amendment, how('MIH-23', 'PIPL-46')),
  ReportInfantDeath: command(z.strictObject({ diedOn: CivilDate }), how('HRR-9')),
  AnnulInfantDeath: command(Annulment, how('HRR-18')),
});

const of = <S extends z.ZodType>(owner: 'childId' | 'motherId' | 'fatherId', schema: S) =>
  sealed(schema, { owner, class: 'identity' });
const ofInfant = z.strictObject({ childId: PersonId, householdId: HouseholdId, township: TownshipCode });
const certificate = z.strictObject({ childId: PersonId, number: of('childId', CertificateNumber) });
const events = defineEvents({
  // A child was born alive. It says nothing of whether anybody may have children, and no later reader asks.
  BirthReported: event(
    z.strictObject({
      childId: PersonId,
      motherId: PersonId,
      fatherId: PersonId.optional(),
      householdId: HouseholdId,
      township: TownshipCode,
      sex: Sex,
      bornIn: CivilMonth,
      deliveryId: DeliveryId.optional(),
      institution: Institution.optional(),
      name: of('childId', Name).optional(),
      bornOn: of('childId', CivilDate),
      motherName: of('motherId', Name),
      motherBornOn: of('motherId', CivilDate),
      fatherName: of('fatherId', Name).optional(),
    }),
  ),
  BirthCertificateIssued: event(certificate),
  BirthCertificateReplaced: event(certificate.extend({ reason: ReplaceReason })),
  BirthCertificateVoided: event(z.strictObject({ childId: PersonId, reason: VoidReason })),
  BirthAmended: event(
    z.strictObject({
      childId: PersonId,
      field: amendment.shape.field,
      value: of('childId', z.string()),
      previous: of('childId', z.string()).optional(),
      reason: CorrectionReason,
      sex: Sex.optional(),
      bornIn: CivilMonth.optional(),
    }),
  ),
  InfantDeathReported: event(ofInfant.extend({ diedIn: CivilMonth, diedOn: of('childId', CivilDate) })),
  // The child lives, and waits for its registration again where it had none.
  InfantDeathAnnulled: event(ofInfant.extend(Annulment.shape)),
});

const citations = ['母婴保健法 23'];
const rejections = {
  ...vitalRejections,
  ...placeRejections,
  ...motherAgeRejections,
  ...closeBirthRejections,
  BIRTH_ALREADY_REPORTED: { zh: '该出生已报告。', en: 'This birth is reported already.', conflict: true },
  BIRTH_NOT_REPORTED: { zh: '没有该出生的报告。', en: 'No such birth is on record.' },
  PARENTS_ARE_ONE: { zh: '父母不能是同一人。', en: 'Mother and father cannot be one person.' },
  CERTIFICATE_ALREADY_ISSUED: {
    zh: '该出生已有有效的出生医学证明。',
    en: 'A valid certificate of this birth exists.',
    citations,
    alternative: { zh: '需要换发的，请改用“换发”。', en: 'Replace it instead.' },
    conflict: true,
  },
  CERTIFICATE_NUMBER_USED: {
    zh: '该编号曾用于本出生的另一证明，不能再用。',
    en: 'This number was on an earlier certificate of this birth; it is not used again.',
    citations,
    conflict: true,
  },
  NO_VALID_CERTIFICATE: {
    zh: '没有有效的出生医学证明可以换发或者作废。',
    en: 'There is no valid certificate to replace or to void.',
    citations,
  },
  NOT_AN_INFANT: {
    zh: '死亡时已满一周岁，不属于婴儿死亡。',
    en: 'Older than a year at death: not an infant death.',
    citations: ['户口登记条例 8'],
    alternative: { zh: '请改用“登记死亡”。', en: "Record the person's death instead." },
  },
  NO_DEATH_ON_RECORD: { zh: '没有该婴儿的死亡报告。', en: 'No death of this infant is on record.' },
  DEATH_ALREADY_RECORDED: { zh: '已登记另一死亡日期。', en: 'Another date of death is on record.', conflict: true },
} as const satisfies Rejections;

export type BirthState =
  | { readonly status: 'unreported' }
  | {
      readonly status: 'reported';
      readonly childId: string;
      readonly motherId: string;
      readonly fatherId: string | undefined;
      readonly householdId: string;
      readonly township: string;
      readonly sex: SexCode;
      readonly bornIn: string;
      readonly bornOn: Held;
      readonly name: Held | undefined;
      readonly motherBornOn: Held;
      readonly deliveryId: Held | undefined;
      /** The certificate in force. */
      readonly certificate: Held | undefined;
      /** Every number ever on a certificate of this birth. */
      readonly numbers: readonly Held[];
      readonly died: Death | undefined;
      readonly deathAnnulled?: boolean;
    };
type Reported = BirthState & { status: 'reported' };

const previousOf = (field: Amendable, state: Reported): string | undefined => unlessErased(state[field]);
const isInfant = (child: Reported, diedOn: string) => diedOn < addYears(latestBirth(child), 1);
const taking = (number: string) => [{ kind: 'birthCertificate' as const, value: number }];
const reported = (state: BirthState, change: (state: Reported) => Partial<Reported>): BirthState =>
  state.status === 'reported' ? { ...state, ...change(state) } : state;

export const birth: Decider<BirthState, typeof commands, typeof events, typeof rejections> = {
  category: 'birth',
  subject: null,
  prefix: 'b',
  commands,
  events,
  rejections,
  initialState: { status: 'unreported' },
  near: {
    ReportBirth: ({ mother, bornOn }) => deliveryKeysAround(mother.id, bornOn),
    AmendBirth: ({ field, value }, state) =>
      state.status === 'reported' && field === 'bornOn' ? deliveryKeysAround(state.motherId, value) : [],
  },
  decide: {
    ReportBirth: ({ mother, father, ...given }, state, context, facts) => {
      if (state.status === 'reported') return refuse('BIRTH_ALREADY_REPORTED');
      if (father?.id === mother.id) return refuse('PARENTS_ARE_ONE', { field: '/father/id' });
      const place = placeOn(context, given.township, given.bornOn > context.today ? context.today : given.bornOn);
      if ('refused' in place) return place;
      const { bornOn, deliveryId } = given;
      const birthOfHers = { motherId: mother.id, bornOn, deliveryId };
      const fault =
        birthDateFault(context, mother.bornOn, bornOn) ?? spacingFault(context, birthOfHers, nearby<BirthState>(facts));
      if (fault) return fault;
      const event = events.BirthReported({
        ...given,
        township: place.code,
        childId: context.newId('p', given.householdId),
        motherId: mother.id,
        bornIn: monthOf(given.bornOn),
        motherName: mother.name,
        motherBornOn: mother.bornOn,
        ...(father?.id && { fatherId: father.id, fatherName: father.name }),
      });
      return accept([event], { occurredOn: event.data.bornIn }, [deliveryKey(mother.id, bornOn)]);
    },
    // A certificate attests the birth, which stays true: it is issued for a child that has died as for any other.
    IssueBirthCertificate: ({ number }, state) => {
      if (state.status !== 'reported') return refuse('BIRTH_NOT_REPORTED');
      if (state.certificate === number) return already();
      if (state.certificate !== undefined) return refuse('CERTIFICATE_ALREADY_ISSUED');
      if (state.numbers.includes(number)) return refuse('CERTIFICATE_NUMBER_USED');
      const { childId } = state;
      return accept([events.BirthCertificateIssued({ childId, number })], {}, taking(number));
    },
    ReplaceBirthCertificate: ({ number, reason }, state) => {
      if (state.status !== 'reported') return refuse('BIRTH_NOT_REPORTED');
      if (state.certificate === number && state.numbers.length > 1) return already();
      if (state.certificate === undefined) return refuse('NO_VALID_CERTIFICATE');
      if (state.numbers.includes(number)) return refuse('CERTIFICATE_NUMBER_USED');
      const { childId } = state;
      return accept([events.BirthCertificateReplaced({ childId, number, reason })], {}, taking(number));
    },
    VoidBirthCertificate: ({ reason }, state) => {
      if (state.status !== 'reported') return refuse('BIRTH_NOT_REPORTED');
      if (state.certificate === undefined) return state.numbers.length > 0 ? already() : refuse('NO_VALID_CERTIFICATE');
      return accept([events.BirthCertificateVoided({ childId: state.childId, reason })]);
    },
    AmendBirth: ({ field, value, reason }, state, context, facts) => {
      if (state.status !== 'reported') return refuse('BIRTH_NOT_REPORTED');
      const previous = previousOf(field, state);
      if (previous === value) return already();
      if (field === 'bornOn') {
        const { died } = state;
        if (died && isBeforeBirth(unlessErased(died.on) ?? `${died.in}-31`, { bornOn: value, bornIn: monthOf(value) }))
          return refuse('BEFORE_BIRTH', { field: '/value' });
        const birthOfHers = { motherId: state.motherId, bornOn: value, deliveryId: unlessErased(state.deliveryId) };
        const fault =
          birthDateFault(context, state.motherBornOn, value) ??
          spacingFault(context, birthOfHers, nearby<BirthState>(facts));
        if (fault) return fault;
      }
      const amended = events.BirthAmended({
        ...{ childId: state.childId, field, value, previous, reason },
        ...(field === 'sex' && { sex: value as SexCode }),
        ...(field === 'bornOn' && { bornIn: monthOf(value) }),
      });
      return accept(
        [amended],
        { correctsField: field },
        field === 'bornOn' ? [deliveryKey(state.motherId, value)] : [],
      );
    },
    ReportInfantDeath: ({ diedOn }, state, context) => {
      if (state.status !== 'reported') return refuse('BIRTH_NOT_REPORTED');
      if (state.died) return state.died.on === diedOn ? already() : refuse('DEATH_ALREADY_RECORDED');
      if (diedOn > context.today) return refuse('DATE_IN_FUTURE', { field: '/diedOn' });
      if (isBeforeBirth(diedOn, state)) return refuse('BEFORE_BIRTH', { field: '/diedOn' });
      if (!isInfant(state, diedOn)) return refuse('NOT_AN_INFANT', { field: '/diedOn' });
      const { childId, householdId, township } = state;
      const death = { childId, householdId, township, diedIn: monthOf(diedOn), diedOn };
      return accept([events.InfantDeathReported(death)], { occurredOn: death.diedIn });
    },
    AnnulInfantDeath: (annulment, state) => {
      if (state.status !== 'reported') return refuse('BIRTH_NOT_REPORTED');
      if (!state.died) return state.deathAnnulled ? already() : refuse('NO_DEATH_ON_RECORD');
      const { childId, householdId, township } = state;
      const annulled = events.InfantDeathAnnulled({ childId, householdId, township, ...annulment });
      return accept([annulled], { annulsField: 'diedOn' });
    },
  },
  evolve: {
    BirthReported: (_, data) => ({
      ...data,
      status: 'reported',
      fatherId: data.fatherId,
      name: data.name,
      deliveryId: data.deliveryId,
      certificate: undefined,
      numbers: [],
      died: undefined,
    }),
    BirthCertificateIssued: (state, { number }) =>
      reported(state, ({ numbers }) => ({ certificate: number, numbers: [...numbers, number] })),
    BirthCertificateReplaced: (state, { number }) =>
      reported(state, ({ numbers }) => ({ certificate: number, numbers: [...numbers, number] })),
    BirthCertificateVoided: (state) => reported(state, () => ({ certificate: undefined })),
    BirthAmended: (state, { field, value, sex, bornIn }) =>
      reported(state, (before) => ({
        ...(field === 'sex' ? { sex: sex ?? before.sex } : { [field]: value }),
        ...(bornIn && { bornIn }),
      })),
    InfantDeathReported: (state, { diedIn, diedOn }) => reported(state, () => ({ died: { in: diedIn, on: diedOn } })),
    InfantDeathAnnulled: (state) => reported(state, () => ({ died: undefined, deathAnnulled: true })),
  },
};
