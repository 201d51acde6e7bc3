// Complaints: with or without a name, accepted and answered in time, and never by the office they are about.
import { describe, expect, test } from 'vitest';
import { complaint } from '../../../domain/redress/complaint.ts';
import { fieldPlan } from '../../../domain/kernel/field-plan.ts';
import { specify } from '../../support/specify.ts';
import {
  accepted,
  answered,
  APPLICANT,
  COMPLAINT,
  investigated,
  received,
  receivedEvent,
  record,
  TOWN,
} from './cast.ts';

const { commands, events } = complaint;
const { given } = specify(complaint, COMPLAINT);
const receive = (more: object = {}) => commands.ReceiveComplaint({ ...received, ...more });

describe('a complaint', () => {
  test('TIM-53: is accepted within fifteen days, and answered within sixty from then on', () => {
    given().when(receive()).then(receivedEvent).on('2026-03-02');
    given(receivedEvent)
      .when(commands.AcceptComplaint({ acceptedOn: '2026-03-04' }))
      .then(accepted);
    given(receivedEvent)
      .when(commands.AcceptComplaint({ acceptedOn: '2026-03-18' }))
      .then(events.ComplaintAccepted({ acceptedOn: '2026-03-18', late: true, answerBy: { on: '2026-05-18' } }));
  });
  test('PM-11: that a right was tied to a condition is acted on at once', () => {
    expect(given().when(receive({ matter: 'CONDUCT' })).decision).toMatchObject({
      events: [{ data: { alarm: false } }],
    });
    expect(given().when(receive()).decision).toMatchObject({ events: [{ data: { alarm: true } }] });
  });
  test('without a name holds nothing that says whose it is', () => {
    given()
      .when(receive({ anonymous: true }))
      .then(events.ComplaintReceived({ ...receivedEvent.data, anonymous: true }));
    for (const said of [{ name: '王小明' }, { contact: '平安路12号' }, { complainantId: APPLICANT }])
      given()
        .when(receive({ anonymous: true, ...said }))
        .thenRefused('ANONYMOUS_NAMED');
  });
  test('seals name and contact under a key of its own', () =>
    expect(fieldPlan(events.specs.ComplaintReceived.data).sealed.map(({ pointer, owner }) => [pointer, owner])).toEqual(
      [
        ['/contact', '$subject'],
        ['/name', '$subject'],
      ],
    ));
  test('is neither passed to the office it is about or one below it, nor investigated there', () => {
    const pass = (toOffice: string) => commands.TransferComplaint({ toOffice, transferredOn: '2026-03-03' });
    given(receivedEvent).when(pass(TOWN)).thenRefused('GIVEN_TO_THE_ACCUSED');
    given(receivedEvent)
      .when(pass(`${TOWN}001`))
      .thenRefused('GIVEN_TO_THE_ACCUSED');
    given(receivedEvent)
      .when(pass('990121'))
      .then(events.ComplaintTransferred({ toOffice: '990121', transferredOn: '2026-03-03' }));
    const look = commands.InvestigateComplaint({ result: 'SUBSTANTIATED', investigatedOn: '2026-03-10', record });
    const own = { id: 's-7', role: 'Inspector', office: TOWN };
    given(receivedEvent, accepted).by(own).when(look).thenRefused('GIVEN_TO_THE_ACCUSED');
    given(receivedEvent, accepted).when(look).then(investigated);
    expect(complaint.rejections.GIVEN_TO_THE_ACCUSED.recorded).toBe(true);
  });
  test('is investigated before it is answered, rated once, and reopened with a day of its own', () => {
    const answer = commands.AnswerComplaint({ answeredOn: '2026-03-12', record });
    given(receivedEvent, accepted).when(answer).thenRefused('NOT_INVESTIGATED');
    given(receivedEvent, accepted, investigated).when(answer).then(answered);
    const all = [receivedEvent, accepted, investigated, answered] as const;
    given(...all, events.ComplainantRated({ rating: 2, ratedOn: '2026-03-13' }))
      .when(commands.RateComplaint({ rating: 5, ratedOn: '2026-03-14' }))
      .thenRefused('RATED_ALREADY');
    given(...all)
      .when(commands.ReopenComplaint({ cause: 'NEW_FACTS', reopenedOn: '2026-03-16' }))
      .then(events.ComplaintReopened({ cause: 'NEW_FACTS', reopenedOn: '2026-03-16', answerBy: { on: '2026-05-15' } }));
    given(receivedEvent)
      .when(commands.RateComplaint({ rating: 5, ratedOn: '2026-03-14' }))
      .thenRefused('NOT_ANSWERED');
  });
});
