// A claim to a benefit from its filing to its end: what it needs, who decides, which months it pays and at which rate.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { benefitClaim } from '../../../domain/benefits/claim.ts';
import { complianceOf, complianceOfAll, inFavour } from '../../../domain/benefits/historic-compliance.ts';
import { addToMonth, monthsIn, subsidySpan, subsidyStanding } from '../../../domain/benefits/months.ts';
import { fieldPlan } from '../../../domain/kernel/field-plan.ts';
import { takeIn } from '../../../domain/kernel/intake.ts';
import type { Body } from '../../../domain/policy/topics.ts';
import { rules, specify } from '../../support/specify.ts';
import {
  CHILD,
  county,
  diedOn,
  FATHER,
  HOME,
  MOTHER,
  motherRegistered,
  OTHER_TOWNSHIP,
  personStream,
  registrationStream,
  TOWNSHIP,
  takenOver,
} from '../registry/cast.ts';
import {
  approved,
  approvedFor,
  CLAIM,
  childDied,
  family,
  filed,
  filing,
  paid,
  paidFor,
  payment,
  reviewed,
  toFather,
} from './cast.ts';

const { commands, events } = benefitClaim;
const { given } = specify(benefitClaim, CLAIM);
const subsidy = rules.find(({ topic }) => topic === 'childcareSubsidy')?.body as unknown as Body<'childcareSubsidy'>;
const home = family('2023-12-05');
const file = (more: object = {}) => commands.FileClaim({ ...filing, ...more } as never);
const pay = (fromMonth: string, toMonth: string, more: object = {}) =>
  commands.PayBenefit({ ...payment, fromMonth, toMonth, paidOn: '2026-03-20', ...more });
const approve = commands.ApproveClaim({ personId: MOTHER, childId: CHILD, decidedOn: '2025-09-10' });

describe('the childcare subsidy', () => {
  test.each([
    ['2021-12', 0, 0],
    ['2022-01', 1, 300],
    ['2022-12', 12, 3600],
    ['2023-01', 13, 3900],
    ['2023-12', 24, 7200],
    ['2024-01', 25, 7500],
    ['2024-12', 36, 10_800],
    ['2025-01', 36, 10_800],
    ['2026-07', 36, 10_800],
  ])('FX-26: of a child born in %s pays %i months, %i yuan', (born, months, yuan) => {
    const span = subsidySpan(born, subsidy);
    const count = span ? monthsIn(span).length : 0;
    expect([count, (count * subsidy.perYearFen) / 1200]).toEqual([months, yuan]);
  });
  test('INV-30: pays at most 36 months, none before 2025-01, none after the month of the third birthday', () => {
    fc.assert(
      fc.property(fc.integer({ min: -120, max: 240 }), (months) => {
        const born = addToMonth('2025-01', months);
        const span = subsidySpan(born, subsidy);
        if (!span) {
          expect(addToMonth(born, 36) < '2025-01').toBe(true);
          return;
        }
        expect(monthsIn(span).length).toBeLessThanOrEqual(36);
        expect(span.from >= '2025-01' && span.from >= born && span.to <= addToMonth(born, 36)).toBe(true);
      }),
    );
  });
  test.each([1, 2, 3, 4, 9])('FX-19, INV-31: of a child that is number %i is never denied by a rule', (order) =>
    expect(subsidyStanding({ bornIn: '2025-03', order }, subsidy)).toBe(
      order <= 3 ? 'ELIGIBLE' : 'NEEDS_HUMAN_DECISION',
    ),
  );
});

describe('a claim', () => {
  test('is filed where the child is registered, by a parent', () => {
    given().beside(home).when(file()).then(filed).on('2025-09-01');
    given()
      .beside(home)
      .when(file({ personId: FATHER }))
      .thenRefused('NOT_A_PARENT');
    given()
      .beside(home)
      .when(file({ childId: undefined }))
      .thenRefused('CHILD_NOT_NAMED');
    given().beside(county).when(file()).thenRefused('PERSON_UNKNOWN');
    given()
      .beside({ ...home, ...registrationStream(CHILD, takenOver(HOME, OTHER_TOWNSHIP)) })
      .when(file())
      .thenRefused('NOT_THIS_PLACE', { office: OTHER_TOWNSHIP });
  });
  test('INV-31, REF-01: asks for neither a marriage nor a number of children', () => {
    for (const demand of ['marriageCertificate', 'numberOfChildren', 'birthOrder', 'birthPermit'])
      expect(takeIn(benefitClaim, 'FileClaim', { ...filing, [demand]: 'x' })).toMatchObject({
        refusal: { refused: 'REF-01', details: { fields: [demand] } },
      });
  });
  test('BAD-16: for a child without a month left is refused with a remedy, and taken when somebody stands by it', () => {
    const late = given().beside(family('2021-12-31'));
    late.when(file()).thenRefused('CHILD_OVER_AGE');
    expect(benefitClaim.rejections.CHILD_OVER_AGE.alternative.zh).toContain('复议');
    expect(late.accepting('CHILD_OVER_AGE').when(file()).decision).toHaveProperty('events');
  });
  test('is decided after the facts were checked and the township has looked at it', () => {
    given(filed)
      .when(commands.ReviewTownship({ personId: MOTHER, result: 'RECOMMENDED', reviewedOn: '2025-09-03' }))
      .thenRefused('FACTS_NOT_CHECKED');
    given(filed).beside(home).when(approve).thenRefused('NOT_REVIEWED');
  });
  test('INV-30, FX-27, BAD-16: is approved for one payee of one child under one scheme', () =>
    given(...reviewed)
      .beside(home)
      .when(approve)
      .then(approvedFor('2025-01', '2026-12'))
      .taking(`${CHILD}|CHILDCARE_SUBSIDY`));
  test('FX-19: of a fourth child goes to a human, who may approve it', () => {
    const referred = events.ClaimReferredToHuman({ personId: MOTHER, reason: 'BIRTH_ORDER' });
    given(...reviewed)
      .when(commands.ReferToHuman({ personId: MOTHER, reason: 'BIRTH_ORDER' }))
      .then(referred);
    expect(
      given(...reviewed, referred)
        .beside(home)
        .when(approve).decision,
    ).toHaveProperty('events');
  });
});

describe('a rejection', () => {
  const notice = { organ: '990121', days: 60 };
  const reject = (more: object = {}) =>
    commands.RejectClaim({
      ...{ personId: MOTHER, reason: 'PAID_ELSEWHERE', citation: 'CCS-2025', remedyNotice: notice },
      ...{ decidedOn: '2025-09-10', ...more },
    } as never);
  test('INV-32: carries a reason, the law and a full remedy', () => {
    const { data } = reject() as { data: Parameters<typeof events.ClaimRejected>[0] };
    given(...reviewed)
      .when(reject())
      .then(events.ClaimRejected(data));
    given(...reviewed)
      .when(reject({ remedyNotice: { organ: '990121', days: 30 } }))
      .thenRefused('REMEDY_TOO_SHORT');
    for (const lack of ['reason', 'citation', 'remedyNotice'])
      expect(takeIn(benefitClaim, 'RejectClaim', { ...data, [lack]: undefined })).toMatchObject({ ok: false });
  });
  test('INV-32: is never automated', () => {
    const machine = { id: 's-9', role: 'RegionalSystem', office: '990121' };
    given(...reviewed)
      .by(machine)
      .when(reject())
      .thenRefused('HUMAN_DECISION_NEEDED');
    expect(benefitClaim.rejections.HUMAN_DECISION_NEEDED.recorded).toBe(true);
  });
  test('INV-34, FX-50: for births of the past names the decision that disproves them', () => {
    given(...reviewed)
      .when(reject({ reason: 'HISTORIC_RULES' }))
      .thenRefused('DISPROOF_NEEDED');
    const disproved = reject({ reason: 'HISTORIC_RULES', disprovedBy: '平计生决〔1984〕7号' });
    expect(given(...reviewed).when(disproved).decision).toHaveProperty('events');
  });
});

describe('births of the past', () => {
  test('INV-34, FX-50: are each judged under the regime of their day, and what is undetermined is for the applicant', () => {
    const births = [
      { bornOn: '1979-05-01', order: 1 },
      { bornOn: '1984-05-01', order: 2 },
    ];
    expect(births.map((one) => complianceOf(one))).toEqual(['COMPLIANT', 'UNDETERMINED']);
    expect(complianceOfAll(births)).toBe('UNDETERMINED');
    expect(inFavour('UNDETERMINED')).toBe(true);
    expect(complianceOfAll([births[0]!, { ...births[1]!, approved: true }])).toBe('COMPLIANT');
    expect(inFavour(complianceOfAll([births[0]!, { ...births[1]!, found: true }]))).toBe(false);
  });
  test.each([
    ['1972-12-31', 5, 'COMPLIANT'],
    ['2016-01-01', 2, 'COMPLIANT'],
    ['2015-12-31', 2, 'UNDETERMINED'],
    ['2021-05-31', 3, 'COMPLIANT'],
    ['2021-08-20', 7, 'COMPLIANT'],
  ] as const)('INV-34: on %s a child that was number %i is %s', (bornOn, order, standing) =>
    expect(complianceOf({ bornOn, order })).toBe(standing),
  );
});

describe('a payment', () => {
  const benefit = given(...approved).beside(home);
  test('INV-36, TIM-05: pays each month at the rate of the month, once it is due', () => {
    benefit
      .when(commands.PayBenefit(payment))
      .then(paidFor('2025-01', '2025-12', 360_000))
      .on('2026-01-10');
    benefit.when(pay('2026-01', '2026-04')).thenRefused('MONTH_NOT_DUE');
    benefit.without('childcareSubsidy').when(pay('2025-01', '2025-02')).thenRefused('NO_RATE');
  });
  test('INV-30, BAD-16: pays no month twice, and none after the third birthday', () => {
    given(...paid)
      .beside(home)
      .when(pay('2025-12', '2026-01'))
      .thenRefused('MONTH_PAID', { month: '2025-12' });
    given(...approved)
      .beside(home)
      .on('2027-06-01')
      .when(pay('2026-12', '2027-01', { paidOn: '2027-06-01' }))
      .thenRefused('MONTH_AFTER_END', { to: '2026-12' });
  });
  test('BAD-17: of a month before 2025-01 is none, and says from when', () =>
    benefit.when(pay('2024-12', '2025-01')).thenRefused('MONTH_BEFORE_SCHEME', { from: '2025-01' }));
  test('FX-27, BAD-45: after a child’s death pays to the month of the death', () => {
    const gone = given(...approved).beside(family('2023-12-05', childDied('2025-05-20')));
    gone.when(pay('2025-01', '2025-06')).thenRefused('MONTH_AFTER_END', { to: '2025-05' });
    gone.when(pay('2025-01', '2025-05')).then(
      events.BenefitPaid({
        ...{ personId: MOTHER, fromMonth: '2025-01', toMonth: '2025-05' },
        ...{ paidOn: '2026-03-20', fen: 150_000, account: filing.account },
      }),
    );
  });
  test('that failed leaves its months unpaid', () => {
    const failed = events.PaymentFailed({ personId: MOTHER, fromMonth: '2025-01', toMonth: '2025-12', reason: 'BANK' });
    expect(
      given(...paid, failed)
        .beside(home)
        .when(commands.PayBenefit(payment)).decision,
    ).toHaveProperty('events');
  });
  test('waits while the benefit is suspended', () => {
    const suspended = events.BenefitSuspended({ personId: MOTHER, cause: 'FACTS_IN_DOUBT', fromMonth: '2025-06' });
    const resumed = events.BenefitResumed({ personId: MOTHER, fromMonth: '2025-08' });
    const of = (...more: (typeof suspended | typeof resumed)[]) => given(...approved, ...more).beside(home);
    of(suspended).when(pay('2025-06', '2025-06')).thenRefused('BENEFIT_SUSPENDED', { from: '2025-06' });
    expect(of(suspended).when(pay('2025-05', '2025-05')).decision).toHaveProperty('events');
    expect(of(suspended, resumed).when(pay('2025-06', '2025-06')).decision).toHaveProperty('events');
  });
  test('is sealed with its payee: sum, account and circumstance', () => {
    const sealedIn = (type: keyof typeof events.specs) =>
      fieldPlan(events.specs[type].data).sealed.map(({ path, owner }) => `${owner} ${path[0]}`);
    expect(sealedIn('BenefitPaid')).toEqual(['personId account', 'personId fen']);
    expect(sealedIn('ClaimFiled').toSorted()).toEqual(['personId account', 'personId circumstance']);
  });
});

describe('a change', () => {
  const motherGone = { ...home, ...personStream(MOTHER, motherRegistered, diedOn('2026-02-01')) };
  test('BAD-45: when the payee dies, the other parent takes over and the months go on', () => {
    given(...reviewed)
      .beside(motherGone)
      .when(approve)
      .thenRefused('PAYEE_DIED');
    given(...approved)
      .beside(motherGone)
      .when(pay('2026-01', '2026-01'))
      .thenRefused('PAYEE_DIED');
    const changed = events.PayeeChanged(toFather);
    given(...approved)
      .beside(motherGone)
      .when(commands.ChangePayee(toFather))
      .then(changed);
    given(...approved, changed)
      .beside(motherGone)
      .when(commands.ChangePayee(toFather))
      .thenNothing();
    const next = given(...paid, changed).beside(motherGone);
    next.when(pay('2025-12', '2026-01', { personId: FATHER })).thenRefused('MONTH_PAID');
    next.when(pay('2026-01', '2026-01', { personId: FATHER })).then(
      events.BenefitPaid({
        ...{ personId: FATHER, fromMonth: '2026-01', toMonth: '2026-01' },
        ...{ paidOn: '2026-03-20', fen: 30_000, account: toFather.account },
      }),
    );
  });
  test('BAD-45: a claim whose applicant or child dies before its decision is ended, without a rejection', () => {
    const ended = events.BenefitEnded({ personId: MOTHER, cause: 'PAYEE_DIED', lastMonth: '2026-02' });
    given(filed)
      .when(commands.EndBenefit({ personId: MOTHER, cause: 'PAYEE_DIED', lastMonth: '2026-02' }))
      .then(ended);
    given(...reviewed, ended)
      .beside(home)
      .when(approve)
      .thenRefused('CLAIM_DECIDED');
  });
  test('INV-33: a further birth ends the one-child reward from then on, and takes nothing back', () => {
    const one = events.ClaimFiled({ ...filing, scheme: 'ONE_CHILD_REWARD' });
    const history = [one, approvedFor('2025-01', '2026-12'), paidFor('2025-01', '2025-12', 12_000)];
    const end = (lastMonth: string) => commands.EndBenefit({ personId: MOTHER, cause: 'FURTHER_BIRTH', lastMonth });
    given(...history)
      .when(end('2025-06'))
      .thenRefused('PAST_REWARDS_KEPT');
    const ended = events.BenefitEnded({ personId: MOTHER, cause: 'FURTHER_BIRTH', lastMonth: '2025-12' });
    given(...history)
      .when(end('2025-12'))
      .then(ended);
    given(...history, ended)
      .when(
        commands.EstablishOverpayment({
          ...{ personId: MOTHER, fromMonth: '2025-11', toMonth: '2025-12', cause: 'LATE_NOTICE' },
          decision: '平卫决〔2026〕4号',
        }),
      )
      .thenRefused('PAST_REWARDS_KEPT');
  });
  test('INV-35: a notice shows names and villages, and has no field for more', () => {
    const posted = events.PublicNoticePosted({
      ...{ personId: MOTHER, from: '2025-09-11', to: '2025-09-18', shows: ['NAME', 'VILLAGE'] },
    });
    given(...approved)
      .when(commands.PostNotice({ personId: MOTHER, from: '2025-09-11', to: '2025-09-18' }))
      .then(posted);
    expect(() => events.PublicNoticePosted({ ...posted.data, shows: ['CITIZEN_ID'] as never })).toThrow();
  });
});

describe('an overpayment', () => {
  const of = (cause: 'OFFICE_ERROR' | 'FALSE_STATEMENT') =>
    events.OverpaymentEstablished({
      ...{ personId: MOTHER, fromMonth: '2025-11', toMonth: '2025-12', cause, fen: 60_000 },
      decision: '平卫决〔2026〕4号',
    });
  const order = (heardOn?: string) =>
    commands.OrderRecovery({ personId: MOTHER, decision: '平卫决〔2026〕4号', heardOn, decidedOn: '2026-03-10' });
  test('INV-37: by the office’s own error is not recovered without a hearing before the decision', () => {
    given(...paid, of('OFFICE_ERROR'))
      .when(order())
      .thenRefused('HEARING_NEEDED');
    given(...paid, of('OFFICE_ERROR'))
      .when(order('2026-03-11'))
      .thenRefused('HEARING_NEEDED');
    expect(given(...paid, of('OFFICE_ERROR')).when(order('2026-03-01')).decision).toHaveProperty('events');
    expect(given(...paid, of('FALSE_STATEMENT')).when(order()).decision).toHaveProperty('events');
    const waived = events.RecoveryWaived({ personId: MOTHER, reason: 'GOOD_FAITH' });
    given(...paid, of('OFFICE_ERROR'))
      .when(commands.WaiveRecovery({ personId: MOTHER, reason: 'GOOD_FAITH' }))
      .then(waived);
    given(...paid, of('OFFICE_ERROR'), waived)
      .when(order('2026-03-01'))
      .thenRefused('NO_OVERPAYMENT');
  });
  test('is established for months that were paid, at what they came to', () => {
    const { fen: _, ...data } = of('OFFICE_ERROR').data;
    given(...paid)
      .when(commands.EstablishOverpayment(data))
      .then(of('OFFICE_ERROR'));
    given(...approved)
      .when(commands.EstablishOverpayment(data))
      .thenRefused('NOT_PAID');
  });
});

describe('assistance', () => {
  const claimed = (scheme: 'SPECIAL_ASSISTANCE' | 'REWARD_ASSISTANCE', more: object = {}) =>
    reviewed.map((one) =>
      one.type === 'ClaimFiled'
        ? events.ClaimFiled({ ...filing, childId: undefined, relation: 'SELF', scheme, ...more } as never)
        : one,
    );
  const born = (day: string) =>
    personStream(MOTHER, {
      ...motherRegistered,
      data: { ...motherRegistered.data, bornOn: day, bornIn: day.slice(0, 7) },
    });
  const decision = commands.ApproveClaim({ personId: MOTHER, decidedOn: '2026-03-10' });
  const approvedFrom = (fromMonth: string, perMonthFen: number) =>
    events.ClaimApproved({ personId: MOTHER, fromMonth, perMonthFen, decidedOn: '2026-03-10' });
  test('FX-51, TIM-06: special assistance starts in the month the mother turns 49, be it a Sunday', () =>
    given(...claimed('SPECIAL_ASSISTANCE', { circumstance: 'CHILD_DIED' }))
      .beside(born('1977-03-22'))
      .when(decision)
      .then(approvedFrom('2026-03', 59_000))
      .taking(`${MOTHER}|SPECIAL_ASSISTANCE`));
  test('TIM-06: reward assistance starts in the month of the sixtieth birthday, at 960 yuan a year', () =>
    given(...claimed('REWARD_ASSISTANCE'))
      .beside(born('1966-02-28'))
      .when(decision)
      .then(approvedFrom('2026-02', 8000)));
  test.each([
    ['2012-06', 13_500, 11_000],
    ['2017-06', 34_000, 27_000],
    ['2021-12', 45_000, 35_000],
    ['2022-01', 59_000, 46_000],
  ])('INV-36: special assistance of %s is %i fen after a death, %i with a disability', (month, died, disabled) => {
    const of = (circumstance: string, fen: number) => {
      const history = [
        events.ClaimFiled({
          ...filing,
          childId: undefined,
          relation: 'SELF',
          scheme: 'SPECIAL_ASSISTANCE',
          circumstance,
        } as never),
        events.ClaimApproved({ personId: MOTHER, fromMonth: '2012-01', perMonthFen: 1, decidedOn: '2012-01-01' }),
      ];
      given(...history)
        .beside(county)
        .when(commands.PayBenefit({ personId: MOTHER, fromMonth: month, toMonth: month, paidOn: '2026-03-20' }))
        .then(
          events.BenefitPaid({
            ...{ personId: MOTHER, fromMonth: month, toMonth: month, paidOn: '2026-03-20' },
            ...{ fen, account: filing.account },
          }),
        );
    };
    of('CHILD_DIED', died);
    of('CHILD_DISABLED', disabled);
  });
  test('names what befell the child', () =>
    given()
      .beside(county)
      .when(file({ scheme: 'SPECIAL_ASSISTANCE', childId: undefined, township: TOWNSHIP }))
      .thenRefused('CIRCUMSTANCE_NOT_NAMED'));
});
