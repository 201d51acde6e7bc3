// 姓名匹配 When two names count as the same in a search, and what a person is found by at all.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ERASED } from '../../domain/kernel/message.ts';
import { canonicalNumber, matchName, searchTerms } from '../../projections/directory.ts';

describe('two names are the same to a search', () => {
  it.each([
    ['張偉', '张伟'],
    ['陳靜', '陈静'],
    ['劉國強', '刘国强'],
    ['閻麗', '阎丽'],
    ['古丽·买买提', '古丽•买买提'],
    ['古丽·买买提', '古丽・买买提'],
    ['古丽·买买提', '古丽．买买提'],
    ['古丽·买买提', '古丽‧‧买买提'],
    [' 王 小 明 ', '王小明'],
    ['王\u3000小\u200b明', '王小明'],
    ['葛\u{e0100}明', '葛明'],
    ['羅明', '\uf90f明'],
    ['Ｌｉ Ming', 'li ming'],
  ])('when they are %s and %s', (one, other) => {
    expect(matchName(one)).toBeDefined();
    expect(matchName(one)).toBe(matchName(other));
  });

  it('and other names are not', () => {
    for (const [one, other] of [
      ['张伟', '张炜'],
      ['古丽·买买提', '古丽买买提'],
      ['王小明', '王小'],
    ] as const)
      expect(matchName(one)).not.toBe(matchName(other));
  });

  it('however often a name is brought into that form', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const matched = matchName(name);
        if (matched !== undefined) expect(matchName(matched)).toBe(matched);
      }),
    );
    const variants = matchName('張閻鐘彊豔頴寶寳峯羣艶裏顔鋭') ?? '';
    expect(variants).toBe('张阎钟强艳颖宝宝峰群艳里颜锐');
    expect(matchName(variants)).toBe(variants);
  });
});

describe('a person is found', () => {
  it('by nothing that a broken encoding left of the name', () => {
    for (const broken of ['王\ufffd明', '王?明', '王？明', '\ud800明', '王\u0001明', '', ' '])
      expect(matchName(broken)).toBeUndefined();
    expect(searchTerms({ name: '王?明', bornOn: '2026-03-14', citizenId: '1' })).toHaveLength(1);
  });

  it('by citizen id, however it is typed, and by name and day of birth only together', () => {
    expect(canonicalNumber(' ９９０１２１ 20260314 001x')).toBe('99012120260314001X');
    expect(searchTerms({ name: '王小明' })).toEqual([]);
    expect(searchTerms({ bornOn: '2026-03-14' })).toEqual([]);
    expect(searchTerms({ name: '王小明', bornOn: '2026-03-14', citizenId: '1' })).toHaveLength(2);
    expect(searchTerms({ name: '王小明', bornOn: ERASED, citizenId: ERASED })).toEqual([]);
  });
});
