// The cryptography of a running ledger, from its own keys, so that a bench can write events that the ledger takes for its own.
import { createCrypto } from '../../infra/vault/crypto.ts';
import type { LedgerParts } from '../drill/ledger-parts.ts';

export const cryptoOf = ({ secrets }: LedgerParts) =>
  createCrypto({
    idKey: Buffer.from(secrets.LEDGER_ID_KEY, 'base64url'),
    eventKeys: { '1': Buffer.from(secrets.LEDGER_MAC_KEY, 'base64url') },
    currentEventKey: '1',
  });
