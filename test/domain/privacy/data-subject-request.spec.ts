// What somebody may ask about their own data, by whom, until when it is answered, and how it may be refused in part.
import { describe, expect, test } from 'vitest';
import { dataRequest } from '../../../domain/privacy/data-subject-request.ts';
import { specify } from '../../support/specify.ts';
import { county, diedOn, FATHER, MOTHER, motherRegistered, personStream } from '../registry/cast.ts';
import { asked, partly, REQUEST, received, verified, waiting } from './prepared.ts';

const { commands, events } = dataRequest;
const { given } = specify(dataRequest, REQUEST);
const receive = (more: object = {}) => commands.ReceiveRequest({ ...asked, ...more } as never);

describe('a request about one’s own data', () => {
  test('TIM-50: is to be answered within fifteen working days', () =>
    given().beside(county).when(receive()).then(received).on('2026-03-02'));
  test.each(['ACCESS', 'COPY', 'CORRECT', 'DELETE', 'EXPLAIN', 'RESTRICT'])('may ask to %s', (kind) =>
    expect(given().beside(county).when(receive({ kind })).decision).toHaveProperty('events'),
  );
  test('TIM-50: waits for its last day while the holidays of the year are not announced', () => {
    const end = given()
      .beside(county)
      .on('2026-12-28')
      .when(receive({ receivedOn: '2026-12-28' }));
    expect(end.decision).toMatchObject({ events: [{ data: { notBefore: expect.any(String) } }] });
    expect(end.decision).not.toHaveProperty('events.0.data.dueOn');
    given(waiting)
      .when(commands.NoteOverdue({ personId: MOTHER }))
      .thenRefused('DUE_DATE_WAITS');
    given(waiting)
      .when(commands.SettleDueDate({ personId: MOTHER }))
      .then(events.DueDateSettled({ personId: MOTHER, dueOn: '2026-03-23' }));
    given(waiting)
      .without('holidays')
      .when(commands.SettleDueDate({ personId: MOTHER }))
      .thenRefused('DUE_DATE_WAITS');
  });
  test('BAD-41: is not about somebody else', () => {
    const other = given().beside(county);
    other.when(receive({ requestedBy: 'OTHER', requesterId: FATHER })).thenRefused('NOT_OWN_DATA');
    other.when(receive({ requestedBy: 'NEAR_RELATIVE', requesterId: FATHER })).thenRefused('NOT_OWN_DATA');
    other.when(receive({ requestedBy: 'GUARDIAN' })).thenRefused('REQUESTER_NOT_NAMED');
    expect(dataRequest.rejections.NOT_OWN_DATA.recorded).toBe(true);
  });
  test('is made by a near relative once the person has died', () => {
    const dead = given().beside(personStream(MOTHER, motherRegistered, diedOn('2026-01-01')));
    dead.when(receive()).thenRefused('PERSON_DECEASED');
    expect(dead.when(receive({ requestedBy: 'NEAR_RELATIVE', requesterId: FATHER })).decision).toHaveProperty('events');
  });
});

describe('its answer', () => {
  const fulfil = commands.FulfilRequest({ personId: MOTHER, fulfilledOn: '2026-03-10' });
  const fulfilled = events.RequestFulfilled({ personId: MOTHER, kind: 'COPY', fulfilledOn: '2026-03-10' });
  test('comes once the identity is verified', () => {
    given(received).when(fulfil).thenRefused('IDENTITY_NOT_VERIFIED');
    given(received, verified).when(fulfil).then(fulfilled);
    given(received, verified, fulfilled).when(fulfil).thenNothing();
    given(received, verified)
      .when(commands.FulfilRequest({ personId: FATHER, fulfilledOn: '2026-03-10' }))
      .thenRefused('REQUEST_UNKNOWN');
  });
  test('refuses in part alone, with a reason, the law and a full remedy', () => {
    given(received, verified)
      .when(commands.PartlyRefuseRequest(partly))
      .then(events.RequestPartlyRefused({ ...partly, kind: 'COPY' }));
    given(received, verified)
      .when(commands.PartlyRefuseRequest({ ...partly, remedyNotice: { organ: '990121', days: 15 } }))
      .thenRefused('REMEDY_TOO_SHORT');
    given(received, verified, fulfilled).when(commands.PartlyRefuseRequest(partly)).thenRefused('REQUEST_ANSWERED');
  });
  test('TIM-50: is overdue from the day after the last, once', () => {
    const note = commands.NoteOverdue({ personId: MOTHER });
    const overdue = events.RequestOverdue({ personId: MOTHER, dueOn: '2026-03-23' });
    given(received, verified).on('2026-03-23').when(note).thenRefused('NOT_OVERDUE', { dueOn: '2026-03-23' });
    given(received, verified).on('2026-03-24').when(note).then(overdue);
    given(received, verified, overdue).on('2026-03-25').when(note).thenNothing();
    given(received, verified, fulfilled).on('2026-03-24').when(note).thenRefused('REQUEST_ANSWERED');
    expect(given(received, verified, overdue).on('2026-03-25').when(fulfil).decision).toHaveProperty('events');
  });
});
