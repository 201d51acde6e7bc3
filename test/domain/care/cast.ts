// The consents, facilities and episodes the specs of services tell of.
import { base64urlOf } from '../../../domain/kernel/identifier.ts';
import { consent } from '../../../domain/care/consent.ts';
import { MOTHER } from '../registry/cast.ts';

const idOf = (prefix: string, byte: number) => `${prefix}_${base64urlOf(Array<number>(16).fill(byte))}`;
export const CONSENT = idOf('cn', 1);

export const consentGiven = consent.events.ConsentGiven({
  personId: MOTHER,
  ...{ text: 'maternity-2021-1', language: 'zh', explained: 'ORALLY', capacity: 'SELF' },
  ...{ givenOn: '2026-01-31', expiresOn: '2027-01-31', scope: ['DELIVERY', 'ANTENATAL_VISIT'] },
});

export const hers = {
  personId: MOTHER,
  scope: ['ANTENATAL_VISIT', 'DELIVERY'],
  text: 'maternity-2021-1',
  language: 'zh',
  explained: 'ORALLY',
  capacity: 'SELF',
  givenOn: '2026-01-31',
} as const;
