// What follows an answer: accepted, contested by one side and decided by neither, sampled; corrections and withdrawals follow too.
import { describe, expect, test } from 'vitest';
import { consent } from '../../../domain/care/consent.ts';
import type { Datum } from '../../../domain/exchange/case-shapes.ts';
import { exchangeCase } from '../../../domain/exchange/exchange-case.ts';
import { streamOf } from '../../../domain/kernel/identifier.ts';
import { specify } from '../../support/specify.ts';
import { MOTHER } from '../registry/cast.ts';
import {
  aboutOf,
  answered,
  answers,
  arrived,
  CASE,
  CONSENT,
  caseOf,
  clerkOf,
  contested,
  HERE,
  OTHER_CASE,
  organ,
  overdue,
  received,
  returned,
  sent,
  systemOf,
  THERE,
  transfer,
} from './cast.ts';

const { commands, events } = exchangeCase;
const { given } = specify(exchangeCase, CASE);
const done = [sent, arrived(sent), answered(sent)];
const about = aboutOf(sent);
const contest = (datum: Datum, contestedOn = '2026-03-13') =>
  commands.ContestDatum({ datum, ground: 'WRONG', contestedOn });
const ruling = { number: '市卫协决〔2026〕3号', decidedOn: '2026-03-18' };
const rule = (datum: Datum, outcome: 'UPHELD' | 'DISMISSED') =>
  commands.DecideDatumContest({ datum, outcome, ...ruling });
const ruled = (datum: Datum, outcome: 'UPHELD' | 'DISMISSED') =>
  events.ContestDecided({ ...about, datum, outcome, ...ruling, by: organ.office });

describe('an answer that was given', () => {
  const take = commands.AcceptFeedback({ acceptedOn: '2026-03-13' });
  const taken = events.FeedbackAccepted({ ...about, acceptedOn: '2026-03-13' });
  test('INV-63: is accepted by the sender, once', () => {
    given(...done)
      .when(take)
      .then(taken);
    given(...done, taken)
      .when(take)
      .thenNothing();
    given(sent, arrived(sent)).when(take).thenRefused('NOT_ANSWERED');
    given(...done)
      .by(clerkOf(THERE))
      .when(take)
      .thenRefused('NOT_THE_SENDER');
    given(...done, contested(sent))
      .when(take)
      .thenRefused('CONTEST_OPEN');
    given(...done, taken)
      .when(contest('FEEDBACK'))
      .thenRefused('FEEDBACK_ACCEPTED');
  });
  test('is contested by the sender, and given anew where that is upheld', () => {
    given(...done)
      .when(contest('FEEDBACK'))
      .then(contested(sent))
      .on('2026-03-13');
    given(...done, contested(sent))
      .when(contest('FEEDBACK'))
      .thenNothing();
    given(...done)
      .by(clerkOf(THERE))
      .when(contest('FEEDBACK'))
      .thenRefused('NOT_THE_SENDER');
    const upheld = [...done, contested(sent), ruled('FEEDBACK', 'UPHELD')];
    expect(caseOf(...upheld)).toMatchObject({ status: 'delivered', feedback: undefined });
    const again = commands.GiveFeedback({
      ...{ answers, answeredAt: '2026-03-19T01:00:00.000Z', serverAt: '2026-03-19T01:00:00.000Z' },
    });
    given(...upheld)
      .by(systemOf(THERE))
      .when(again)
      .then(events.FeedbackGiven({ ...answered(sent, '2026-03-19').data, answeredAt: '2026-03-19T01:00:00.000Z' }));
    given(...upheld, answered(sent, '2026-03-19'))
      .when(contest('FEEDBACK', '2026-03-20'))
      .then(events.FeedbackContested({ ...contested(sent).data, contestedOn: '2026-03-20' }));
    const dismissed = [...done, contested(sent), ruled('FEEDBACK', 'DISMISSED')];
    expect(caseOf(...dismissed).status).toBe('answered');
    given(...dismissed)
      .when(contest('FEEDBACK'))
      .thenRefused('CONTEST_DECIDED');
  });
});

describe('a contest', () => {
  const contestedDatum = (datum: Datum, by: string) =>
    events.DatumContested({ ...about, datum, ground: 'WRONG', contestedOn: '2026-03-13', by });
  test('is decided by an office of neither side, once', () => {
    const open = [...done, contested(sent)];
    given(...open)
      .by(organ)
      .when(rule('FEEDBACK', 'UPHELD'))
      .then(ruled('FEEDBACK', 'UPHELD'));
    given(...open)
      .by({ ...organ, office: HERE })
      .when(rule('FEEDBACK', 'UPHELD'))
      .thenRefused('NOT_NEUTRAL');
    given(...open)
      .by({ ...organ, office: `${THERE}001` })
      .when(rule('FEEDBACK', 'UPHELD'))
      .thenRefused('NOT_NEUTRAL');
    given(...open, ruled('FEEDBACK', 'UPHELD'))
      .by(organ)
      .when(rule('FEEDBACK', 'UPHELD'))
      .thenNothing();
    given(...open, ruled('FEEDBACK', 'UPHELD'))
      .by(organ)
      .when(rule('FEEDBACK', 'DISMISSED'))
      .thenRefused('CONTEST_DECIDED');
    given(...done)
      .by(organ)
      .when(rule('FEEDBACK', 'UPHELD'))
      .thenRefused('NOTHING_CONTESTED');
  });
  test('over a return is the sender’s, and reopens the message where it is upheld', () => {
    const back = [sent, arrived(sent), returned(sent)];
    given(...back)
      .when(contest('RETURN'))
      .then(contestedDatum('RETURN', HERE));
    given(...done)
      .when(contest('RETURN'))
      .thenRefused('NOTHING_TO_CONTEST');
    const upheld = caseOf(...back, contestedDatum('RETURN', HERE), ruled('RETURN', 'UPHELD'));
    expect(upheld).toMatchObject({ status: 'delivered', defect: undefined, due: { on: '2026-03-23' } });
  });
  test('over lateness is the addressee’s: upheld, the answer counts as in time', () => {
    const late = [sent, arrived(sent), answered(sent, '2026-03-24', false)];
    const byThem = given(...late).by(systemOf(THERE));
    byThem.on('2026-03-25').when(contest('TIMELINESS')).then(contestedDatum('TIMELINESS', THERE));
    given(...late)
      .when(contest('TIMELINESS'))
      .thenRefused('NOT_THE_ADDRESSEE');
    given(...done)
      .by(systemOf(THERE))
      .when(contest('TIMELINESS'))
      .thenRefused('NOTHING_TO_CONTEST');
    const upheld = caseOf(...late, contestedDatum('TIMELINESS', THERE), ruled('TIMELINESS', 'UPHELD'));
    expect(upheld.feedback?.inTime).toBe(true);
    const passed = caseOf(
      ...[sent, arrived(sent), overdue(sent, '2026-03-23'), contestedDatum('TIMELINESS', THERE)],
      ruled('TIMELINESS', 'UPHELD'),
    );
    expect(passed.overdueOn).toBeUndefined();
  });
});

test('a sampled answer is found right or wrong, once', () => {
  const sample = (correct: boolean) => commands.SampleAnswer({ correct, sampledOn: '2026-03-19' });
  const sampled = events.AnswerSampled({ ...about, correct: true, sampledOn: '2026-03-19' });
  given(...done)
    .when(sample(true))
    .then(sampled);
  given(...done, sampled)
    .when(sample(true))
    .thenNothing();
  given(...done, sampled)
    .when(sample(false))
    .thenRefused('SAMPLED_OTHERWISE');
  given(sent, arrived(sent)).when(sample(true)).thenRefused('NOT_ANSWERED');
});

test('a corrected fact follows the copies of it, once by each notice', () => {
  const follow = (field: string) =>
    commands.PropagateCorrection({ field, noticeId: OTHER_CASE, propagatedOn: '2026-03-13' });
  const followed = events.CorrectionPropagated({ ...about, ...follow('name').data });
  given(...done)
    .when(follow('name'))
    .then(followed)
    .on('2026-03-13');
  given(...done, followed)
    .when(follow('name'))
    .thenNothing();
  given(...done)
    .when(follow('registeredHere'))
    .then(events.CorrectionPropagated({ ...about, ...follow('registeredHere').data }));
  given(...done)
    .when(follow('bornOn'))
    .thenRefused('FIELD_NOT_CARRIED');
});

describe('INV-61: a consent that was taken back', () => {
  const agreed = consent.events.ConsentGiven({
    ...{ personId: MOTHER, text: 'care-transfer-2021-1', language: 'zh', explained: 'ORALLY', capacity: 'SELF' },
    ...{ givenOn: '2026-02-01', expiresOn: '2027-02-01', scope: ['ANTENATAL_VISIT'] },
  });
  const withdrawn = consent.events.ConsentWithdrawn({ personId: MOTHER, withdrawnOn: '2026-03-10' });
  const tell = (withdrawnOn = '2026-03-10') => commands.PropagateWithdrawal({ withdrawnOn });
  const stopped = events.ConsentWithdrawalPropagated({ ...aboutOf(transfer), withdrawnOn: '2026-03-10' });
  const passed = [transfer, arrived(transfer)];
  const consents = (...happened: (typeof agreed | typeof withdrawn)[]) => ({
    [streamOf('consent', CONSENT)]: happened,
  });
  test('is told to whoever holds the message, and stops its use', () => {
    given(...passed)
      .beside(consents(agreed, withdrawn))
      .when(tell())
      .then(stopped)
      .on('2026-03-10');
    given(...passed, stopped)
      .beside(consents(agreed, withdrawn))
      .when(tell())
      .thenNothing();
    given(...passed, stopped)
      .by(systemOf(THERE))
      .when(commands.GiveFeedback({ answers: [], answeredAt: '2026-03-12T01:00:00.000Z' }))
      .thenRefused('REQUEST_STOPPED');
  });
  test('is not told where it stands, of another day, or where no message rests on it', () => {
    given(...passed)
      .beside(consents(agreed))
      .when(tell())
      .thenRefused('CONSENT_STANDS');
    given(...passed)
      .beside(consents(agreed, withdrawn))
      .when(tell('2026-03-11'))
      .thenRefused('CONSENT_STANDS');
    given(...done)
      .beside(consents(agreed, withdrawn))
      .when(tell())
      .thenRefused('NOT_RESTING_ON_CONSENT');
  });
  test('is believed of the sender’s system, where the addressee holds no consent', () => {
    const theirs = events.RequestSubmitted({
      ...{ ...received.data, type: 'X4', asks: ['takenOver'], values: [], content: undefined },
    });
    given(theirs, arrived(theirs))
      .by(systemOf(THERE))
      .when(commands.PropagateWithdrawal({ withdrawnOn: '2026-03-10' }))
      .then(events.ConsentWithdrawalPropagated({ ...aboutOf(theirs), withdrawnOn: '2026-03-10' }));
    given(theirs, arrived(theirs))
      .when(commands.PropagateWithdrawal({ withdrawnOn: '2026-03-10' }))
      .thenRefused('NOT_THE_SENDER');
  });
});
