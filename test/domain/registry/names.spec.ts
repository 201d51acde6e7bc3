// Names are kept as written and compared in one form.
import { expect, test } from 'vitest';
import { Name, nameForMatching } from '../../../domain/registry/fields.ts';

test.each([
  ['阿依古丽•买买提', '阿依古丽·买买提'],
  ['阿依古丽・买买提', '阿依古丽·买买提'],
  ['阿依古丽‧买买提', '阿依古丽·买买提'],
  ['Ｍａｒｉａ Ivanova', 'mariaivanova'],
])('%s is found as %s, and kept as it was written', (written, compared) => {
  expect(nameForMatching(written)).toBe(compared);
  expect(Name.parse(written)).toBe(written);
});
