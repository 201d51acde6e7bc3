// Investigations of disputes: the one door to a person's history, and what was proved by which events.
import { describe, expect, test } from 'vitest';
import { disputeInvestigation, isOpen } from '../../../domain/redress/dispute-investigation.ts';
import { fold } from '../../../domain/kernel/decider.ts';
import { sha256, specify } from '../../support/specify.ts';
import {
  concluded,
  conclusion,
  established,
  fact,
  INVESTIGATION,
  opened,
  opening,
  replay,
  replayed,
  STREAM,
  trace,
  traced,
} from './cast.ts';

const { commands, events } = disputeInvestigation;
const { given } = specify(disputeInvestigation, INVESTIGATION);

describe('an investigation', () => {
  test('REF-22, BAD-42: nothing is replayed without one that is open, with purpose and authority', () => {
    given().when(commands.RecordReplay(replay)).thenRefused('REF-22');
    given().when(commands.OpenInvestigation(opening)).then(opened);
    given(opened).when(commands.RecordReplay(replay)).then(replayed);
    given(opened, replayed, traced, established, concluded)
      .when(commands.RecordReplay({ ...replay, asOf: '2012-01-01' }))
      .thenRefused('INVESTIGATION_CONCLUDED');
    expect(disputeInvestigation.rejections['REF-22'].recorded).toBe(true);
    expect(isOpen(fold(disputeInvestigation, [opened]))).toBe(true);
    expect(isOpen(fold(disputeInvestigation, [opened, concluded]))).toBe(false);
    expect(isOpen(fold(disputeInvestigation, []))).toBe(false);
  });
  test('INV-93: the same stream as of and as known at the same time comes out the same', () => {
    given(opened, replayed).when(commands.RecordReplay(replay)).thenNothing();
    given(opened, replayed)
      .when(commands.RecordReplay({ ...replay, digest: sha256('另一说明') }))
      .thenRefused('REPLAY_DIFFERS', { events: 5 });
    given(opened, replayed)
      .when(commands.RecordReplay({ ...replay, eventCount: 6 }))
      .thenRefused('REPLAY_DIFFERS');
    given(opened)
      .when(commands.RecordReplay({ ...replay, asKnownAt: '2026-03-21T00:00:00.000Z' }))
      .thenRefused('DATE_IN_FUTURE');
  });
  test('establishes facts by events that were replayed in it', () => {
    given(opened)
      .when(commands.EstablishFact({ ...fact, refs: [...fact.refs] }))
      .thenRefused('NOT_REPLAYED');
    given(opened, replayed)
      .when(commands.EstablishFact({ ...fact, refs: [`${STREAM}@5`] }))
      .thenRefused('NOT_REPLAYED');
    given(opened, replayed)
      .when(commands.EstablishFact({ ...fact, refs: [...fact.refs] }))
      .then(established);
    given(opened).when(commands.RecordRuleTrace(trace)).thenRefused('NOT_REPLAYED');
  });
  test('concludes on facts and rules alone; what is unknown stays unknown', () => {
    const conclude = commands.ConcludeInvestigation(conclusion);
    given(opened, replayed, established).when(conclude).thenRefused('NOTHING_ESTABLISHED');
    given(opened, replayed, traced).when(conclude).thenRefused('NOTHING_ESTABLISHED');
    given(opened, replayed, traced, established).when(conclude).then(concluded);
    const unknown = events.FactEstablished({ ...established.data, standing: 'UNDETERMINED' });
    given(opened, replayed, traced, unknown).when(conclude).thenRefused('UNKNOWN_STAYS_UNKNOWN');
  });
  test('proposes a remedy once it is concluded', () => {
    const remedy = { remedy: 'REFUND', organ: '990121', citation: 'SCL-36', proposedOn: '2026-03-13' } as const;
    given(opened, replayed, traced, established).when(commands.ProposeRemedy(remedy)).thenRefused('NOT_CONCLUDED');
    given(opened, concluded).when(commands.ProposeRemedy(remedy)).then(events.RemedyProposed(remedy));
  });
});
