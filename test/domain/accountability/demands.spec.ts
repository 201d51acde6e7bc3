// What is demanded of people under the name of some field, and the refusal that each demand meets, whatever the command.
import { describe, expect, test } from 'vitest';
import { demandOf, demandRejections, textOfDemand } from '../../../domain/accountability/demands.ts';
import { benefitClaim } from '../../../domain/benefits/claim.ts';
import { consent } from '../../../domain/care/consent.ts';
import { episode } from '../../../domain/care/episode.ts';
import { facility } from '../../../domain/care/facility.ts';
import { deciders } from '../../../domain/index.ts';
import { takeIn } from '../../../domain/kernel/intake.ts';
import type { CommandSpec, EventSpec } from '../../../domain/kernel/message.ts';
import { kernelRejections, type RejectionText } from '../../../domain/kernel/refusal.ts';
import { birth } from '../../../domain/registry/birth.ts';
import { filing } from '../benefits/cast.ts';
import { hers, visit } from '../care/cast.ts';
import { born } from '../registry/cast.ts';

const DEMANDED = {
  'REF-04': ['pregnancyStatus', 'gestationalWeek', 'keyObject', 'lastMenstruation', 'pregnancy_tracking_list'],
  'REF-05': ['attendanceQuota', 'compulsoryScreening', 'nonAttendanceReason', 'missedChecks'],
  'REF-06': ['sterilisationDate', 'sterilizedOn', 'remedialMeasures', 'iudQuota', 'tubalLigation'],
  'REF-07': ['returnBy', 'returnToRegisteredPlace', 'pregnancyCertificate', 'mailedPregnancyProof'],
  'REF-09': ['officialsByChildren', 'cadreChildren', 'publicFigureName'],
  'REF-10': ['filingRate', 'collection_rate', 'penaltyIncomeTarget'],
  'REF-11': ['birthQuota', 'birthRateScore', 'complianceRate'],
  'REF-12': ['negativeExample', 'publishedNames'],
  'REF-13': ['fetalSex', 'fetal_sex', 'sexOfFetus', 'terminationRegister', 'abortionRegisterNo'],
  'REF-14': ['creditBlacklist', 'familyPlanningCredit', 'consumptionRestriction'],
  'REF-15': ['fertilityIntention', 'birthIntentionScore', 'riskScore', 'fertilityScore'],
  'REF-16': ['depositPaid', 'guarantorId', 'collectiveLiability'],
  'REF-17': ['staffDiscipline', 'disciplinaryAction'],
  'REF-18': ['bulkExport', 'foreignRecipient'],
  'REF-19': ['hukouBookCopy', 'idCardCopy', 'birthCertificateCopy', 'incomeProof', 'residenceProof'],
  'REF-20': ['backdatedTo', 'recordedAt', 'deleteRecord', 'overwrite', 'changeFigure'],
  'REF-21': ['spouseConsent', 'husbandConsentNo', 'familyConsent', 'officeConsent', 'spouseSignature'],
} as const;
/** Of what nobody may do in any form, nothing is offered instead. */
const NOTHING_INSTEAD: ReadonlySet<string> = new Set(['REF-09', 'REF-17']);
const cases = Object.entries(DEMANDED).flatMap(([code, fields]) => fields.map((field) => [code, field] as const));

describe('a demand', () => {
  test.each(cases)('%s: is known by the name %s', (code, field) => expect(demandOf(field)).toBe(code));

  test.each(cases)('%s: is refused as such in whatever command %s comes', (code, field) => {
    const refused = { ok: false, refusal: { refused: code, details: { fields: [field] } } };
    expect(takeIn(episode, 'DeliverService', { ...visit, [field]: 'x' }, demandOf)).toEqual(refused);
    expect(takeIn(birth, 'ReportBirth', { ...born, [field]: 'x' }, demandOf)).toEqual(refused);
    expect(takeIn(facility, 'InspectFacility', { [field]: 'x' }, demandOf)).toEqual(refused);
  });

  test('REF-01: without a refusal of its own is refused as a condition nobody may set', () => {
    expect(takeIn(consent, 'GiveConsent', { ...hers, feeReceiptNo: '1' }, demandOf)).toMatchObject({
      refusal: { refused: 'REF-01', details: { fields: ['feeReceiptNo'] } },
    });
    expect(textOfDemand('REF-01')).toBe(kernelRejections['REF-01']);
  });
  test('goes before whatever else is wrong, and names its own fields alone', () =>
    expect(
      takeIn(benefitClaim, 'FileClaim', { ...filing, aNote: 'x', incomeProof: 'x', filedOn: 'never' }, demandOf),
    ).toMatchObject({ refusal: { refused: 'REF-19', details: { fields: ['incomeProof'] } } }));
  test('is none where a slip of the pen is: that is told field by field', () =>
    expect(takeIn(facility, 'InspectFacility', { inspected: '2026-01-01' }, demandOf)).toHaveProperty('problems'));

  test.each(Object.entries<RejectionText>(demandRejections))(
    '%s: is answered in both languages with the law and what to do instead, and recorded',
    (code, text) => {
      expect(textOfDemand(code)).toBe(text);
      expect(text.recorded).toBe(true);
      expect(text.citations?.length).toBeGreaterThan(0);
      expect(text.zh && text.en).toBeTruthy();
      if (!NOTHING_INSTEAD.has(code)) expect(text.alternative?.zh && text.alternative.en).toBeTruthy();
    },
  );
});

test('REF-04 to REF-21: no command or event has a field that is such a demand', () => {
  const fields = deciders.flatMap(({ category, commands, events }) =>
    [...Object.entries<CommandSpec | EventSpec>(commands.specs), ...Object.entries<EventSpec>(events.specs)].flatMap(
      ([type, { data }]) => Object.keys(data.shape).map((field) => `${category}.${type} ${field}`),
    ),
  );
  expect(fields.filter((name) => demandOf(name.split(' ')[1] ?? ''))).toEqual([]);
});
