// A correction names the event that it corrects; the corrected one stays in the log as it was.
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { createExecute } from '../../../domain/kernel/execute.ts';
import { countyDeps } from '../../county/in-memory.ts';
import { countingCrypto } from '../../support/fixed-crypto.ts';

test('a name put right twice is corrected each time from what was said last', async () => {
  const { deps, log } = countyDeps(countingCrypto(), 'epoch');
  const execute = createExecute(deps);
  const ask = (type: string, data: object, id?: string) =>
    execute({
      category: 'person',
      ...(id && { id }),
      command: { type, data },
      actor: { id: 's-1', role: 'TownshipWorker', office: '990121001' },
      idempotencyKey: randomUUID(),
      stated: { channel: 'WINDOW' },
    });
  const { id } = await ask('RegisterPerson', { name: '王小明', sex: '2', bornOn: '1990-01-01', township: '990121001' });
  await ask('CorrectFact', { field: 'name', value: '王晓明', reason: 'TYPING_ERROR' }, id);
  await ask('CorrectFact', { field: 'sex', value: '1', reason: 'MEDICAL_CERTIFICATE' }, id);
  await ask('CorrectFact', { field: 'name', value: '王晓鸣', reason: 'TYPING_ERROR' }, id);
  const stored = await log.read(`person-${id}`);
  const corrects = stored.map(({ metadata }) => (metadata as { corrects?: string[] }).corrects);
  const [registered, name] = stored.map((event) => event.id);
  expect(corrects).toEqual([undefined, [registered], [registered], [name]]);
});
