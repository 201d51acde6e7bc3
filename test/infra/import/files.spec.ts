// Files as offices send them: CSV of a spreadsheet, GBK, byte order marks, mixed and broken encodings, cells over several lines.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COLUMN_TABLES } from '../../../infra/import/columns.ts';
import { deciders } from '../../../domain/index.ts';
import { type Importing, openImporting, personRow } from './importing.ts';

let ledger: Importing;
beforeAll(async () => {
  ledger = await openImporting();
});
afterAll(() => ledger.close());

/** Bytes of GBK, which Node reads and does not write. */
const createGbk = () => {
  const decoder = new TextDecoder('gb18030');
  const bytes = new Map<string, readonly [number, number]>();
  for (let first = 0x81; first <= 0xfe; first += 1)
    for (let second = 0x40; second <= 0xfe; second += 1)
      if (second !== 0x7f) bytes.set(decoder.decode(Uint8Array.of(first, second)), [first, second]);
  return (text: string): Buffer => Buffer.from([...text].flatMap((one) => bytes.get(one) ?? [one.charCodeAt(0)]));
};
const gbk = createGbk();

const HEAD = '个人编号,姓名,性别,出生日期,身份证号,乡镇代码';
const people = (...rows: readonly string[]) => [HEAD, ...rows].join('\r\n');
const plain = (key: string) => `${key},王小明,女,1990-01-01,,990121001`;

describe('BAD-39: a file of a spreadsheet', () => {
  test('with a byte order mark, Chinese heads, words for codes and serial dates is taken, each change told', async () => {
    const { imported, rows } = await ledger.importCsv(
      `\uFEFF${people('甲1,李若兰,女,32874,,９９０１２１００１')}\r\n`,
      { kind: 'person' },
    );
    expect(imported).toMatchObject({ taken: 1, quarantined: 0 });
    const changes = (rows[0]?.notes ?? []).map(({ field, change }) => `${field} ${change}`);
    expect(changes.toSorted()).toEqual(['/bornOn EXCEL_SERIAL', '/sex WORD_TO_CODE', '/township FULL_WIDTH']);
  });

  test('in GBK is read as the same file in UTF-8 is', async () => {
    const text = `${people('乙1,李若兰,女,1990-01-01,,990121001', '乙2,王建国,男,1988-05-05,,990121001')}\n`;
    const { rows, manifest } = await ledger.importCsv(gbk(text), { kind: 'person', batch: 'gbk' });
    expect(rows.map(({ outcome }) => outcome)).toEqual(['taken', 'taken']);
    expect(manifest['file']).toMatchObject({ encoding: 'gb18030' });
    const again = await ledger.importCsv(text, { kind: 'person', batch: 'gbk' });
    expect(again.rows.map(({ stream, revision }) => [stream, revision])).toEqual(
      rows.map(({ stream, revision }) => [stream, revision]),
    );
  });

  test('with amounts in yuan and thousands separators is reckoned to the fen', async () => {
    await ledger.importRows([personRow({}, 'P'), personRow({ bornOn: '2008-05-06' }, 'C')], { batch: 'fees' });
    const files: readonly (readonly [string, string])[] = [
      [
        'fee-case',
        '案件编号,当事人编号,子女编号,子女出生日期,孩次,县级代码,立案文号,立案日期\nL,P,C,2008/5/6,2,990121,平计〔2009〕1号,2009.3.4\n',
      ],
      [
        'fee-decision',
        '案件编号,决定日期,决定文号,是否分别列明,是否告知救济,子女编号,情形,城乡,基数地区代码,多生子女数,基数年度,征收基数（元）,倍数（百分之）,征收金额（元）,引用法规,条,款\n' +
          'L,2010年9月1日,平征〔2010〕1号,是,否,C,多生,农村,990121,1,2007,"3,000.00",300,"9,000",社会抚养费征收管理办法,3,1\n',
      ],
      ['fee-service', '案件编号,送达日期,送达方式\nL,2010-09-10,签收\n'],
      [
        'fee-payment',
        '案件编号,缴款日期,缴款金额（元）,票据号,缴款人\nL,2010-10-01,"¥1,234.5",0001,本人\nL,2010-10-02,1.234,0002,本人\n',
      ],
    ];
    const reports = [];
    for (const [kind, content] of files) reports.push(await ledger.importCsv(content, { kind, batch: 'fees' }));
    expect(reports.map(({ rows }) => rows.map(({ outcome }) => outcome))).toEqual([
      ...[['taken'], ['taken'], ['taken'], ['taken', 'quarantined']],
    ]);
    expect(reports[1]?.rows[0]?.flags).toContain('REMEDY_TEXT_MISSING');
    expect(reports[3]?.rows[0]?.notes?.map(({ change }) => change)).toEqual(
      expect.arrayContaining(['THOUSANDS_SEPARATOR', 'CURRENCY_SIGN', 'YUAN_TO_FEN']),
    );
    expect(reports[3]?.kept[0]?.problems[0]).toMatchObject({ code: 'AMOUNT_INVALID', field: '/fen' });
  });

  test('BAD-20: with a plan of instalments in one cell is taken part by part, each to the fen', async () => {
    const content =
      '案号,approvedOn,instalments\nL,2010-10-20,2011-01-01:5850;2011-07-01:3150\n' +
      'L,2010-10-20,2011/1/1：5850；2011-07-01:31.505\nL,2010-10-20,5850\n';
    const { rows, kept } = await ledger.importCsv(content, { kind: 'fee-instalments', batch: 'fees' });
    expect(rows[0]).toMatchObject({ outcome: 'taken', events: ['InstalmentApproved'] });
    expect(rows[0]?.flags ?? []).not.toContain('SUM_DIFFERS');
    expect(kept.map(({ problems }) => problems[0])).toEqual([
      expect.objectContaining({ code: 'AMOUNT_INVALID', field: '/instalments/1/fen' }),
      expect.objectContaining({ code: 'FIELD_INVALID', field: '/instalments/0' }),
    ]);
  });

  test('with quoted cells over several lines and a quotation mark too many loses no other row', async () => {
    const content = people(
      '丙1,"王小明",女,1990-01-01,,990121001',
      '丙2,"王小\n明",女,1990-01-01,,990121001',
      '丙3,王"小明,女,1990-01-01,,990121001',
      plain('丙4'),
    );
    const { rows, kept } = await ledger.importCsv(content, { kind: 'person' });
    expect(rows.map(({ outcome }) => outcome)).toEqual(['taken', 'quarantined', 'quarantined', 'taken']);
    expect(kept.map(({ problems }) => problems[0]?.code)).toEqual(['FIELD_INVALID', 'NOT_CSV']);
  });

  test('with a row of too many cells keeps that row out', async () => {
    const { kept } = await ledger.importCsv(people(`${plain('丁1')},多余`), { kind: 'person' });
    expect(kept[0]?.problems[0]?.code).toBe('COLUMNS_DIFFER');
  });

  test('with a column that nobody knows is not begun, unless it is left out by name', async () => {
    const content = `${HEAD},备注\n${plain('戊1')},无\n`;
    await expect(ledger.importCsv(content, { kind: 'person' })).rejects.toThrow('--ignore "备注"');
    const { imported, manifest } = await ledger.importCsv(content, { kind: 'person', ignore: ['备注'] });
    expect(imported.taken).toBe(1);
    expect(manifest['ignored']).toEqual(['备注']);
  });

  test('that does not say what its rows are is not begun', async () => {
    await expect(ledger.importCsv('name,sex\n王小明,2\n')).rejects.toThrow('--kind');
    await expect(ledger.importCsv(people(plain('己1')), { kind: 'novel' })).rejects.toThrow('expected one of person');
  });
});

describe('BAD-33: a row in another encoding than its file', () => {
  test('is kept with its bytes in a file of UTF-8', async () => {
    const odd = gbk('庚2,李若兰,女,1990-01-01,,990121001');
    const content = Buffer.concat([Buffer.from(`${HEAD}\n${plain('庚1')}\n`), odd, Buffer.from(`\n${plain('庚3')}\n`)]);
    const { rows, kept, raw } = await ledger.importCsv(content, { kind: 'person' });
    expect(rows.map(({ outcome }) => outcome)).toEqual(['taken', 'quarantined', 'taken']);
    expect(kept[0]?.problems[0]?.code).toBe('MIXED_ENCODING');
    expect(Buffer.from(kept[0]?.raw ?? '', 'base64')).toEqual(odd);
    expect(raw('csv')).toEqual(Buffer.concat([Buffer.from(`${HEAD}\n`), odd, Buffer.from('\n')]));
  });

  test('is kept with its bytes in a file of GBK', async () => {
    const content = Buffer.concat([
      gbk(`${HEAD}\n${plain('辛1')}\n${plain('辛2')}\n`),
      Buffer.from(`${plain('辛3')}\n`),
    ]);
    const { rows } = await ledger.importCsv(content, { kind: 'person' });
    expect(rows.map(({ outcome }) => outcome)).toEqual(['taken', 'taken', 'quarantined']);
  });

  test('and a file in UTF-16 is not begun', async () => {
    const content = Buffer.from(`\uFEFF${people(plain('壬1'))}`, 'utf16le');
    await expect(ledger.importCsv(content, { kind: 'person' })).rejects.toThrow('UTF-16');
  });
});

test('every table of columns names fields that its command takes', () => {
  for (const { category, command, columns, kind } of COLUMN_TABLES) {
    const spec = deciders.find((one) => one.category === category)?.commands.specs[command] as
      | { data: { shape: Readonly<Record<string, unknown>> } }
      | undefined;
    const fields = columns.map(({ field }) => field.split('.')[0] ?? '');
    expect([kind, fields.filter((field) => !(field in (spec?.data.shape ?? {})))]).toEqual([kind, []]);
    const heads = columns.flatMap((column) => column.heads);
    expect([kind, heads.length]).toEqual([kind, new Set(heads).size]);
  }
});
