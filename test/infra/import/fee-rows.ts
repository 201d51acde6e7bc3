// Rows of one family and its former levy, and of a home, as an old register has them.
import { personRow, row } from './importing.ts';

export const levy = (fields: Readonly<Record<string, unknown>> = {}) => ({
  ...{ decidedOn: '2010-09-01', number: '平征〔2010〕1号', byParty: true, remedyText: true },
  citations: [{ instrument: '社会抚养费征收管理办法', article: 3, paragraph: 1 }],
  lines: [
    {
      ...{ childId: 'child', scenario: 'FURTHER_CHILD', residence: 'RURAL', division: '990121', extraChildren: 1 },
      ...{ figureYear: 2007, figureFen: 300_000, multiple: 300, amountFen: 900_000 },
    },
  ],
  ...fields,
});
export const family = [personRow({}, 'party'), personRow({ bornOn: '2008-05-06' }, 'child')];
export const filed = row('feeCase', 'FileCase', 'case', {
  ...{ partyId: 'party', childId: 'child', bornOn: '2008-05-06', order: 2, county: '990121' },
  ...{ fileNumber: '平计〔2009〕1号', filedOn: '2009-03-04' },
});
export const decided = row('feeCase', 'DecideLevy', 'case', levy());
export const served = row('feeCase', 'ServeDecision', 'case', { servedOn: '2010-09-10', proof: 'SIGNED_RECEIPT' });
export const payment = (fields: Readonly<Record<string, unknown>>) =>
  row('feeCase', 'RecordPayment', 'case', {
    paidOn: '2010-10-01',
    fen: 10_000,
    receipt: '0001',
    paidBy: 'PARTY',
    ...fields,
  });
export const home = (village: string) =>
  row('household', 'FormHousehold', 'home', { headId: 'head', type: 'FAMILY', village, address: '平安路1号' });
export const head = personRow({ bornOn: '1980-01-01' }, 'head');
