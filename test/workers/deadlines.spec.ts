// The table of deadlines: which event opens one, when it falls due, and what ends the wait.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { DUE } from '../../projections/tasks.ts';
import { appendAll, recorded, type Recorded } from '../support/county-log.ts';
import { openProcesses, type Processes } from '../support/processes.ts';

let county: Processes;
beforeEach(() => {
  county = openProcesses();
});

/** An event as it lies in the log, with some fields as the sentence says them. */
const example = (type: string, more: object = {}) => {
  const text = readFileSync(join(import.meta.dirname, `../fixtures/events/${type}.v1.json`), 'utf8');
  return { type: type.slice(type.indexOf('.') + 1), data: { ...(JSON.parse(text) as object), ...more } };
};
const BODY = 'kQExampleExampleExampQ';

describe('a deadline that an event states', () => {
  const on = (date: string) => ({ on: date });
  const waits = { waitsFor: 2027, notBefore: '2027-01-04' };
  type Told = readonly (readonly [type: string, more?: object])[];
  const rows: readonly (readonly [sentence: string, stream: string, told: Told, open: readonly string[]])[] = [
    [
      'TIM-30: an answer to another county is overdue when its last day is over',
      `exchangeCase-xc_${BODY}`,
      [['exchangeCase.RequestDelivered', { due: on('2026-03-20') }]],
      ['2026-03-20T16:00:00.000Z answer-deadline/overdue'],
    ],
    [
      'TIM-30: while an outage is recorded nothing is due, and afterwards the later day',
      `exchangeCase-xc_${BODY}`,
      [
        ['exchangeCase.RequestDelivered', { due: on('2026-03-20') }],
        ['exchangeCase.DeadlineSuspended'],
        ['exchangeCase.DeadlineResumed', { due: on('2026-03-24') }],
      ],
      ['2026-03-24T16:00:00.000Z answer-deadline/overdue'],
    ],
    [
      'TIM-30: an answer that came, a request that was returned or withdrawn, is waited for no longer',
      `exchangeCase-xc_${BODY}`,
      [['exchangeCase.RequestDelivered', { due: on('2026-03-20') }], ['exchangeCase.FeedbackGiven']],
      [],
    ],
    [
      'TIM-30: a day that waits for the holidays of its year is to be settled',
      `exchangeCase-xc_${BODY}`,
      [['exchangeCase.RequestDelivered', { due: waits }]],
      ['2026-03-13T16:00:00.000Z answer-deadline/overdue-date'],
    ],
    [
      'TIM-21: an application that nobody decided on is deemed admitted',
      `reviewCase-rc_${BODY}`,
      [['reviewCase.ReconsiderationFiled', { intakeBy: on('2026-03-20') }]],
      ['2026-03-20T16:00:00.000Z review-intake/deemed-admitted'],
    ],
    [
      'TIM-21: an office that files nothing acted without evidence',
      `reviewCase-rc_${BODY}`,
      [
        ['reviewCase.ReconsiderationFiled', { intakeBy: on('2026-03-20') }],
        ['reviewCase.ReconsiderationAdmitted'],
        ['reviewCase.ReviewCopySent', { replyBy: on('2026-04-01') }],
      ],
      ['2026-04-01T16:00:00.000Z review-reply/no-evidence'],
    ],
    [
      'TIM-21: an office that filed its evidence is waited for no longer',
      `reviewCase-rc_${BODY}`,
      [['reviewCase.ReviewCopySent', { replyBy: on('2026-04-01') }], ['reviewCase.EvidenceFiled']],
      [],
    ],
  ];
  it.each(rows)('%s', async (_, stream, told, open) => {
    const events: Recorded[] = [];
    for (const [at, [type, more]] of told.entries())
      events.push(
        await recorded(county.deps.codec, stream, example(type, more), {
          revision: BigInt(at),
          ring: county.deps.keys,
        }),
      );
    await appendAll(county.pipeline.log, events);
    const shown = (await county.open(DUE)).map((entry) => entry.replace(/ [a-z]+_[^/]+\//, ' '));
    expect(shown).toEqual(open);
  });
});
