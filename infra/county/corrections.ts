// 更正 Corrections of what was recorded wrongly: a character of a name, an ethnic code, a date of birth.
import { addDays } from '../../domain/kernel/calendar.ts';
import { type County, familyOf, type Household, officeOf, type Person } from './people.ts';
import { givenName } from './names.ts';

const REASONS = ['TYPING_ERROR', 'DOCUMENT_SHOWN', 'NAME_CHANGED'] as const;

/** Somebody born in the ledger is corrected in the birth, everybody else in the register. */
export const correct = (county: County, person: Person, on: string): void => {
  const { chance } = county;
  const home = person.home as Household;
  const before = person.calledName;
  while (person.calledName === before) person.calledName = familyOf(person) + givenName(chance);
  const data = { field: 'name', value: person.calledName, reason: chance.pick(REASONS) };
  const draft = { on, office: officeOf(home) };
  county.record(
    person.birth
      ? { ...draft, category: 'birth', type: 'AmendBirth', subject: person.birth, data }
      : { ...draft, category: 'person', type: 'CorrectFact', subject: person.name, data },
  );
  home.quietUntil = addDays(on, 1);
};
