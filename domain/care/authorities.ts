/** 权限 Who may give the commands of care: whoever treats or advises somebody where they live; facilities answer to the county. */
import { aboutPerson, type Authorities, type Authority, named, nowhere, type Reaches } from '../authority.ts';

const carers: Reaches = { HealthInstitution: 'county', TownshipWorker: 'township' };
const treating: Authority = { roles: { HealthInstitution: 'county' }, places: aboutPerson };
const offering: Authority = { roles: carers, places: aboutPerson };
const licensing: Authority = { roles: { CountyRegistrar: 'county' }, places: nowhere };
const stocking: Authority = { roles: { ...carers, AssociationWorker: 'township' }, places: nowhere };

export const careAuthorities: Authorities = {
  'consent.GiveConsent': offering,
  'consent.WithdrawConsent': { roles: { ...carers, PrivacyOfficer: 'county' }, places: aboutPerson },

  'serviceEpisode.OfferService': offering,
  'serviceEpisode.DeclineService': offering,
  'serviceEpisode.BookService': offering,
  'serviceEpisode.DeliverService': treating,
  'serviceEpisode.ReportUnconsentedService': { roles: { ...carers, Inspector: 'county' }, places: aboutPerson },
  'serviceEpisode.RecordOutcome': treating,
  'serviceEpisode.ReferService': treating,
  'serviceEpisode.FollowUp': offering,
  'serviceEpisode.ReportAdverseEvent': treating,
  'serviceEpisode.RefundCharge': treating,

  'facility.RegisterFacility': { ...licensing, places: named('township') },
  'facility.ApproveItem': licensing,
  'facility.VerifyLicence': licensing,
  'facility.LicensePractitioner': licensing,
  'facility.InspectFacility': { roles: { CountyRegistrar: 'county', Inspector: 'county' }, places: nowhere },
  'facility.SuspendFacility': licensing,
  'facility.RestoreFacility': licensing,
  'facility.FileChildcareInstitution': licensing,
  'facility.ChangeChildcarePlaces': licensing,
  'facility.RecordEquipment': { roles: { CountyRegistrar: 'county', HealthInstitution: 'county' }, places: nowhere },

  'supplyStock.OpenStockPoint': { ...stocking, places: named('township') },
  'supplyStock.ReceiveStock': stocking,
  'supplyStock.Dispense': stocking,
  'supplyStock.AdjustStock': stocking,
  'supplyStock.WriteOffExpired': stocking,
};
