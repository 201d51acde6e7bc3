// A county's history as rows of NDJSON, many kinds mixed as old registers mix them: people, households, moves, former fees.
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { createChance } from '../../infra/county/chance.ts';
import { createCitizenIds } from '../../infra/county/citizen-id.ts';
import { givenName, surname } from '../../infra/county/names.ts';
import { addressIn, COUNTY, VILLAGE_CODES } from '../../infra/county/places.ts';

type Row = Readonly<Record<string, unknown>>;

const two = (value: number) => String(value).padStart(2, '0');

/** Ten rows about one family: two adults, their household and registrations, a child, and what its birth once cost. */
const createFamilies = () => {
  const chance = createChance('import-bench');
  const citizenId = createCitizenIds();
  const person = (key: string, sex: '1' | '2', bornOn: string, village: string): Row => ({
    ...{ category: 'person', command: 'RegisterPerson', key },
    fields: {
      ...{ name: surname(chance) + givenName(chance), sex, bornOn, citizenId: citizenId(COUNTY, { bornOn, sex }) },
      township: village.slice(0, 9),
    },
  });
  const about = (category: string, command: string, key: string, fields: Row): Row => ({
    ...{ category, command, key, fields },
  });
  return (at: number): Row[] => {
    const village = VILLAGE_CODES[at % VILLAGE_CODES.length] as string;
    const [mother, father, child, home, fee] = ['M', 'F', 'C', 'H', 'L'].map((kind) => `${kind}${at}`) as [
      ...[string, string, string, string, string],
    ];
    const day = `${two(1 + (at % 12))}-${two(1 + (at % 28))}`;
    const registered = { householdId: home, registeredOn: '2016-01-01' };
    return [
      person(mother, '2', `19${70 + (at % 15)}-${day}`, village),
      person(father, '1', `19${68 + (at % 15)}-${day}`, village),
      person(child, '1', `${2003 + (at % 9)}-${day}`, village),
      about('household', 'FormHousehold', home, {
        ...{ headId: mother, type: 'FAMILY', village, address: addressIn(chance, village) },
      }),
      about('householdRegistration', 'TakeOverRegistration', mother, { ...registered, relation: '02' }),
      about('householdRegistration', 'TakeOverRegistration', father, { ...registered, relation: '10' }),
      about('householdRegistration', 'TakeOverRegistration', child, { ...registered, relation: '20' }),
      about('feeCase', 'FileCase', fee, {
        ...{ partyId: mother, childId: child, bornOn: `${2003 + (at % 9)}-${day}`, order: 2, county: COUNTY },
        ...{ fileNumber: `平计〔2013〕${at}号`, filedOn: '2013-03-04' },
      }),
      about('feeCase', 'RecordStep', fee, { step: 'NOTICE', on: '2013-03-11', rightsStated: true }),
      about('person', 'RecordMaritalStatus', mother, { status: '21', since: '1999-10-01', spouseId: father }),
    ];
  };
};

const ROWS_A_FAMILY = 10;

/** Writes files of rows about ever further families, interleaved in hundreds: rows of one do not lie side by side. */
export const createHistory = () => {
  const familyOf = createFamilies();
  let written = 0;
  return async (file: string, rows: number): Promise<void> => {
    const out = createWriteStream(file);
    for (let left = rows; left > 0; ) {
      const count = Math.min(100, Math.ceil(left / ROWS_A_FAMILY));
      const together = Array.from({ length: count }, (_, at) => familyOf(written + at));
      written += count;
      const mixed = Array.from({ length: ROWS_A_FAMILY }, (_, place) => together.map((family) => family[place])).flat();
      const lines = mixed.slice(0, left).map((row) => `${JSON.stringify(row)}\n`);
      left -= lines.length;
      if (!out.write(lines.join(''))) await once(out, 'drain');
    }
    out.end();
    await once(out, 'finish');
  };
};
