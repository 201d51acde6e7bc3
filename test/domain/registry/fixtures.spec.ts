// Two stories of the catalogue of fixtures: a demand that is refused, and a home birth out of wedlock.
import { expect, test } from 'vitest';
import { takeIn } from '../../../domain/kernel/intake.ts';
import { householdRegistration } from '../../../domain/registry/household-registration.ts';
import { specify } from '../../support/specify.ts';
import {
  birthReported,
  birthStream,
  CHILD,
  county,
  HOME,
  MOTHER,
  registrationStream,
  TOWNSHIP,
  takenOver,
} from './cast.ts';

const { commands, events } = householdRegistration;
const homeBirth = {
  householdId: HOME,
  parentId: MOTHER,
  follows: 'MOTHER',
  relation: '30',
  proof: 'STATEMENT',
  declaredOn: '2026-03-19',
} as const;
const { declaredOn: _, ...kept } = homeBirth;
const registered = events.ChildRegistered({ ...kept, township: TOWNSHIP, sex: '2', bornIn: '2026-03', notices: [] });

test('FX-20: a demand for a fee receipt is refused by name, and the same child is registered without it', () => {
  const demanding = takeIn(householdRegistration, 'RegisterChild', { ...homeBirth, feeReceiptNo: 'A-1' });
  expect(demanding).toEqual({ ok: false, refusal: { refused: 'REF-01', details: { fields: ['feeReceiptNo'] } } });
  expect(takeIn(householdRegistration, 'RegisterChild', homeBirth)).toMatchObject({ ok: true });
});

test('FX-21: a child born at home to an unmarried mother follows her, without any proof of paternity', () =>
  specify(householdRegistration, CHILD)
    .given()
    .beside({ ...county, ...birthStream(CHILD, birthReported), ...registrationStream(MOTHER, takenOver(HOME)) })
    .when(commands.RegisterChild(homeBirth))
    .then(registered));
