// Situations in which the commands of care are carried out.
import type { Situation } from '../../support/situation.ts';
import { county, MOTHER, TOWNSHIP } from '../registry/cast.ts';
import {
  CONSENT,
  consentGiven,
  centre,
  EPISODE,
  FACILITY,
  hers,
  offered,
  ready,
  STOCK,
  stocked,
  visit,
  visited,
} from './cast.ts';

const onConsent = { subject: CONSENT, streams: county } as const;
const onEpisode = { subject: EPISODE, streams: ready, history: [offered('ANTENATAL_VISIT')] } as const;
const afterVisit = { ...onEpisode, history: [offered('ANTENATAL_VISIT'), visited] } as const;
const onFacility = { subject: FACILITY, streams: {}, history: centre } as const;
const onStock = { subject: STOCK, streams: {}, history: stocked } as const;
const at = { personId: MOTHER, facilityId: FACILITY };
const moved = { supply: 'CONDOM', batch: 'B-LATE' };

export const preparedCare: Readonly<Record<string, Situation>> = {
  'consent.GiveConsent': { ...onConsent, history: [], data: hers },
  'consent.WithdrawConsent': {
    ...onConsent,
    history: [consentGiven],
    data: { personId: MOTHER, withdrawnOn: '2026-02-10' },
  },
  'serviceEpisode.OfferService': {
    ...onEpisode,
    history: [],
    data: { personId: MOTHER, kind: 'ANTENATAL_VISIT', offeredOn: '2026-03-01' },
  },
  'serviceEpisode.DeclineService': { ...onEpisode, data: { personId: MOTHER } },
  'serviceEpisode.BookService': { ...onEpisode, data: { ...at, bookedFor: '2026-03-25' } },
  'serviceEpisode.DeliverService': { ...onEpisode, data: visit },
  'serviceEpisode.ReportUnconsentedService': { ...onEpisode, data: { ...at, happenedOn: '2026-03-10' } },
  'serviceEpisode.RecordOutcome': { ...afterVisit, data: { personId: MOTHER, outcome: 'NORMAL' } },
  'serviceEpisode.ReferService': {
    ...onEpisode,
    data: { personId: MOTHER, toFacilityId: FACILITY, referredOn: '2026-03-10' },
  },
  'serviceEpisode.FollowUp': { ...afterVisit, data: { personId: MOTHER, followedUpOn: '2026-03-15', result: 'WELL' } },
  'serviceEpisode.ReportAdverseEvent': {
    ...afterVisit,
    data: { personId: MOTHER, happenedOn: '2026-03-11', severity: 'MILD' },
  },
  'serviceEpisode.RefundCharge': {
    ...afterVisit,
    data: { ...at, chargedFen: 12_000, chargedOn: '2026-03-10', refundedOn: '2026-03-18' },
  },
  'facility.ApproveItem': { ...onFacility, data: { kind: 'PRECONCEPTION_CHECK', approvedOn: '2025-01-01' } },
  'facility.VerifyLicence': { ...onFacility, data: { verifiedOn: '2026-03-01' } },
  'facility.LicensePractitioner': {
    ...onFacility,
    data: { licence: 'PA-2025-0012', kinds: ['DELIVERY'], from: '2025-01-01' },
  },
  'facility.InspectFacility': { ...onFacility, data: { inspectedOn: '2026-02-01', result: 'PASSED' } },
  'facility.SuspendFacility': { ...onFacility, data: { from: '2026-02-01', reason: 'UNSAFE' } },
  'facility.RestoreFacility': {
    ...onFacility,
    history: [...centre, { type: 'FacilitySuspended', data: { from: '2026-02-01', reason: 'UNSAFE' } }],
    data: { from: '2026-02-20' },
  },
  'facility.FileChildcareInstitution': { ...onFacility, data: { places: 60, filedOn: '2025-09-01' } },
  'facility.ChangeChildcarePlaces': {
    ...onFacility,
    history: [...centre, { type: 'ChildcareInstitutionFiled', data: { places: 60, filedOn: '2025-09-01' } }],
    data: { places: 80, from: '2026-01-01' },
  },
  'facility.RecordEquipment': {
    ...onFacility,
    data: { equipment: 'ULTRASOUND', quantity: 2, recordedOn: '2025-01-01' },
  },
  'supplyStock.OpenStockPoint': {
    ...onStock,
    history: [],
    data: { township: TOWNSHIP, point: '第一社区发放点' },
  },
  'supplyStock.ReceiveStock': {
    ...onStock,
    data: { ...moved, slip: 'S-9', quantity: 5, expiresOn: '2028-01-01', receivedOn: '2026-02-01' },
  },
  'supplyStock.Dispense': {
    ...onStock,
    data: { slip: 'S-9', supply: 'CONDOM', quantity: 5, dispensedOn: '2026-03-01' },
  },
  'supplyStock.AdjustStock': {
    ...onStock,
    data: { ...moved, slip: 'S-9', counted: 90, reason: 'COUNTED', countedOn: '2026-03-01' },
  },
  'supplyStock.WriteOffExpired': {
    ...onStock,
    data: { supply: 'CONDOM', batch: 'B-SOON', writtenOffOn: '2026-03-16' },
  },
};
