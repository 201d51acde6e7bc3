// 户口状况 What household status shows of a county, every event delivered twice.
import { describe, expect, it } from 'vitest';
import { beside } from '../../domain/kernel/identifier.ts';
import { birth as births } from '../../domain/registry/birth.ts';
import { household as households } from '../../domain/registry/household.ts';
import { householdRegistration as registrations } from '../../domain/registry/household-registration.ts';
import { person as people } from '../../domain/registry/person.ts';
import { MEMBERS_LISTED, MOVES_KEPT } from '../../projections/household-rows.ts';
import { birth, household, person } from '../support/specify.ts';
import { createViewDesk, dated, type Happened, happened } from '../support/view-desk.ts';

const EAST = '990121001';
const WEST = '990121002';
const [LI, WANG] = [person(1), person(2)];
const [AT_LI, AT_WANG] = [household(1), household(2)];
/** As the ledger makes it: in the lane of the household of the report. */
const CHILD = beside(birth(3), 'p', AT_LI);

const known = (id: string, sex = '2', township = EAST) =>
  happened(people, 'PersonRegistered', id, { township, sex, bornIn: '1990-05' });
const formed = (id: string, headId: string, township = EAST, type = 'FAMILY') =>
  happened(households, 'HouseholdFormed', id, { headId, type, township });
const takenOver = (id: string, householdId: string, township = EAST, on = '2019-08-01') =>
  dated(on, happened(registrations, 'RegistrationTakenOver', id, { householdId, township, sex: '2' }));
const born = (childId: string, householdId: string, township = EAST) =>
  happened(births, 'BirthReported', birth(3), {
    ...{ childId, motherId: LI, householdId, township, sex: '1', bornIn: '2026-03' },
  });
const registered = (childId: string, householdId: string, notices: string[] = []) =>
  happened(registrations, 'ChildRegistered', childId, {
    ...{ householdId, township: EAST, parentId: LI, follows: 'MOTHER', proof: 'BIRTH_CERTIFICATE' },
    ...{ sex: '1', bornIn: '2026-03', notices },
  });
const movedBetween = (id: string, from: string, to: string) =>
  happened(registrations, 'MovedBetweenHouseholds', id, {
    ...{ fromHouseholdId: from, toHouseholdId: to, fromTownship: EAST, toTownship: WEST, reason: 'MARRIAGE', sex: '2' },
  });
const annulment = { reason: 'WRONG_PERSON', authority: '平公户〔2026〕3号' };
const FIRST_PAGE = { status: 'active', after: undefined, limit: 10 } as const;

const aFamily = [known(LI), formed(AT_LI, LI), takenOver(LI, AT_LI)];
const after = async (...events: readonly Happened[]) => {
  const desk = createViewDesk();
  await desk.given(...events);
  return desk;
};
const membersOf = async (desk: Awaited<ReturnType<typeof after>>, id: string) =>
  (await desk.ask.household(id)).household?.members.map(({ personId }) => personId);

describe('a household', () => {
  it('lists who is registered there, since when, the head first', async () => {
    const { ask } = await after(...aFamily, known(WANG, '1'), takenOver(WANG, AT_LI, EAST, '2020-02-29'));
    const { household: row } = await ask.household(AT_LI);
    expect(row).toEqual({
      ...{ headId: LI, type: 'FAMILY', township: EAST, unlisted: 0 },
      ...{ dissolvedOn: undefined, goneInto: undefined },
      members: [
        { personId: LI, sex: '2', since: '2019-08-01' },
        { personId: WANG, sex: '2', since: '2020-02-29' },
      ],
    });
  });

  it('has a new head, who then stands first', async () => {
    const changed = happened(households, 'HeadChanged', AT_LI, { headId: WANG, previousHeadId: LI });
    const desk = await after(...aFamily, takenOver(WANG, AT_LI), changed);
    expect(await membersOf(desk, AT_LI)).toEqual([WANG, LI]);
    expect((await desk.ask.household(AT_LI)).household?.headId).toBe(WANG);
  });

  it('may have a head who is no member of it', async () => {
    const { ask } = await after(formed(AT_LI, WANG), takenOver(LI, AT_LI));
    expect((await ask.household(AT_LI)).household).toMatchObject({ headId: WANG, members: [{ personId: LI }] });
  });

  it('names newborns reported for it until they are registered', async () => {
    const desk = await after(...aFamily, born(CHILD, AT_LI));
    const before = await desk.ask.household(AT_LI);
    expect(before.newborns.map(({ id }) => id)).toEqual([CHILD]);
    await desk.given(registered(CHILD, AT_LI));
    const later = await desk.ask.household(AT_LI);
    expect(later.newborns).toEqual([]);
    expect(later.household?.members.map(({ personId }) => personId)).toEqual([LI, CHILD]);
  });

  it('no longer waits for a newborn that was registered with the other parent', async () => {
    const desk = await after(...aFamily, formed(AT_WANG, WANG), born(CHILD, AT_LI), registered(CHILD, AT_WANG));
    expect((await desk.ask.household(AT_LI)).newborns).toEqual([]);
    expect(await membersOf(desk, AT_WANG)).toEqual([CHILD]);
  });

  it('no longer waits for a newborn that died', async () => {
    const died = { childId: CHILD, householdId: AT_LI, township: EAST, diedIn: '2026-03' };
    const { ask } = await after(
      ...aFamily,
      born(CHILD, AT_LI),
      happened(births, 'InfantDeathReported', birth(3), died),
    );
    expect((await ask.household(AT_LI)).newborns).toEqual([]);
    expect((await ask.person(CHILD)).person).toMatchObject({ status: 'newborn', diedIn: '2026-03' });
    expect((await ask.township(EAST, FIRST_PAGE)).counts).toMatchObject({ newborns: 0, deceased: 1 });
  });

  it('waits for it again when that death turns out never to have been', async () => {
    const told = { childId: CHILD, householdId: AT_LI, township: EAST };
    const { ask } = await after(
      ...[...aFamily, born(CHILD, AT_LI)],
      happened(births, 'InfantDeathReported', birth(3), { ...told, diedIn: '2026-03' }),
      happened(births, 'InfantDeathAnnulled', birth(3), { ...told, ...annulment }),
    );
    expect((await ask.household(AT_LI)).newborns.map(({ id }) => id)).toEqual([CHILD]);
    expect((await ask.person(CHILD)).person?.diedIn).toBeUndefined();
    expect((await ask.township(EAST, FIRST_PAGE)).counts).toMatchObject({ newborns: 1, deceased: 0 });
  });

  it('shows into which household some of it went, and in which it ended', async () => {
    const into = { intoHouseholdId: AT_WANG, township: EAST };
    const desk = await after(
      ...[...aFamily, formed(AT_WANG, WANG)],
      happened(households, 'HouseholdSplit', AT_LI, { ...into, memberIds: [LI] }),
    );
    const row = async () => (await desk.ask.household(AT_LI)).household;
    expect(await row()).toMatchObject({ goneInto: { how: 'split', householdId: AT_WANG }, dissolvedOn: undefined });
    await desk.given(
      movedBetween(LI, AT_LI, AT_WANG),
      happened(households, 'HouseholdMerged', AT_LI, into),
      dated('2026-06-01', happened(households, 'HouseholdDissolved', AT_LI, { township: EAST, reason: 'MERGED' })),
    );
    expect(await row()).toMatchObject({
      ...{ goneInto: { how: 'merged', householdId: AT_WANG }, dissolvedOn: '2026-06-01', members: [] },
    });
  });

  it('that was dissolved over somebody’s head is listed until they are moved', async () => {
    const gone = happened(households, 'HouseholdDissolved', AT_LI, { township: EAST, reason: 'ALL_MOVED' });
    const desk = await after(...aFamily, formed(AT_WANG, WANG, WEST), gone);
    const listed = async (status: 'occupied' | 'dissolved' | 'active') =>
      (await desk.ask.township(EAST, { ...FIRST_PAGE, status })).households.map(({ id }) => id);
    expect([await listed('occupied'), await listed('dissolved')]).toEqual([[AT_LI], []]);
    expect((await desk.ask.township(EAST, FIRST_PAGE)).counts).toMatchObject({ dissolved: 1, persons: 1 });
    await desk.given(movedBetween(LI, AT_LI, AT_WANG));
    expect([await listed('occupied'), await listed('dissolved')]).toEqual([[], [AT_LI]]);
  });

  it('is right on both sides of a move', async () => {
    const desk = await after(...aFamily, formed(AT_WANG, WANG, WEST), movedBetween(LI, AT_LI, AT_WANG));
    expect(await membersOf(desk, AT_LI)).toEqual([]);
    expect(await membersOf(desk, AT_WANG)).toEqual([LI]);
  });

  it('lists only the first members where there are very many, and counts the rest', async () => {
    const many = Array.from({ length: MEMBERS_LISTED + 3 }, (_, index) => person(10 + index));
    const desk = createViewDesk();
    await desk.givenAtOnce(formed(AT_LI, LI, EAST, 'COLLECTIVE'), ...many.map((id) => takenOver(id, AT_LI)));
    const gone = happened(registrations, 'MovedOut', many.at(-1) ?? '', {
      ...{ householdId: AT_LI, township: EAST, toCounty: '990122', reason: 'WORK' },
    });
    await desk.given(gone);
    const { household: row } = await desk.ask.household(AT_LI);
    expect([row?.members.length, row?.unlisted]).toEqual([MEMBERS_LISTED, 2]);
    expect((await desk.ask.township(EAST, FIRST_PAGE)).counts.persons).toBe(MEMBERS_LISTED + 2);
  });

  it('is unknown where nobody formed it', async () => {
    const { ask, position } = await after(...aFamily);
    expect(await ask.household(AT_WANG)).toMatchObject({ household: undefined, newborns: [] });
    expect((await ask.household(AT_WANG)).position).toBe(position());
  });
});

describe('a person', () => {
  it('is known before being registered anywhere', async () => {
    const { ask } = await after(known(LI));
    expect((await ask.person(LI)).person).toMatchObject({
      status: 'unregistered',
      sex: '2',
      bornIn: '1990-05',
      moves: [],
    });
    expect((await ask.person(WANG)).person).toBeUndefined();
  });

  it('is registered in the township to which its household moved', async () => {
    const moved = happened(households, 'HouseholdMoved', AT_LI, { fromTownship: EAST, toTownship: WEST });
    const { ask } = await after(...aFamily, moved);
    expect(await ask.person(LI)).toMatchObject({
      township: WEST,
      person: { status: 'registered', householdId: AT_LI },
    });
  });

  it('born in the ledger shows its certificate, and what the parents were told', async () => {
    const issued = happened(births, 'BirthCertificateIssued', birth(3), { childId: CHILD });
    const desk = await after(...aFamily, born(CHILD, AT_LI), issued);
    expect((await desk.ask.person(CHILD)).person).toMatchObject({
      status: 'newborn',
      certificate: 'issued',
      bornIn: '2026-03',
    });
    await desk.given(happened(births, 'BirthCertificateVoided', birth(3), { childId: CHILD, reason: 'MISPRINT' }));
    await desk.given(registered(CHILD, AT_LI, ['LATE_DECLARATION']));
    expect((await desk.ask.person(CHILD)).person).toMatchObject({
      ...{ status: 'registered', certificate: 'void', notices: ['LATE_DECLARATION'], householdId: AT_LI },
    });
  });

  it('shows the latest moves and never more than a few', async () => {
    const back = {
      fromHouseholdId: AT_WANG,
      toHouseholdId: AT_LI,
      fromTownship: WEST,
      toTownship: EAST,
      reason: 'DIVORCE',
    };
    const there = Array.from({ length: 3 }, () => [
      movedBetween(LI, AT_LI, AT_WANG),
      dated('2026-04', happened(registrations, 'MovedBetweenHouseholds', LI, back)),
    ]).flat();
    const { ask } = await after(...aFamily, formed(AT_WANG, WANG, WEST), ...there);
    const { person: row } = await ask.person(LI);
    expect(row?.moves).toHaveLength(MOVES_KEPT);
    expect(row?.moves[0]).toEqual({ kind: 'between', on: '2026-04', division: EAST, householdId: AT_LI });
  });

  it('may leave the county and come back', async () => {
    const out = { householdId: AT_LI, township: EAST, toCounty: '990122', reason: 'WORK' };
    const desk = await after(...aFamily, dated('2026-05-01', happened(registrations, 'MovedOut', LI, out)));
    expect((await desk.ask.person(LI)).person).toMatchObject({
      ...{
        status: 'departed',
        householdId: undefined,
        moves: [{ kind: 'out', division: '990122' }, { kind: 'takenOver' }],
      },
    });
    expect((await desk.ask.township(EAST, FIRST_PAGE)).counts).toMatchObject({ persons: 0, departed: 1 });
    const back = { householdId: AT_LI, township: EAST, fromCounty: '990122', reason: 'RETURN', sex: '2' };
    await desk.given(dated('2026-06-01', happened(registrations, 'MovedIn', LI, back)));
    expect((await desk.ask.person(LI)).person).toMatchObject({ status: 'registered', householdId: AT_LI });
    expect((await desk.ask.township(EAST, FIRST_PAGE)).counts).toMatchObject({ persons: 1, departed: 0 });
  });

  it('that died leaves the household when the registration is cancelled', async () => {
    const died = happened(people, 'DeathRecorded', LI, { diedIn: '2026-03', township: EAST });
    const cancelled = { householdId: AT_LI, township: EAST, reason: 'DEATH' };
    const desk = await after(...aFamily, died, happened(registrations, 'RegistrationCancelled', LI, cancelled));
    expect(await membersOf(desk, AT_LI)).toEqual([]);
    expect((await desk.ask.person(LI)).person).toMatchObject({ diedIn: '2026-03', householdId: undefined });
    expect((await desk.ask.township(EAST, FIRST_PAGE)).counts).toMatchObject({ deceased: 1, persons: 0 });
  });

  it('whose death never was lives again, and is registered again where the registration was cancelled', async () => {
    const died = happened(people, 'DeathRecorded', LI, { diedIn: '2026-03', township: EAST });
    const cancelled = { householdId: AT_LI, township: EAST, reason: 'DEATH' };
    const desk = await after(
      ...[...aFamily, died, happened(registrations, 'RegistrationCancelled', LI, cancelled)],
      happened(people, 'DeathAnnulled', LI, { township: EAST, ...annulment }),
    );
    expect((await desk.ask.person(LI)).person).toMatchObject({ status: 'unregistered', diedIn: undefined });
    expect((await desk.ask.township(EAST, FIRST_PAGE)).counts).toMatchObject({ deceased: 0, persons: 0 });
    const back = { householdId: AT_LI, township: EAST, reason: 'DEATH_ANNULLED', sex: '2' };
    await desk.given(dated('2026-06-01', happened(registrations, 'RegistrationRestored', LI, back)));
    expect(await membersOf(desk, AT_LI)).toEqual([LI]);
    expect((await desk.ask.person(LI)).person).toMatchObject({
      ...{ status: 'registered', householdId: AT_LI },
      moves: [{ kind: 'restored', on: '2026-06-01' }, { kind: 'cancelled' }, { kind: 'takenOver' }],
    });
  });

  it('who never had a registration has one from then on', async () => {
    const late = { householdId: AT_LI, township: EAST, sex: '1', proof: 'STATEMENT' };
    const desk = await after(
      ...aFamily,
      known(WANG, '1'),
      happened(registrations, 'UnregisteredPersonRegistered', WANG, late),
    );
    expect(await membersOf(desk, AT_LI)).toEqual([LI, WANG]);
    expect((await desk.ask.person(WANG)).person).toMatchObject({ status: 'registered', moves: [{ kind: 'late' }] });
    expect((await desk.ask.township(EAST, FIRST_PAGE)).counts).toMatchObject({ persons: 2, male: 1 });
  });

  it('shows corrected facts, and a refusal with its reason', async () => {
    const corrected = { field: 'bornOn', reason: 'DOCUMENT_SHOWN', bornIn: '1990-06' };
    const refused = {
      reasonCode: 'NOT_THIS_PLACE',
      citation: 'HRR-6',
      remedyNotice: { organ: '990121', days: 60 },
      township: EAST,
    };
    const { ask } = await after(
      known(LI),
      happened(people, 'PersonFactCorrected', LI, corrected),
      happened(registrations, 'RegistrationRefused', LI, refused),
    );
    expect((await ask.person(LI)).person).toMatchObject({ sex: '2', bornIn: '1990-06', notices: ['NOT_THIS_PLACE'] });
  });
});

describe('a township', () => {
  const houses = Array.from({ length: 7 }, (_, index) => household(20 + index));

  it('counts its households and their members, wherever their rows lie', async () => {
    const { ask } = await after(
      ...houses.map((id) => formed(id, LI)),
      ...houses.map((id, index) => takenOver(person(20 + index), id)),
      happened(households, 'HouseholdDissolved', houses[0] ?? '', { township: EAST, reason: 'EMPTY' }),
    );
    expect((await ask.township(EAST, FIRST_PAGE)).counts).toMatchObject({
      households: 6,
      dissolved: 1,
      persons: 7,
      female: 7,
      male: 0,
    });
  });

  it('keeps its counts right when a household moves to another with all its members', async () => {
    const moved = happened(households, 'HouseholdMoved', AT_LI, { fromTownship: EAST, toTownship: WEST });
    const { ask } = await after(...aFamily, takenOver(WANG, AT_LI), moved);
    const counts = async (code: string) => (await ask.township(code, FIRST_PAGE)).counts;
    expect(await counts(EAST)).toMatchObject({ households: 0, persons: 0 });
    expect(await counts(WEST)).toMatchObject({ households: 1, persons: 2 });
  });

  it('lists households by status, page by page, each once', async () => {
    const { ask } = await after(
      ...houses.map((id) => formed(id, LI)),
      happened(households, 'HouseholdDissolved', houses[3] ?? '', { township: EAST, reason: 'EMPTY' }),
    );
    const pages: string[][] = [];
    let next: string | undefined;
    do {
      const page = await ask.township(EAST, { status: 'active', after: next, limit: 4 });
      pages.push(page.households.map(({ id }) => id));
      ({ next } = page);
    } while (next !== undefined);
    expect(pages.map(({ length }) => length)).toEqual([4, 2]);
    expect(pages.flat().toSorted()).toEqual(houses.filter((_, index) => index !== 3).toSorted());
    const dissolved = await ask.township(EAST, { ...FIRST_PAGE, status: 'dissolved' });
    expect(dissolved.households.map(({ id }) => id)).toEqual([houses[3]]);
    expect((await ask.township(WEST, FIRST_PAGE)).households).toEqual([]);
  });

  it('lists the newborns that wait for their registration', async () => {
    const desk = await after(...aFamily, born(CHILD, AT_LI));
    const ids = async () =>
      (await desk.ask.newborns(EAST, { after: undefined, limit: 5 })).newborns.map(({ id }) => id);
    expect(await ids()).toEqual([CHILD]);
    expect((await desk.ask.township(EAST, FIRST_PAGE)).counts.newborns).toBe(1);
    await desk.given(registered(CHILD, AT_LI));
    expect(await ids()).toEqual([]);
    expect((await desk.ask.township(EAST, FIRST_PAGE)).counts).toMatchObject({
      newborns: 0,
      male: 1,
      female: 1,
      persons: 2,
    });
  });
});
