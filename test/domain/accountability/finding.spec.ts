// Findings against offices: due by working days, put right by one office and verified by another, looked at again.
import { describe, expect, test } from 'vitest';
import { finding } from '../../../domain/accountability/finding.ts';
import { person, specify } from '../../support/specify.ts';
import {
  assigned,
  closed,
  FINDING,
  HARMED,
  plan,
  raised,
  raising,
  remedy,
  report,
  reported,
  TOWN,
} from './prepared.ts';

const { commands, events } = finding;
const { given } = specify(finding, FINDING);
const worker = { id: 's-7', role: 'TownshipWorker', office: TOWN };
const inspector = { id: 's-9', role: 'Inspector', office: '990121' };
const verify = commands.VerifyFinding({ verifiedOn: '2026-03-09' });
const raise = (more: object) => commands.RaiseFinding({ ...raising, ...more } as never);

describe('a finding', () => {
  test.each([
    ['CRITICAL', '2026-03-02', '2026-03-09'],
    ['MAJOR', '2026-03-02', '2026-04-01'],
    ['MINOR', '2026-03-02', '2026-05-06'],
  ] as const)('TIM-40: %s, raised on %s, is due on %s', (severity, raisedOn, dueOn) =>
    expect(given().when(raise({ severity, raisedOn })).decision).toMatchObject({ events: [{ data: { dueOn } }] }),
  );
  test('FX-38: critical before a holiday, is due after it, and is noted overdue once', () => {
    given()
      .when(raise({ raisedOn: '2026-02-12' }))
      .then(raised({ raisedOn: '2026-02-12', dueOn: '2026-02-26' }))
      .on('2026-02-12');
    const before = raised({ raisedOn: '2026-02-12', dueOn: '2026-02-26' });
    const note = commands.NoteFindingOverdue({});
    const overdue = events.FindingOverdue({ dueOn: '2026-02-26' });
    given(before).on('2026-02-26').when(note).thenRefused('NOT_OVERDUE', { dueOn: '2026-02-26' });
    given(before).on('2026-02-27').when(note).then(overdue);
    given(before, overdue).on('2026-03-05').when(note).thenNothing();
    given(before, assigned(), reported, closed).on('2026-03-20').when(note).thenRefused('FINDING_CLOSED');
  });
  test('INV-64: waits for its last day while the holidays of the year are not announced, then keeps it', () => {
    const waits = events.FindingRaised({ ...raising, raisedOn: '2026-12-28', notBefore: '2027-01-04' });
    const settle = commands.SettleFindingDueDate({});
    const late = given()
      .on('2026-12-28')
      .when(raise({ raisedOn: '2026-12-28' }));
    expect(late.decision).toMatchObject({ events: [{ data: { notBefore: expect.any(String) } }] });
    given(waits).on('2026-12-30').when(settle).thenRefused('DUE_DATE_WAITS');
    given(waits).on('2027-01-20').when(commands.NoteFindingOverdue({})).thenRefused('DUE_DATE_WAITS');
    given(raised()).when(settle).thenNothing();
  });
  test('is planned and reported by the office it was given to', () => {
    const planning = commands.PlanRectification({ ...plan, measures: [...plan.measures] });
    given(raised()).by(worker).when(planning).thenRefused('FINDING_NOT_ASSIGNED');
    given(raised(), assigned()).by(inspector).when(planning).thenRefused('NOT_THE_ASSIGNED_OFFICE', { office: TOWN });
    given(raised(), assigned())
      .by(worker)
      .when(planning)
      .then(events.RectificationPlanned({ ...plan, measures: [...plan.measures], plannedBy: 's-7' }));
    given(raised(), assigned())
      .by(worker)
      .when(commands.PlanRectification({ ...plan, measures: ['CORRECT'], completeBy: '2026-03-10' }))
      .thenRefused('PLANNED_AFTER_DUE', { dueOn: '2026-03-09' });
    given(raised(), assigned()).by(worker).when(commands.ReportRectification(report)).then(reported);
    given(raised(), assigned(), reported).by(worker).when(commands.ReportRectification(report)).thenNothing();
  });
});

describe('whoever verifies', () => {
  const ready = given(raised(), assigned(), reported);
  test('FX-37, INV-73: is neither the assignee, nor of the same office or one below it', () => {
    ready
      .by({ ...inspector, id: 's-7' })
      .when(verify)
      .thenRefused('VERIFIES_ITSELF');
    ready
      .by({ ...inspector, office: TOWN })
      .when(verify)
      .thenRefused('VERIFIES_ITSELF');
    ready
      .by({ ...inspector, office: `${TOWN}001` })
      .when(verify)
      .thenRefused('VERIFIES_ITSELF');
    expect(finding.rejections.VERIFIES_ITSELF.recorded).toBe(true);
  });
  test('INV-73: had no part in it before somebody else was given it', () => {
    const again = given(raised(), assigned('990121100', 's-9'), assigned(), reported);
    again.by(inspector).when(verify).thenRefused('VERIFIES_ITSELF');
  });
  test('closes it with the day of the look-back, ninety days on', () => {
    const done = { verifiedOn: '2026-03-09', verifierId: 's-9', verifierOffice: '990121' };
    ready
      .by(inspector)
      .when(verify)
      .then(events.FindingVerifiedClosed({ ...done, late: false, lookBackOn: '2026-06-07' }));
    ready
      .by(inspector)
      .when(commands.VerifyFinding({ verifiedOn: '2026-03-10' }))
      .then(events.FindingVerifiedClosed({ ...done, verifiedOn: '2026-03-10', late: true, lookBackOn: '2026-06-08' }));
    given(raised(), assigned()).by(inspector).when(verify).thenRefused('NOTHING_REPORTED');
  });
  test('returns what is not enough; it is reported again before it is closed', () => {
    const returned = events.RectificationReturned({ cause: 'EVIDENCE_INSUFFICIENT', returnedOn: '2026-03-08' });
    given(raised(), assigned(), reported, returned).by(inspector).when(verify).thenRefused('NOTHING_REPORTED');
    given(raised(), assigned(), reported, returned)
      .by(worker)
      .when(commands.ReportRectification({ ...report, reportedOn: '2026-03-09' }))
      .then(events.RectificationReported({ ...report, reportedOn: '2026-03-09', reportedBy: 's-7' }));
  });
  test('closes nothing that harmed somebody before each was told and offered a remedy', () => {
    const other = person(22);
    const history = [raised({ harmedIds: [HARMED, other] }), assigned(), reported] as const;
    given(...history)
      .by(inspector)
      .when(verify)
      .thenRefused('HARMED_NOT_TOLD', { persons: 2 });
    const one = events.CitizenRemedyLinked(remedy);
    given(...history, one)
      .by(inspector)
      .when(verify)
      .thenRefused('HARMED_NOT_TOLD', { persons: 1 });
    const both = given(...history, one, events.CitizenRemedyLinked({ ...remedy, personId: other }));
    expect(both.by(inspector).when(verify).decision).toHaveProperty('events');
  });
});

describe('a look-back', () => {
  const shut = [raised({ raisedOn: '2025-11-24', dueOn: '2025-12-01' }), assigned(), reported, closed] as const;
  const pass = (lookedOn: string) => commands.PassLookBack({ lookedOn });
  test('TIM-40: comes ninety days after the closing, by another office', () => {
    given(...shut)
      .by(inspector)
      .when(pass('2026-02-28'))
      .thenRefused('LOOK_BACK_TOO_EARLY', { lookBackOn: '2026-03-01' });
    given(...shut)
      .by(worker)
      .when(pass('2026-03-01'))
      .thenRefused('VERIFIES_ITSELF');
    given(...shut)
      .by(inspector)
      .when(pass('2026-03-01'))
      .then(events.LookBackPassed({ lookedOn: '2026-03-01' }));
  });
  test('that fails reopens it, with a day of its own', () => {
    given(...shut)
      .by(inspector)
      .when(commands.FailLookBack({ lookedOn: '2026-03-02' }))
      .then(
        events.LookBackFailed({ lookedOn: '2026-03-02' }),
        events.FindingReopened({ cause: 'LOOK_BACK_FAILED', reopenedOn: '2026-03-02', dueOn: '2026-03-09' }),
      );
  });
  test('is not asked of what is still open', () => {
    given(raised(), assigned(), reported).by(inspector).when(pass('2026-03-09')).thenRefused('FINDING_NOT_CLOSED');
    const reopen = commands.ReopenFinding({ cause: 'COMPLAINT', reopenedOn: '2026-03-09' });
    given(raised()).by(inspector).when(reopen).thenRefused('FINDING_NOT_CLOSED');
  });
});

describe('a contest', () => {
  const contest = commands.ContestFinding({ ground: 'FACTS', contestedOn: '2026-03-03' });
  const contested = events.FindingContested({ ground: 'FACTS', contestedOn: '2026-03-03' });
  const settle = (outcome: 'UPHELD' | 'DISMISSED') => commands.DecideContest({ outcome, decidedOn: '2026-03-05' });
  test('is the office’s own, once, and is decided elsewhere', () => {
    given(raised()).by(worker).when(contest).then(contested);
    given(raised())
      .by({ ...worker, office: '990121100' })
      .when(contest)
      .thenRefused('NOT_THE_ASSIGNED_OFFICE');
    given(raised(), contested).by(worker).when(settle('DISMISSED')).thenRefused('VERIFIES_ITSELF');
    const upheld = events.ContestDecided({ outcome: 'UPHELD', decidedOn: '2026-03-05' });
    given(raised(), contested).by(inspector).when(settle('UPHELD')).then(upheld);
    given(raised(), contested, upheld).by(worker).when(contest).thenRefused('CONTESTED_ALREADY');
  });
  test('keeps a finding open until it is decided, and ends one that is dismissed', () => {
    given(raised(), assigned(), contested, reported).by(inspector).when(verify).thenRefused('CONTEST_OPEN');
    const dismissed = events.ContestDecided({ outcome: 'DISMISSED', decidedOn: '2026-03-05' });
    given(raised(), contested, dismissed).when(commands.NoteFindingOverdue({})).thenRefused('FINDING_DISMISSED');
  });
});

test('an overdue finding goes to an office that is not below the one that has it', () => {
  const escalate = (toOffice: string) =>
    commands.EscalateFinding({ toOffice, cause: 'OVERDUE', escalatedOn: '2026-03-10' });
  const overdue = events.FindingOverdue({ dueOn: '2026-03-09' });
  given(raised(), assigned()).when(escalate('990121')).thenRefused('NOT_OVERDUE');
  given(raised(), assigned(), overdue)
    .when(escalate(`${TOWN}001`))
    .thenRefused('NOT_HIGHER');
  given(raised(), assigned(), overdue)
    .when(escalate('990121'))
    .then(events.FindingEscalated({ toOffice: '990121', cause: 'OVERDUE', escalatedOn: '2026-03-10' }));
});
