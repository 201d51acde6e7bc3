// A job as its queue carries it: the same events whoever wrote them, in ASCII whatever letters they hold.
import { describe, expect, it } from 'vitest';
import { jobEvent, jobText, writtenEvent } from '../../workers/lane-job.ts';

const data = { institution: '妇幼保健院 ü 😀' };
const stored = {
  ...{ position: 7n, id: 'e7', stream: 'birth-b_1', revision: 0n, type: 'birth.BirthReported', storedAtMs: 0, data },
  metadata: { schema: 1, occurredOn: '2026-03' },
};
const event = jobEvent(stored, { sealed: false });
const to = { epoch: 'e0', position: 7, id: 'e7', stream: 'birth-b_1', revision: 0 };

describe('the text of a job', () => {
  it('is read back as it was, and holds no letter beyond ASCII', () => {
    const text = jobText({ from: -1, to, events: [event] });
    expect(JSON.parse(text)).toEqual({ from: -1, to, events: [event] });
    // oxlint-disable-next-line no-control-regex -- all that is one byte in UTF-8
    expect(text).toMatch(/^[\u0000-\u007f]+$/);
  });

  it('is the same with events that were written before', () => {
    const { text } = writtenEvent(stored, { sealed: false });
    expect(jobText({ from: -1, to, events: [event], texts: [text] })).toBe(jobText({ from: -1, to, events: [event] }));
  });

  it('is the same where the data are copied as they lie in the log, with and without metadata', () => {
    for (const sealed of [false, true])
      expect(writtenEvent({ ...stored, dataText: JSON.stringify(data) }, { sealed }).text).toBe(
        writtenEvent(stored, { sealed }).text,
      );
  });
});
