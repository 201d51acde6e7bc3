// The synthetic county is always the same county, its people are plausible, and none of them can be anybody.
import { describe, expect, it } from 'vitest';
import { addYears } from '../../domain/kernel/calendar.ts';
import { checkCharacterOf } from '../../domain/registry/citizen-id.ts';
import { type CountyCommand, digestOf, type Name, namesIn, subjectsOf } from '../../infra/county/command.ts';
import { AGE_GROUP_PERCENT, ageGroupOf } from '../../infra/county/demography.ts';
import { generateCounty, SMALL } from '../../infra/county/generate.ts';

/** Changes only when the county is meant to change: everybody who loaded it before has another one then. */
const DIGEST = 'dd900e702cae5e8d4f74d3aad9fb18e350ac051e910f3db4343d42865eadb293';

const county = generateCounty(SMALL);
const ofType = (type: string) => county.filter((command) => command.type === type);
const names = (commands: readonly CountyCommand[]) => new Set(commands.map(({ creates }) => creates));
const isDay = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);

/** Day of birth by person, for those registered and those born. */
const birthdays = new Map<Name, string>(
  [...ofType('RegisterPerson'), ...ofType('ReportBirth')].map(({ creates, bears, data }) => [
    (bears ?? creates) as Name,
    data.bornOn as string,
  ]),
);

describe('合成县 The synthetic county', () => {
  it('is byte for byte the same for the same seed', () => {
    expect(digestOf(generateCounty(SMALL))).toBe(DIGEST);
    expect(digestOf(county)).toBe(DIGEST);
  });

  it('is another one for another seed', () => {
    const other = generateCounty({ ...SMALL, seed: 'another', households: 20, until: 2016 });
    const same = generateCounty({ ...SMALL, households: 20, until: 2016 });
    expect(digestOf(other)).not.toBe(digestOf(same));
    expect(other[0]?.key).not.toBe(same[0]?.key);
  });

  it('has some 500 households and 1,500 persons', () => {
    expect(ofType('FormHousehold').length).toBeGreaterThan(450);
    expect(ofType('FormHousehold').length).toBeLessThan(700);
    expect(birthdays.size).toBeGreaterThan(1_350);
    expect(birthdays.size).toBeLessThan(1_650);
  });

  it('lives through ten years of births, marriages, moves, corrections and deaths', () => {
    const years = new Set(county.map(({ on }) => on.slice(0, 4)));
    for (const year of ['2016', '2020', '2025']) expect(years).toContain(year);
    for (const type of ['ReportBirth', 'RecordDeath', 'MoveOut', 'MoveIn', 'MoveHousehold', 'CorrectFact'])
      expect({ type, enough: ofType(type).length > 20 }).toEqual({ type, enough: true });
    expect(ofType('MoveBetweenHouseholds').filter(({ data }) => data.reason === 'MARRIAGE').length).toBeGreaterThan(20);
  });

  it('gives every citizen id by GB 11643, under the unassigned prefixes 98 and 99, to one person alone', () => {
    const ids = county.flatMap(({ data }) => (typeof data.citizenId === 'string' ? [data.citizenId] : []));
    for (const id of ids) {
      expect(id).toMatch(/^9(9012[123]|80121)\d{11}[\dX]$/);
      expect(id[17]).toBe(checkCharacterOf(id.slice(0, 17)));
    }
    expect(new Set(ids).size).toBe(ids.length);
    for (const { data } of ofType('RegisterPerson')) {
      expect((data.citizenId as string).slice(6, 14)).toBe((data.bornOn as string).replaceAll('-', ''));
      expect(Number((data.citizenId as string)[16]) % 2).toBe(data.sex === '1' ? 1 : 0);
    }
  });

  it('knows the check characters that were published', () => {
    const published = ['11010519491231002X', '440524188001010014', '990121199001010014', '370101190102039973'];
    for (const id of published) expect(checkCharacterOf(id.slice(0, 17))).toBe(id[17]);
  });

  it('speaks of nobody and nothing before it came about', () => {
    const known = new Set<Name>();
    for (const command of county) {
      for (const name of [...namesIn(command.data), ...(command.subject ? [command.subject] : [])])
        expect(known.has(name), `${command.sequence} ${command.type} names ${name}`).toBe(true);
      for (const name of [command.creates, command.bears]) if (name) known.add(name);
    }
  });

  it('keeps the order of the facts, and lets nothing happen to anybody before birth', () => {
    let before = '';
    for (const { on, subject, data } of county) {
      expect(on >= before).toBe(true);
      before = on;
      const born = subject && birthdays.get(subject);
      for (const day of [on, ...Object.values(data).filter(isDay)]) if (born) expect(day >= born).toBe(true);
    }
  });

  it('has no mother under 15 or over 50', () => {
    for (const { data } of ofType('ReportBirth')) {
      const { bornOn } = data.mother as { bornOn: string };
      expect((data.bornOn as string) >= addYears(bornOn, 15)).toBe(true);
      expect((data.bornOn as string) < addYears(bornOn, 51)).toBe(true);
    }
  });

  it('does nothing more about the dead', () => {
    const dead = new Set<Name>();
    for (const command of county) {
      const touched = command.type === 'CancelOnDeath' ? [] : subjectsOf(command);
      for (const name of touched) expect(dead.has(name), `${command.sequence} ${command.type}`).toBe(false);
      if (command.type === 'CancelOnDeath') dead.add(command.subject as Name);
    }
  });

  it('has the age structure of the census on its first day', () => {
    const first = ofType('RegisterPerson').filter(({ on }) => on === `${SMALL.from}-01-01`);
    const groups = AGE_GROUP_PERCENT.map(() => 0);
    for (const { data } of first) {
      const group = ageGroupOf(SMALL.from - 1 - Number((data.bornOn as string).slice(0, 4)));
      groups[group] = (groups[group] ?? 0) + 100 / first.length;
    }
    for (const [group, percent] of AGE_GROUP_PERCENT.entries())
      expect(Math.abs((groups[group] ?? 0) - percent), `group ${group}`).toBeLessThan(0.75);
  });

  it('marks every address as synthetic', () => {
    const places = county.flatMap(({ data }) => (typeof data.address === 'string' ? [data.address] : []));
    expect(places.length).toBeGreaterThan(500);
    for (const address of places) expect(address.startsWith('合成数据')).toBe(true);
  });

  it('names every thing it creates once', () => {
    const created = county.filter(({ creates }) => creates);
    expect(names(created).size).toBe(created.length);
    expect(new Set(county.map(({ key }) => key)).size).toBe(county.length);
  });
});
