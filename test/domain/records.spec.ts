// The ledger's own records: its opening, erasures, refusals and accesses, without a word about anybody.
import { describe, expect, test } from 'vitest';
import { refusal, refusalStream } from '../../domain/accountability/refusals.ts';
import { ledger } from '../../domain/ledger/ledger.ts';
import { access, accessStream } from '../../domain/privacy/access.ts';
import { vault } from '../../domain/privacy/erasure.ts';
import { person, specify } from '../support/specify.ts';

describe('a ledger', () => {
  const { given } = specify(ledger, '990121');
  const opened = ledger.events.LedgerOpened({ county: '990121' });
  const restore = { lastEventId: '6f1d0b1e-7c1e-8a00-8000-000000000001', authority: '平政复〔2026〕1号' };
  test('is opened once, for its own county', () => {
    given()
      .when(ledger.commands.OpenLedger({ county: '990121' }))
      .then(opened);
    given(opened)
      .when(ledger.commands.OpenLedger({ county: '990121' }))
      .thenNothing();
    given()
      .when(ledger.commands.OpenLedger({ county: '990122' }))
      .thenRefused('OTHER_COUNTY');
  });
  test('is restored under an authority, once it was opened', () => {
    const restored = ledger.events.LedgerRestored(restore);
    given().when(ledger.commands.RestoreLedger(restore)).thenRefused('LEDGER_NOT_OPEN');
    given(opened).when(ledger.commands.RestoreLedger(restore)).then(restored);
    given(opened, restored).when(ledger.commands.RestoreLedger(restore)).thenNothing();
  });
});

describe('an erasure', () => {
  const { given } = specify(vault, '990121');
  const erasure = { owner: person(1), class: 'identity', authority: '平卫删〔2026〕3号' } as const;
  test('is recorded once for each owner and class', () => {
    const destroyed = vault.events.KeyDestroyed(erasure);
    given().when(vault.commands.EraseOwner(erasure)).then(destroyed);
    given(destroyed).when(vault.commands.EraseOwner(erasure)).thenNothing();
    given(destroyed)
      .when(vault.commands.EraseOwner({ ...erasure, class: 'health' }))
      .then(vault.events.KeyDestroyed({ ...erasure, class: 'health' }));
  });
});

describe('a record of refusals and accesses', () => {
  test('has one stream an office, day and process', () => {
    expect(refusalStream('990121001', '2026-03-20', 'api-1')).toBe('refusal-990121001-20260320-api-1');
    expect(accessStream('990121', '2026-03-20', 'api-1')).toBe('access-990121-20260320-api-1');
  });
  test('takes names of fields, never what stood in them', () => {
    const refused = { code: 'REF-01', command: 'birth.ReportBirth', office: '990121', role: 'TownshipWorker' };
    expect(() => refusal.events.CommandRefused({ ...refused, fields: ['/mother/id', '(other)'] })).not.toThrow();
    for (const value of ['王小明', '990121199001010014', 'a b'])
      expect(() => refusal.events.CommandRefused({ ...refused, fields: [value] })).toThrow();
  });
  test('takes pseudonyms of whose file was opened, never names', () => {
    expect(() => access.events.FileOpened({ subjectKey: `person:${person(1)}`, what: 'STATUS' })).not.toThrow();
    expect(() => access.events.FileOpened({ subjectKey: '王小明', what: 'STATUS' })).toThrow();
  });
});
