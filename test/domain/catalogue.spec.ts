// The register of refusals, each by its name: what meets it today, in both languages, with its law and what to do instead.
import { describe, expect, test } from 'vitest';
import { demandOf, textOfDemand } from '../../domain/accountability/demands.ts';
import { benefitClaim } from '../../domain/benefits/claim.ts';
import { consent } from '../../domain/care/consent.ts';
import { episode } from '../../domain/care/episode.ts';
import { agreement } from '../../domain/exchange/agreement.ts';
import { exchangeCase } from '../../domain/exchange/exchange-case.ts';
import { finding } from '../../domain/accountability/finding.ts';
import { deciders } from '../../domain/index.ts';
import { type AnyDecider, type Context, decide } from '../../domain/kernel/decider.ts';
import { takeIn } from '../../domain/kernel/intake.ts';
import { isRefusal, kernelRejections, type RejectionText, type Refusal } from '../../domain/kernel/refusal.ts';
import { feeCase } from '../../domain/legal/fee-case.ts';
import { disputeInvestigation } from '../../domain/redress/dispute-investigation.ts';
import { birth } from '../../domain/registry/birth.ts';
import { householdRegistration } from '../../domain/registry/household-registration.ts';
import { contextOf, factsOf } from '../support/specify.ts';
import { filing } from './benefits/cast.ts';
import { hers, visit } from './care/cast.ts';
import { AGREEMENT, agreed, CASE, signing, submission } from './exchange/cast.ts';
import { filing as feeFiling, levy, payment } from './legal/cast.ts';
import { INVESTIGATION, replay } from './redress/cast.ts';
import { born, county } from './registry/cast.ts';
import { register } from './registry/cases.ts';

interface Met {
  readonly refusal: Refusal | undefined;
  readonly text: RejectionText | undefined;
}
type Asking = () => Met;

/** A field that no command has, sent with one that would otherwise be right. */
const demanding =
  (decider: AnyDecider, [type, data]: readonly [type: string, data: object], field: string): Asking =>
  () => {
    const intake = takeIn(decider, type, { ...data, [field]: 'x' }, demandOf);
    if (!('refusal' in intake)) return { refusal: undefined, text: undefined };
    return { refusal: intake.refusal, text: textOfDemand(intake.refusal.refused) };
  };

/** A command that is understood, and decided against. */
const deciding =
  (
    decider: AnyDecider,
    command: { type: string; data: unknown },
    more: Partial<Context> & { id?: string } = {},
  ): Asking =>
  () => {
    const { id = 'none', ...context } = more;
    const facts = factsOf(decider, command, { subject: id, streams: { ...county, ...agreed } });
    const decision = decide(decider, command, decider.initialState, { context: contextOf(id, context), facts });
    if (!isRefusal(decision)) return { refusal: undefined, text: undefined };
    const own = (decider.rejections as Record<string, RejectionText>)[decision.refused];
    return { refusal: decision, text: own ?? (kernelRejections as Record<string, RejectionText>)[decision.refused] };
  };

const reporting = ['ReportBirth', born] as const;
const registering = ['RegisterChild', register] as const;
const delivering = ['DeliverService', visit] as const;
const offering = ['OfferService', { personId: hers.personId, kind: 'FOLIC_ACID', offeredOn: '2026-03-01' }] as const;
const claiming = ['FileClaim', filing] as const;
const raising = ['RaiseFinding', {}] as const;
const agreeing = (field: string) =>
  deciding(
    agreement,
    agreement.commands.SignAgreement({
      ...signing,
      messages: [{ type: 'X1', fields: ['name', field], basis: ['PFP-14'] }],
    }),
    { id: AGREEMENT },
  );
const asking = (field: string) =>
  deciding(exchangeCase, exchangeCase.commands.SubmitRequest({ ...submission, asks: [field] }), { id: CASE });
const living = (command: { type: string; data: unknown }) => deciding(feeCase, command);
const { RecordPayment, AccrueSurcharge, ServeDemand, RequestEnforcement, GrantEnforcement } = feeCase.commands;
const granted = { ruledOn: '2026-03-20', number: '1', court: '平安县人民法院' };

/** Of every entry that refuses in any form: by whom and with what it is met, and whether 7.5 names something instead. */
const REGISTER: Readonly<Record<string, readonly Asking[]>> = {
  'REF-01': [
    ...['feeReceiptNo', 'birthPermit', 'marriageCertificate', 'numberOfChildren'].flatMap((field) => [
      demanding(householdRegistration, registering, field),
      demanding(birth, reporting, field),
    ]),
    demanding(consent, ['GiveConsent', hers], 'permitNo'),
    demanding(benefitClaim, claiming, 'marriageCertificate'),
  ],
  'REF-02': [living(feeFiling()), living(levy()), living(levy({ decidedOn: '2026-03-20' }))],
  'REF-03': [
    living(payment('2026-03-20', 100, '1')),
    living(AccrueSurcharge({ until: '2026-03-20' })),
    living(ServeDemand({ servedOn: '2026-03-20' })),
    living(RequestEnforcement({ requestedOn: '2026-03-20', court: '平安县人民法院' })),
  ],
  'REF-04': [demanding(episode, offering, 'keyObject'), agreeing('watchlist'), asking('tracking')],
  'REF-05': [demanding(episode, delivering, 'attendanceQuota'), asking('screeningAttended')],
  'REF-06': [demanding(episode, offering, 'sterilisationDate'), demanding(finding, raising, 'remedialMeasures')],
  'REF-07': [demanding(birth, reporting, 'returnBy'), asking('returnedForCheck')],
  'REF-08': [agreeing('contraceptionStatus'), asking('unpaidFee'), asking('isPregnant')],
  'REF-09': [demanding(finding, raising, 'officialsByChildren'), demanding(birth, reporting, 'publicFigure')],
  'REF-10': [demanding(finding, raising, 'collectionRate'), demanding(feeCase, ['ServeDemand', {}], 'filingRate')],
  'REF-11': [demanding(birth, reporting, 'birthQuota'), demanding(finding, raising, 'complianceRate')],
  'REF-12': [demanding(finding, raising, 'negativeExample')],
  'REF-13': [demanding(birth, reporting, 'fetalSex'), demanding(episode, delivering, 'abortionRegisterNo')],
  'REF-14': [
    living(GrantEnforcement({ ...granted, restrictions: ['CONSUMPTION'] })),
    demanding(benefitClaim, claiming, 'familyPlanningCredit'),
  ],
  'REF-15': [demanding(episode, offering, 'fertilityIntention'), demanding(birth, reporting, 'riskScore')],
  'REF-16': [
    living(RecordPayment({ paidOn: '2026-03-20', fen: 100, receipt: '1', paidBy: 'DEPOSIT' })),
    living(RecordPayment({ paidOn: '2026-03-20', fen: 100, receipt: '1', paidBy: 'VILLAGE' })),
    demanding(householdRegistration, registering, 'guarantorId'),
  ],
  'REF-17': [demanding(finding, raising, 'staffDiscipline')],
  'REF-18': [
    asking('wholeRegister'),
    agreeing('personList'),
    demanding(exchangeCase, ['SubmitRequest', {}], 'bulkExport'),
  ],
  'REF-19': [demanding(benefitClaim, claiming, 'hukouBookCopy')],
  'REF-20': [demanding(birth, reporting, 'recordedAt'), demanding(finding, raising, 'changeFigure')],
  'REF-21': [
    deciding(consent, consent.commands.GiveConsent({ ...hers, scope: [...hers.scope], capacity: 'SPOUSE' })),
    demanding(episode, delivering, 'husbandConsent'),
  ],
  'REF-22': [deciding(disputeInvestigation, disputeInvestigation.commands.RecordReplay(replay), { id: INVESTIGATION })],
};
/** 7.5 names nothing instead of them. */
const NOTHING_INSTEAD: ReadonlySet<string> = new Set(['REF-09', 'REF-17']);
/**
 * No plan, publication, list or figure can be made yet, so that of these only the demand by a field's name can be met:
 * the commands that make one refuse by the same words as soon as they exist.
 */
const BY_FIELD_ALONE: readonly string[] = ['REF-09', 'REF-10', 'REF-11', 'REF-12', 'REF-17', 'REF-20'];

describe.each(Object.entries(REGISTER))('%s', (code, ways) => {
  test.each(ways.map((ask, index) => [index + 1, ask] as const))('refuses, way %i', (_, ask) => {
    const { refusal: met, text } = ask();
    expect(met?.refused).toBe(code);
    expect(text?.zh).toMatch(/\p{Script=Han}.*。$/u);
    expect(text?.en).toMatch(/^[A-Z].*\.$/s);
    expect(text?.citations?.every((citation) => citation.length > 3)).toBe(true);
    expect(text?.citations?.length).toBeGreaterThan(0);
    expect(text?.recorded).toBe(true);
    if (!NOTHING_INSTEAD.has(code))
      expect(text?.alternative).toEqual({ zh: expect.any(String), en: expect.any(String) });
  });
});

test('the register of refusals is whole', () => {
  const all = Array.from({ length: 22 }, (_, index) => `REF-${String(index + 1).padStart(2, '0')}`);
  expect(Object.keys(REGISTER)).toEqual(all);
});

test('what can be refused only by the name of a field has no command of its own yet', () => {
  const refusedByRule = new Set(deciders.flatMap(({ rejections }) => Object.keys(rejections as object)));
  expect(BY_FIELD_ALONE.filter((code) => refusedByRule.has(code))).toEqual([]);
});
