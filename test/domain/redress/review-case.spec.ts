// Reconsiderations and suits: taken in or deemed so, decided with evidence or without, never to the worse, performed.
import { describe, expect, test } from 'vitest';
import { reviewCase } from '../../../domain/redress/review-case.ts';
import { specify } from '../../support/specify.ts';
import {
  act,
  admitted,
  annulled,
  annulment,
  APPLICANT,
  copied,
  filed,
  filing,
  proved,
  record,
  REVIEW,
  silent,
  suit,
} from './cast.ts';

const { commands, events } = reviewCase;
const { given } = specify(reviewCase, REVIEW);
const applicantId = APPLICANT;
const file = (more: object = {}) => commands.FileReconsideration({ ...filing, ...more });
const decide = (more: object = {}) => commands.DecideReconsideration({ ...annulment, ...more });
const plain = { ground: undefined };
const pending = [filed(), admitted, copied] as const;

describe('an application', () => {
  test('TIM-20, TIM-21: is filed with its limit and the day by which it is taken in', () =>
    given().when(file()).then(filed()).on('2026-02-02'));
  test('TIM-20: that comes too late is recorded, declined, and not admitted', () => {
    const late = filed({ filedOn: '2026-03-09', timely: false, intakeBy: { on: '2026-03-16' } });
    given()
      .when(file({ filedOn: '2026-03-09' }))
      .then(late);
    given(late)
      .when(commands.AdmitReconsideration({ admittedOn: '2026-03-10' }))
      .thenRefused('OUT_OF_TIME');
    const decline = { reason: 'OUT_OF_TIME', declinedOn: '2026-03-10' } as const;
    given(late)
      .when(commands.DeclineReconsideration(decline))
      .then(events.ReconsiderationDeclined({ ...decline, applicantId, suitBy: { on: '2026-03-25' } }));
    given(filed())
      .when(commands.DeclineReconsideration({ ...decline, declinedOn: '2026-02-05' }))
      .thenRefused('IN_TIME');
  });
  test('goes to the government of the same level since 2024; before, to the higher department by choice', () => {
    const higher = { organ: 'HIGHER_DEPARTMENT', madeOn: '2023-11-01', knewOn: '2023-11-01' };
    const before = given().when(file({ ...higher, filedOn: '2023-12-29' }));
    expect(before.decision).toMatchObject({ events: [{ data: { competent: true } }] });
    const since = given().when(file({ organ: 'HIGHER_DEPARTMENT' }));
    expect(since.decision).toMatchObject({ events: [{ data: { competent: false } }] });
    const wrong = filed({ organ: 'HIGHER_DEPARTMENT', competent: false });
    given(wrong)
      .when(commands.AdmitReconsideration({ admittedOn: '2026-02-05' }))
      .thenRefused('WRONG_ORGAN');
    given(wrong)
      .when(commands.DeclineReconsideration({ reason: 'NOT_COMPETENT', declinedOn: '2026-02-05' }))
      .thenRefused('COMPETENT_ORGAN_UNNAMED');
  });
  test('TIM-21: is admitted with the days of its copy and decision', () => {
    given(filed())
      .when(commands.AdmitReconsideration({ admittedOn: '2026-02-05' }))
      .then(admitted);
    given(filed())
      .when(commands.AdmitReconsideration({ admittedOn: '2026-02-10' }))
      .thenRefused('INTAKE_OVER');
  });
  test('TIM-21: counts as admitted when nobody decided within five working days', () => {
    const deem = commands.DeemAdmitted({});
    given(filed()).on('2026-02-09').when(deem).thenRefused('INTAKE_OPEN', { until: '2026-02-09' });
    given(filed())
      .on('2026-02-10')
      .when(deem)
      .then(
        events.ReconsiderationDeemedAdmitted({
          ...{ applicantId, admittedOn: '2026-02-09', copyBy: { on: '2026-02-25' }, decideBy: { on: '2026-04-10' } },
        }),
      );
    given(filed(), admitted).on('2026-02-10').when(deem).thenRefused('ADMITTED_ALREADY');
  });
  test('under the law of 1999 counted as admitted from the day it was filed', () => {
    const old = filed({
      madeOn: '2022-03-01',
      knewOn: '2022-03-01',
      filedOn: '2022-03-10',
      intakeBy: { on: '2022-03-17' },
    });
    expect(given(old).when(commands.DeemAdmitted({})).decision).toMatchObject({
      events: [{ data: { admittedOn: '2022-03-10', decideBy: { on: '2022-05-09' } } }],
    });
  });
  test('TIM-21: of a small sum is decided within thirty days', () => {
    const simple = commands.AdmitReconsideration({ admittedOn: '2026-02-05', simpleFor: 'SMALL_SUM' });
    expect(given(filed({ amount: 300_000 })).when(simple).decision).toMatchObject({
      events: [{ data: { simpleFor: 'SMALL_SUM', decideBy: { on: '2026-03-09' } } }],
    });
    given(filed({ amount: 300_001 }))
      .when(simple)
      .thenRefused('NOT_SIMPLE');
    given(filed()).when(simple).thenRefused('NOT_SIMPLE');
  });
});

describe('the office', () => {
  test('TIM-21, FX-54: files its evidence within ten working days, or the act counts as made without any', () => {
    const note = commands.NoteNoEvidence({});
    given(filed(), admitted)
      .when(commands.SendReviewCopy({ receivedOn: '2026-02-09' }))
      .then(copied);
    given(...pending)
      .on('2026-02-28')
      .when(note)
      .thenRefused('REPLY_OPEN', { until: '2026-02-28' });
    given(...pending)
      .on('2026-03-01')
      .when(note)
      .then(silent);
    given(...pending, proved)
      .when(note)
      .thenRefused('REPLIED');
    const late = commands.FileEvidence({ filedOn: '2026-03-02', evidence: [record] });
    given(...pending)
      .when(late)
      .thenRefused('EVIDENCE_LATE');
    given(...pending, silent)
      .when(late)
      .thenRefused('EVIDENCE_LATE');
  });
  test('under the law of 1999 had ten days', () => {
    const old = [
      filed({ filedOn: '2023-09-01' }),
      events.ReconsiderationAdmitted({ ...admitted.data, admittedOn: '2023-09-04' }),
    ] as const;
    expect(given(...old).when(commands.SendReviewCopy({ receivedOn: '2023-09-07' })).decision).toMatchObject({
      events: [{ data: { replyBy: { on: '2023-09-18' } } }],
    });
  });
});

describe('a decision', () => {
  test('FX-54: without evidence annuls, confirms unlawful or orders performance, and upholds nothing', () => {
    for (const outcome of ['UPHELD', 'REJECTED', 'VARIED'])
      given(...pending, silent)
        .when(decide({ outcome }))
        .thenRefused('WITHOUT_EVIDENCE');
    given(...pending)
      .when(decide({ outcome: 'UPHELD', ...plain }))
      .thenRefused('WITHOUT_EVIDENCE');
    for (const outcome of ['ANNULLED', 'CONFIRMED_UNLAWFUL', 'PERFORM'])
      expect(given(...pending, silent).when(decide({ outcome })).decision).toMatchObject({
        events: [{ data: { outcome, withoutEvidence: true } }],
      });
  });
  test('is never to the worse of whoever asked for it', () => {
    const history = [filed({ amount: 100_000 }), admitted, copied, proved] as const;
    const vary = (variedFen: number | undefined) => decide({ outcome: 'VARIED', variedFen });
    given(...history)
      .when(vary(100_001))
      .thenRefused('WORSE_FOR_APPLICANT');
    given(...history)
      .when(vary(undefined))
      .thenRefused('SUM_MISSING');
    expect(given(...history).when(vary(50_000)).decision).toMatchObject({ events: [{ data: { varied: 50_000 } }] });
    expect(reviewCase.rejections.WORSE_FOR_APPLICANT.recorded).toBe(true);
  });
  test('states its ground, and says whether it came late', () => {
    given(...pending, proved)
      .when(decide(plain))
      .thenRefused('GROUND_MISSING');
    given(...pending, proved)
      .when(decide())
      .then(annulled);
    expect(
      given(...pending, proved)
        .on('2026-04-20')
        .when(decide({ decidedOn: '2026-04-08' })).decision,
    ).toMatchObject({
      events: [{ data: { late: true } }],
    });
  });
  test('TIM-21: may be put off once, by thirty days', () => {
    const extend = commands.ExtendReview({ extendedOn: '2026-03-18' });
    const extended = events.ReviewExtended({ applicantId, extendedOn: '2026-03-18', decideBy: { on: '2026-05-06' } });
    given(...pending)
      .when(extend)
      .then(extended);
    given(...pending, extended)
      .when(commands.ExtendReview({ extendedOn: '2026-03-19' }))
      .thenRefused('EXTENDED_ALREADY');
  });
  test('TIM-22: is served with the day until which a suit may follow, and the day by which it is performed', () =>
    given(...pending, annulled)
      .when(commands.ServeReconsideration({ servedOn: '2026-03-11' }))
      .then(
        events.ReconsiderationServed({
          ...{ applicantId, servedOn: '2026-03-11', suitBy: { on: '2026-03-26' }, performBy: '2026-04-10' },
        }),
      ));
  test('TIM-24: an opinion of the organ is answered within sixty days', () => {
    const opinion = { number: '平复意〔2026〕1号', issuedOn: '2026-01-12', record };
    const issued = events.OpinionIssued({ ...opinion, applicantId, answerBy: { on: '2026-03-13' } });
    const old = filed({ filedOn: '2026-01-06' });
    given(old).when(commands.IssueOpinion(opinion)).then(issued);
    const answer = { number: opinion.number, answeredOn: '2026-03-16', record };
    given(old, issued)
      .when(commands.AnswerOpinion(answer))
      .then(events.OpinionAnswered({ ...answer, applicantId, late: true }));
  });
});

describe('a suit', () => {
  const direct = (more: object) => commands.FileDirectSuit({ ...act, ...suit, applicantId, ...more });
  test('FX-55: filed directly is in time or not by the law of the day of service', () => {
    const served = (knewOn: string, filedOn: string) =>
      given().when(direct({ madeOn: knewOn, knewOn, filedOn })).decision;
    expect(served('2015-01-20', '2015-04-20')).toMatchObject({ events: [{ data: { timely: true } }] });
    expect(served('2015-01-20', '2015-04-21')).toMatchObject({ events: [{ data: { timely: false } }] });
    expect(served('2015-04-20', '2015-10-20')).toMatchObject({ events: [{ data: { timely: true } }] });
    expect(served('2015-05-04', '2015-11-05')).toMatchObject({ events: [{ data: { timely: false } }] });
  });
  test('RC-04: Dezhou: for money paid in 2015, filed in 2017, came too late, and a court said so', () => {
    const printed = { amount: 60, unit: 'workingDay' };
    const late = direct({ madeOn: '2015-10-14', knewOn: '2015-10-14', filedOn: '2017-06-01', printed });
    const decision = given().when(late).decision as unknown as { events: Parameters<typeof given> };
    expect(decision).toMatchObject({ events: [{ data: { timely: false, limitBy: { on: '2016-04-14' } } }] });
    const lost = { number: '（2017）行初1号', decidedOn: '2017-12-01', outcome: 'OUT_OF_TIME', record } as const;
    given(...decision.events)
      .when(commands.GiveJudgment(lost))
      .then(events.JudgmentGiven({ ...lost, applicantId }));
  });
  test('about a duty not performed goes to reconsideration first', () =>
    given()
      .when(direct({ kind: 'NON_PERFORMANCE' }))
      .thenRefused('REVIEW_FIRST'));
  test('waits for the review, and follows its decision or its silence within fifteen days', () => {
    given(...pending)
      .when(commands.FileSuit(suit))
      .thenRefused('REVIEW_PENDING');
    const served = events.ReconsiderationServed({ applicantId, servedOn: '2026-03-11' });
    given(...pending, annulled, served)
      .when(commands.FileSuit(suit))
      .then(
        events.SuitFiled({ ...suit, applicantId, route: 'AFTER_REVIEW', timely: true, limitBy: { on: '2026-03-26' } }),
      );
    expect(
      given(...pending)
        .on('2026-04-30')
        .when(commands.FileSuit({ ...suit, filedOn: '2026-04-23' })).decision,
    ).toMatchObject({ events: [{ data: { route: 'REVIEW_SILENT', limitBy: { on: '2026-04-22' }, timely: false } }] });
  });
  test('PM-07, PM-12: that is won is performed by a day that stands in the judgment', () => {
    const sued = events.SuitFiled({ ...suit, applicantId, route: 'AFTER_REVIEW', timely: true });
    const won = {
      number: '（2026）行初3号',
      decidedOn: '2026-03-16',
      outcome: 'ANNULLED',
      ground: 'LAW',
      record,
    } as const;
    const given1 = given(...pending, annulled, sued);
    const judged = events.JudgmentGiven({ ...won, applicantId, performBy: '2026-04-15' });
    given1.when(commands.GiveJudgment(won)).then(judged);
    const done = { of: 'JUDGMENT', done: 'REFUNDED', performedOn: '2026-04-16', record } as const;
    given1.when(commands.PerformJudgment({ ...done, performedOn: '2026-03-18' })).thenRefused('NOTHING_TO_PERFORM');
    given(...pending, annulled, sued, judged)
      .on('2026-04-20')
      .when(commands.PerformJudgment(done))
      .then(events.JudgmentPerformed({ ...done, applicantId, late: true }));
  });
});
