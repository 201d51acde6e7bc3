// Divisions by date: what stood when, what took its place, and lists that are not taken.
import { describe, expect, test } from 'vitest';
import { type Division, Divisions, standingOf, stoodWithin, successorOn } from '../../../domain/policy/divisions.ts';
import { rules } from '../../support/specify.ts';

const loaded = Divisions.parse(rules.find(({ topic }) => topic === 'divisions')?.body);
const list = (...entries: Division[]) => Divisions.safeParse({ list: entries }).success;
const village = (code: string, name: string): Division => ({ code, name, validFrom: '2000-01-01' });

describe('a division', () => {
  test.each([
    ['500225', '2010-12-31', 'in-force'],
    ['500225', '2011-10-22', 'ended'],
    ['500111', '2010-12-31', 'not-yet'],
    ['500111', '2012-01-01', 'in-force'],
    ['630221', '2014-06-01', 'in-force'],
    ['110101', '2014-06-01', 'unknown'],
    ['', '2014-06-01', 'unknown'],
    ['999999', '2014-06-01', 'unknown'],
  ])('BAD-06: %s on %s: %s', (code, on, standing) => expect(standingOf(loaded, code, on).standing).toBe(standing));
  test('is followed by its successor, and that by its own', () => {
    expect(successorOn(loaded, '500225', '2026-01-01')).toBe('500111');
    expect(successorOn(loaded, '632121', '2014-01-01')).toBe('630221');
    expect(successorOn(loaded, '632121', '2026-01-01')).toBe('630203');
    expect(successorOn(loaded, '632121', '2000-01-01')).toBe('632121');
    expect(successorOn(loaded, '110101', '2026-01-01')).toBe('110101');
  });
  test('that follows itself ends nowhere, and is its own successor', () => {
    const ended = { ...village('990121', '甲县'), validTo: '2001-01-01', successor: '990121' };
    expect(successorOn({ list: [ended] }, '990121', '2026-01-01')).toBe('990121');
  });
  test('stood within a time when it stood on one of its days', () => {
    expect(stoodWithin(loaded, '500225', ['1990-01-01', '1997-03-13'])).toBe('ended');
    expect(stoodWithin(loaded, '500225', ['1990-01-01', '1997-03-14'])).toBe('in-force');
    expect(stoodWithin(loaded, '500225', ['2011-10-21', '2026-01-01'])).toBe('in-force');
    expect(stoodWithin(loaded, '500225', ['2011-10-22', '2026-01-01'])).toBe('ended');
    expect(stoodWithin(loaded, '110101', ['2011-10-22', '2026-01-01'])).toBe('unknown');
  });
});

describe('a list of divisions', () => {
  test('is in order, and has no code twice at one time', () => {
    expect(list(village('990121', '甲县'), village('990122', '乙县'))).toBe(true);
    expect(list(village('990122', '乙县'), village('990121', '甲县'))).toBe(false);
    expect(list(village('990121', '甲县'), village('990121', '甲县'))).toBe(false);
    expect(list({ ...village('990121', '甲县'), validTo: '2000-01-01' }, village('990121', '甲市'))).toBe(true);
  });
  test('BAD-07: gives a villagers’ committee no code of a residents’ committee', () => {
    expect(list(village('990121100150', '东一村'))).toBe(false);
    expect(list(village('990121100150', '东一村民委员会'))).toBe(false);
    expect(list(village('990121100200', '东一村'))).toBe(true);
    expect(list(village('990121100200', '第一社区'))).toBe(false);
    expect(list(village('990121100001', '第一社区'))).toBe(true);
    for (const [serial, name] of [
      ['001', '首社区'],
      ['199', '末社区'],
      ['200', '首村'],
      ['399', '末村'],
    ])
      expect(list(village(`990121100${serial}`, `${name}`))).toBe(true);
    for (const serial of ['000', '400']) expect(list(village(`990121100${serial}`, '某处'))).toBe(false);
  });
});
