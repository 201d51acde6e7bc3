// The consents, facilities and episodes the specs of services tell of.
import { consent } from '../../../domain/care/consent.ts';
import { episode } from '../../../domain/care/episode.ts';
import { facility } from '../../../domain/care/facility.ts';
import type { CareKind } from '../../../domain/care/kinds.ts';
import { supplyStock } from '../../../domain/care/supply-stock.ts';
import { base64urlOf, streamOf } from '../../../domain/kernel/identifier.ts';
import type { Message } from '../../../domain/kernel/message.ts';
import { county, MOTHER, TOWNSHIP } from '../registry/cast.ts';

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

export const FACILITY = idOf('fc', 1);
export const EPISODE = idOf('se', 1);
export const STOCK = idOf('ss', 1);
export const DOCTOR = 'PA-2024-0007';

/** A maternity centre licensed since 2024, with one practitioner. */
export const centre = [
  facility.events.FacilityRegistered({
    ...{ township: TOWNSHIP, kind: 'MATERNITY_CENTRE', name: '平安县妇幼保健院', licence: 'PA-2024-0001' },
    ...{ items: ['ANTENATAL_VISIT', 'DELIVERY', 'CHILD_CHECK'], licensedOn: '2024-01-01', validUntil: '2027-01-01' },
  }),
  facility.events.PractitionerLicensed({ licence: DOCTOR, kinds: ['ANTENATAL_VISIT', 'DELIVERY'], from: '2024-01-01' }),
];
export const offered = (kind: CareKind, personId = MOTHER) =>
  episode.events.ServiceOffered({ personId, group: 'CLINICAL', kind });
export const visit = {
  personId: MOTHER,
  facilityId: FACILITY,
  practitioner: DOCTOR,
  deliveredOn: '2026-03-10',
  costBorneBy: 'FISCAL',
  consentId: CONSENT,
} as const;
export const visited = episode.events.ServiceDelivered({
  ...{ ...visit, group: 'CLINICAL', kind: 'ANTENATAL_VISIT' },
});
export const facilityStream = (...events: Message[]) => ({ [streamOf('facility', FACILITY)]: events });
export const consentStream = (...events: Message[]) => ({ [streamOf('consent', CONSENT)]: events });
/** Everything a visit of a pregnancy takes. */
export const ready = { ...county, ...facilityStream(...centre), ...consentStream(consentGiven) };
export const pointOpened = supplyStock.events.StockPointOpened({ township: TOWNSHIP, point: '第一社区发放点' });
const received = { supply: 'CONDOM', receivedOn: '2026-01-10', quantity: 100 } as const;
export const stocked = [
  pointOpened,
  supplyStock.events.StockReceived({ ...received, slip: 'S-1', batch: 'B-LATE', expiresOn: '2028-01-01' }),
  supplyStock.events.StockReceived({ ...received, slip: 'S-2', batch: 'B-SOON', expiresOn: '2026-03-15' }),
];
