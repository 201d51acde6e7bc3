// Logs are for the operator: what happened, when, in which process, and nothing about a person.
import { expect, test } from 'vitest';
import { createLogger } from '../../infra/logging.ts';

const log = (level: 'info' | 'debug', fields: object): Record<string, unknown> | null => {
  const lines: string[] = [];
  createLogger({ process: 'api', destination: { write: (line) => void lines.push(line) } })[level](fields, 'heard');
  return lines[0] ? (JSON.parse(lines[0]) as Record<string, unknown>) : null;
};

test('a line says when, in which process, and what', () => {
  const line = log('info', { lane: 3 });
  expect(line).toMatchObject({ process: 'api', lane: 3, msg: 'heard', level: 30 });
  expect(line?.['time']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  expect(Object.keys(line ?? {})).not.toContain('hostname');
});

test('what is below the level is not written', () => {
  expect(log('debug', {})).toBeNull();
});

test('names, numbers and dates of persons are kept out, at whatever depth', () => {
  const person = { name: '王小明', citizenId: '990121201603010018', bornOn: '2016-03-01', sex: 'male' };
  const line = JSON.stringify(log('info', { person, births: [{ mother: { person } }], ...person }));
  expect(line).not.toMatch(/王小明|990121201603010018|2016-03-01/);
  expect(line).toContain('"sex":"male"');
});

test('a request is logged by method and path alone', () => {
  const req = { method: 'GET', url: '/persons?name=王小明', id: 'r1', headers: { authorization: 'Bearer abc' } };
  expect(log('info', { req })?.['req']).toEqual({ method: 'GET', path: '/persons', id: 'r1' });
});

test('an error is logged with its stack, and without what was hung on it', () => {
  const err = Object.assign(new TypeError('no such lane'), { command: { name: '王小明' } });
  const logged = log('info', { err })?.['err'];
  expect(logged).toMatchObject({
    type: 'TypeError',
    message: 'no such lane',
    stack: expect.stringContaining('logging.spec'),
  });
  expect(JSON.stringify(logged)).not.toContain('王小明');
});
