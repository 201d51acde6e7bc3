/** 服务办理路径 The commands of care over HTTP. */
import { consent } from '../domain/care/consent.ts';
import { episode } from '../domain/care/episode.ts';
import { facility } from '../domain/care/facility.ts';
import { supplyStock } from '../domain/care/supply-stock.ts';
import { type CommandPaths, pathsOf } from './command-path.ts';

export const carePaths: readonly CommandPaths[] = [
  pathsOf(consent, { GiveConsent: '/consents', WithdrawConsent: '/consents/:id/withdrawal' }),
  pathsOf(episode, {
    OfferService: '/service-episodes',
    DeclineService: '/service-episodes/:id/decline',
    BookService: '/service-episodes/:id/booking',
    DeliverService: '/service-episodes/:id/delivery',
    ReportUnconsentedService: '/service-episodes/:id/unconsented',
    RecordOutcome: '/service-episodes/:id/outcome',
    ReferService: '/service-episodes/:id/referral',
    FollowUp: '/service-episodes/:id/follow-ups',
    ReportAdverseEvent: '/service-episodes/:id/adverse-events',
    RefundCharge: '/service-episodes/:id/refunds',
  }),
  pathsOf(facility, {
    RegisterFacility: '/facilities',
    ApproveItem: '/facilities/:id/items',
    VerifyLicence: '/facilities/:id/licence',
    LicensePractitioner: '/facilities/:id/practitioners',
    InspectFacility: '/facilities/:id/inspections',
    SuspendFacility: '/facilities/:id/suspension',
    RestoreFacility: '/facilities/:id/restoration',
    FileChildcareInstitution: '/facilities/:id/childcare',
    ChangeChildcarePlaces: '/facilities/:id/childcare/places',
    RecordEquipment: '/facilities/:id/equipment',
  }),
  pathsOf(supplyStock, {
    OpenStockPoint: '/supply-stocks',
    ReceiveStock: '/supply-stocks/:id/receipts',
    Dispense: '/supply-stocks/:id/dispensings',
    AdjustStock: '/supply-stocks/:id/counts',
    WriteOffExpired: '/supply-stocks/:id/expiries',
  }),
];
