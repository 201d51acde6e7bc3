// Cases against providers: opened by a standard, proved lawfully, told, heard, reviewed, decided in the range, filed whole.
import { describe, expect, test } from 'vitest';
import { enforcementCase } from '../../../domain/legal/enforcement-case.ts';
import { takeIn } from '../../../domain/kernel/intake.ts';
import { createRuleBook } from '../../../domain/policy/rule-book.ts';
import { rules } from '../../support/specify.ts';
import {
  ask,
  citations,
  decided,
  decision,
  defence,
  FORCED,
  head,
  notice,
  notified,
  officer,
  officers,
  opened,
  opening,
  performed,
  PHOTO,
  paying,
  proved,
  ready,
  record,
  review,
  reviewer,
  served,
  serving,
  taking,
  unopened,
  yuan,
} from './enforcement-cast.ts';

describe('a case', () => {
  test('INV-51: has an institution, practitioner, organiser or childcare provider as its party, and nobody else', () => {
    for (const partyKind of ['INSTITUTION', 'PRACTITIONER', 'ORGANISER', 'CHILDCARE_PROVIDER'] as const)
      unopened().asked(opening({ partyKind }));
    for (const partyKind of ['PREGNANT_WOMAN', 'PARENT', 'PATIENT', 'PERSON'])
      expect(takeIn(enforcementCase, 'OpenCase', { ...opening().data, partyKind })).toMatchObject({ ok: false });
    for (const field of ['motherId', 'patientId', 'personId'])
      expect(takeIn(enforcementCase, 'OpenCase', { ...opening().data, [field]: 'p_1' })).toMatchObject({ ok: false });
  });
  test('is opened where the standard is met, with the day by which it is decided', () => {
    expect(opened().last('EnforcementCaseOpened')).toMatchObject({ decideBy: '2026-04-05' });
    unopened().refuses(opening({ standardsMet: ['PARTY_IDENTIFIED'] }), 'STANDARD_NOT_MET', {
      missing: ['FACTS_INDICATE_A_BREACH', 'WITHIN_COMPETENCE'],
    });
    opened().refuses(opening(), 'CASE_ALREADY_OPEN');
  });
  test('is not opened for what was discovered after two years, or five where it harmed somebody’s health', () => {
    unopened().asked(opening({ actOn: '2024-01-04' }));
    unopened().refuses(opening({ actOn: '2024-01-03' }), 'PRESCRIBED');
    unopened().asked(opening({ actOn: '2021-12-01', harmedHealth: true }));
    unopened().refuses(opening({ actOn: '2021-01-03', harmedHealth: true }), 'PRESCRIBED');
  });
});

describe('evidence', () => {
  test('INV-52: is taken by two officers, each with a licence', () => {
    const one = officers.slice(0, 1);
    opened().refuses(taking({ officers: one }), 'TWO_OFFICERS');
    opened().refuses(taking({ officers: [...one, ...one] }), 'TWO_OFFICERS');
    opened().asked(taking()).leaves(taking());
  });
  test('INV-54: that was obtained unlawfully is on the file and proves nothing', () => {
    const forced = opened().asked(taking({ evidence: FORCED, kind: 'STATEMENT', flaw: 'FORCE' }));
    forced.refuses(notice(), 'NO_EVIDENCE');
    const both = forced.asked(taking(), notice(), defence()).by(reviewer).asked(review()).by(head);
    both.refuses(decision({ evidence: [PHOTO, FORCED] }), 'EVIDENCE_EXCLUDED');
    both.asked(decision());
    expect(enforcementCase.rejections.EVIDENCE_EXCLUDED.recorded).toBe(true);
  });
  test('INV-54: excluded later takes the review with it', () => {
    const out = ask.ExcludeEvidence({ evidence: PHOTO, flaw: 'FORGED', excludedOn: '2026-02-26' });
    ready().asked(out).refuses(decision(), 'LEGAL_REVIEW_MISSING');
    ready()
      .asked(out)
      .by(reviewer)
      .asked(review('PASSED', '2026-02-26'))
      .by(head)
      .refuses(decision(), 'EVIDENCE_EXCLUDED');
    opened().refuses(out, 'EVIDENCE_UNKNOWN');
  });
});

describe('the party', () => {
  test('INV-52: is notified of what is proposed and of its rights before anything is decided', () => {
    proved().refuses(notice({ rightsStated: false }), 'RIGHTS_NOT_TOLD');
    proved().refuses(decision(), 'NOT_NOTIFIED');
    notified()
      .by(reviewer)
      .asked(review())
      .by(head)
      .refuses(decision({ decidedOn: '2026-02-05' }), 'DEFENCE_NOT_HEARD');
  });
  test('TIM-26: may ask for a hearing within five working days', () => {
    expect(notified().last('PartyNotified')).toMatchObject({
      hearingOffered: true,
      hearingRequestBy: { on: '2026-02-09' },
    });
    notified().asked(ask.RequestHearing({ requestedOn: '2026-02-09', record }));
    notified().refuses(ask.RequestHearing({ requestedOn: '2026-02-10', record }), 'HEARING_REQUEST_LATE', {
      until: '2026-02-09',
    });
    proved()
      .asked(notice({ kinds: ['WARNING'], fineFen: 0 }))
      .refuses(ask.RequestHearing({ requestedOn: '2026-02-04', record }), 'HEARING_NOT_OFFERED');
  });
  test('INV-52: is heard before a decision where it asked for it, or may still ask', () => {
    const open = notified()
      .asked(defence({ waivesHearing: false }))
      .by(reviewer)
      .asked(review('PASSED', '2026-02-06'))
      .by(head);
    open.refuses(decision({ decidedOn: '2026-02-09' }), 'HEARING_NOT_HELD');
    open.asked(decision({ decidedOn: '2026-02-10' }));
    const asked = notified().asked(
      ask.RequestHearing({ requestedOn: '2026-02-04', record }),
      defence({ waivesHearing: false }),
    );
    asked.by(reviewer).asked(review()).by(head).refuses(decision(), 'HEARING_NOT_HELD');
  });
  test('TIM-26: is told of a hearing seven working days before, and heard by somebody who did not investigate', () => {
    const asked = notified().asked(ask.RequestHearing({ requestedOn: '2026-02-04', record }));
    const told = (notifiedOn: string) => ask.NotifyHearing({ hearingOn: '2026-03-04', notifiedOn, record });
    const hold = (presiderId: string) => ask.HoldHearing({ heldOn: '2026-03-04', presiderId, attended: true, record });
    notified().refuses(told('2026-02-13'), 'HEARING_NOT_REQUESTED');
    asked.refuses(told('2026-02-25'), 'HEARING_NOTICE_SHORT', { until: '2026-02-24' });
    asked.refuses(hold('s-30'), 'HEARING_NOT_NOTIFIED');
    const announced = asked.asked(told('2026-02-24'));
    announced.refuses(hold('s-11'), 'PRESIDER_INVESTIGATED');
    announced.asked(hold('s-30')).leaves(hold('s-30'));
  });
  test('INV-52: is never punished more for having answered', () => {
    ready().refuses(decision({ fineFen: yuan(40_001) }), 'AGGRAVATED');
    ready().refuses(decision({ kinds: ['FINE', 'FORFEITURE', 'LICENCE_REVOKED'] }), 'AGGRAVATED');
    ready().refuses(decision({ serious: true }), 'AGGRAVATED');
    ready().refuses(decision({ incomeFen: yuan(13_000), fineFen: yuan(30_000) }), 'AGGRAVATED');
    const harsher = notice({ fineFen: yuan(60_000), notifiedOn: '2026-02-05' });
    notified().asked(defence()).refuses(harsher, 'AGGRAVATED');
    const more = taking({ evidence: FORCED, takenOn: '2026-02-05' });
    notified().asked(defence(), more, harsher);
    expect(enforcementCase.rejections.AGGRAVATED.recorded).toBe(true);
  });
});

describe('a decision', () => {
  test('INV-52: follows a legal review of everything, by somebody who neither investigated nor decides', () => {
    const answered = notified().asked(defence());
    answered.refuses(decision(), 'LEGAL_REVIEW_MISSING');
    answered.by(reviewer).asked(review('FAILED')).by(head).refuses(decision(), 'LEGAL_REVIEW_MISSING');
    answered.by(officer).refuses(review(), 'REVIEWS_OWN_CASE');
    ready().by(reviewer).refuses(decision(), 'REVIEWS_OWN_CASE');
    ready().by(officer).refuses(decision(), 'REVIEWS_OWN_CASE');
    ready()
      .asked(taking({ evidence: FORCED, takenOn: '2026-02-26' }))
      .refuses(decision(), 'LEGAL_REVIEW_MISSING');
  });
  test('TIM-25: comes within ninety days of the opening', () => {
    const late = { today: '2026-04-20' };
    ready()
      .on(late)
      .refuses(decision({ decidedOn: '2026-04-06' }), 'DECISION_TOO_LATE', { decideBy: '2026-04-05' });
    ready()
      .on(late)
      .asked(decision({ decidedOn: '2026-04-05' }));
  });
  test.each([
    [8_000, 10_000, 30_000],
    [10_000, 20_000, 60_000],
    [120_000, 240_000, 720_000],
  ])(
    'FX-53, INV-53: on illegal income of %i yuan fines between %i and %i, and forfeits the income',
    (income, min, max) => {
      const told = proved()
        .asked(notice({ incomeFen: yuan(income), fineFen: yuan(max) + 1 }), defence())
        .by(reviewer)
        .asked(review())
        .by(head);
      const fine = (fineFen: number) => decision({ incomeFen: yuan(income), fineFen });
      told.refuses(fine(yuan(min) - 1), 'FINE_OUT_OF_RANGE', { minFen: yuan(min), maxFen: yuan(max) });
      told.refuses(fine(yuan(max) + 1), 'FINE_OUT_OF_RANGE');
      expect(told.asked(fine(yuan(min))).last('PenaltyDecided')).toMatchObject({
        forfeit: yuan(income),
        choice: 'RR1',
      });
      told.asked(fine(yuan(max)));
    },
  );
  test('goes by a later and milder rule where there is one, and says so', () => {
    const [rule] = rules.filter(({ topic }) => topic === 'penalties');
    const milder = {
      ...rule!,
      ...{ version: 'later', from: '2026-02-01' },
      body: { ...rule!.body, timesIncome: { min: 1, max: 2 } },
    };
    const others = rules.filter(({ topic }) => topic !== 'penalties');
    const book = createRuleBook([...others, { ...rule!, to: '2026-02-01' }, milder]);
    const context = {
      rule: <Body>(topic: string, on: string, of?: string) => book.ruleOn(topic, on, of)?.body as Body | undefined,
    };
    const told = ready().on(context);
    told.refuses(decision({ fineFen: yuan(30_000) }), 'FINE_OUT_OF_RANGE', { maxFen: yuan(24_000) });
    expect(told.asked(decision({ fineFen: yuan(12_000) })).last('PenaltyDecided')).toMatchObject({ choice: 'RR2' });
  });
  test('fines an organiser only where it is serious', () => {
    const told = (serious: boolean) =>
      unopened()
        .asked(opening({ partyKind: 'ORGANISER', matter: 'ORGANISING' }), taking())
        .asked(notice({ serious, fineFen: yuan(30_000), incomeFen: 0 }), defence())
        .by(reviewer)
        .asked(review())
        .by(head);
    const fine = (serious: boolean) => decision({ serious, fineFen: yuan(20_000), incomeFen: 0 });
    told(false).refuses(fine(false), 'NOT_SERIOUS');
    told(true).asked(fine(true));
  });
  test('cites the law exactly, states a whole remedy, and fines a sum where it fines', () => {
    ready().refuses(decision({ citations: [] }), 'CITATION_IMPRECISE');
    ready().refuses(decision({ citations: [{ ...citations[0]!, item: undefined }] }), 'CITATION_IMPRECISE');
    ready().refuses(decision({ remedyNotice: { organ: '990121', days: 30 } }), 'REMEDY_TOO_SHORT');
    ready().refuses(decision({ fineFen: 0 }), 'FINE_MISFIT');
    ready().refuses(decision({ evidence: [FORCED] }), 'EVIDENCE_UNKNOWN');
  });
  test('TIM-25: is served within seven working days; later is said to be late, and the party’s own limits run from it', () => {
    expect(decided().last('PenaltyDecided')).toMatchObject({ serveBy: { on: '2026-03-09' } });
    expect(served().last('DecisionServed')).toMatchObject({
      ...{ late: false, payBy: { on: '2026-03-18' }, reviewBy: { on: '2026-05-06' }, suitBy: { on: '2026-09-03' } },
    });
    expect(decided().asked(serving('2026-03-10')).last('DecisionServed')).toMatchObject({ late: true });
    served().leaves(serving()).refuses(serving('2026-03-04'), 'SERVED_ALREADY');
  });
});

describe('a penalty', () => {
  test('is performed to the fen, by instalments where they were granted', () => {
    served().refuses(paying('FINE', 30_001, '罚1'), 'MORE_THAN_OWED');
    served().refuses(
      ask.RecordPerformance({ ...paying('FINE', 1, '停1').data, kind: 'SUSPENSION' } as never),
      'NOT_IMPOSED',
    );
    served()
      .asked(paying('FINE', 10_000, '罚1'))
      .leaves(paying('FINE', 10_000, '罚1'));
    const grant = (fen: number) =>
      ask.GrantInstalments({ grantedOn: '2026-03-05', record, instalments: [{ dueOn: '2026-06-30', fen }] });
    served().refuses(grant(yuan(29_000)), 'SUM_DIFFERS');
    served().asked(grant(yuan(30_000)));
  });
});

describe('the file', () => {
  const close = (ending: 'PERFORMED' | 'NO_BREACH' | 'TRANSFERRED' | 'ANNULLED') =>
    ask.CloseCase({ ending, closedOn: '2026-03-12', record });
  const archive = ask.ArchiveCase({ archiveNumber: '平卫档〔2026〕7号', archivedOn: '2026-03-13' });
  test('is closed as it ended', () => {
    served().refuses(close('PERFORMED'), 'ENDING_MISFIT');
    performed().refuses(close('NO_BREACH'), 'ENDING_MISFIT');
    proved().refuses(close('TRANSFERRED'), 'ENDING_MISFIT');
    const police = ask.TransferToPolice({ organ: '平安县公安局', transferredOn: '2026-01-20', record });
    proved().asked(police).refuses(notice(), 'CASE_TRANSFERRED').asked(close('TRANSFERRED'), archive);
  });
  test('INV-55: is archived with every step of the full-process record, and not without one', () => {
    performed().refuses(archive, 'CASE_OPEN');
    expect(performed().asked(close('PERFORMED'), archive).last('CaseFileArchived')).toMatchObject({
      steps: [
        ...[
          'OPENING',
          'EVIDENCE',
          'NOTICE',
          'DEFENCE',
          'LEGAL_REVIEW',
          'DECISION',
          'SERVICE',
          'PERFORMANCE',
          'CLOSING',
        ],
      ],
    });
    const silent = notified().by(reviewer).asked(review()).by(head).asked(decision(), serving());
    const paid = silent.asked(paying('FINE', 30_000, '罚1'), paying('FORFEITURE', 12_000, '没1'), close('PERFORMED'));
    paid.refuses(archive, 'FILE_INCOMPLETE', { missing: ['DEFENCE'] });
    opened()
      .asked(close('NO_BREACH'))
      .refuses(archive, 'FILE_INCOMPLETE', { missing: ['EVIDENCE'] });
  });
});
