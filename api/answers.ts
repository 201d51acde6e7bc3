/** 答复内容 Rows of the views as callers see them, with names where they may stand. */
import { type HouseholdRow, householdStatus, type Member, type PersonRow } from '../projections/household-rows.ts';
import type { ShownNames } from './reading.ts';

interface Known<R> {
  readonly id: string;
  readonly row: R;
}

const member =
  ({ headId }: HouseholdRow, names: ShownNames) =>
  ({ personId, sex, since }: Member) => ({
    personId,
    ...names(personId),
    sex,
    since,
    isHead: personId === headId,
  });

export const householdAnswer = (
  { id, row }: Known<HouseholdRow>,
  newborns: readonly Known<PersonRow>[],
  names: ShownNames,
) => ({
  id,
  status: householdStatus(row),
  type: row.type,
  township: row.township,
  headId: row.headId,
  members: row.members.map(member(row, names)),
  unlisted: row.unlisted,
  newborns: newborns.map(({ id: personId, row: { sex, bornIn } }) => ({ personId, ...names(personId), sex, bornIn })),
  ...(row.dissolvedOn !== undefined && { dissolvedOn: row.dissolvedOn }),
  ...(row.goneInto && { goneInto: row.goneInto }),
});

export const personAnswer = ({ id, row }: Known<PersonRow>, names: ShownNames) => ({
  id,
  status: row.status,
  ...names(id),
  sex: row.sex,
  bornIn: row.bornIn,
  ...(row.diedIn !== undefined && { diedIn: row.diedIn }),
  township: row.township,
  ...(row.householdId !== undefined && { householdId: row.householdId }),
  moves: row.moves,
  ...(row.certificate !== undefined && { certificate: row.certificate }),
  notices: row.notices,
});

export const listed = ({ id, row }: Known<HouseholdRow>, names: ShownNames) => {
  const { name } = names(row.headId);
  return {
    id,
    status: householdStatus(row),
    headId: row.headId,
    ...(name !== undefined && { headName: name }),
    persons: row.members.length + row.unlisted,
  };
};
