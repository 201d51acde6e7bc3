// What is stored beside every event for ever stays small.
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { createExecute } from '../../../domain/kernel/execute.ts';
import { ledgerOf } from '../../../domain/kernel/metadata.ts';
import { COUNTY } from '../../../infra/county/places.ts';
import { countyDeps } from '../../county/in-memory.ts';
import { countingCrypto } from '../../support/fixed-crypto.ts';

test('the metadata of a birth report, without what is sealed, stay under 600 bytes', async () => {
  const { deps, log } = countyDeps(countingCrypto(), 'unused');
  const execute = createExecute({ ...deps, build: '0.1.0', ledger: () => ledgerOf(COUNTY, randomUUID()) });
  const data = {
    householdId: 'h_AAECAwQFBgcICQoLDA0ODw',
    township: '990121001',
    mother: { id: 'p_AAECAwQFBgcICQoLDA0ODw', name: '李某某', bornOn: '1995-03-01' },
    name: '王小明',
    sex: '1',
    bornOn: '2026-03-01',
  };
  const outcome = await execute({
    category: 'birth',
    command: { type: 'ReportBirth', data },
    actor: { id: 'doctor-0417', role: 'HealthInstitution', office: '990121001' },
    idempotencyKey: randomUUID(),
    stated: { channel: 'INSTITUTION' },
  });
  expect(outcome.kind).toBe('accepted');
  const { sealed, ...metadata } = ((await log.page(null, 1)).events[0]?.metadata ?? {}) as Record<string, unknown>;
  expect(sealed).toHaveLength(2);
  expect(JSON.stringify(metadata).length).toBeLessThan(600);
});
