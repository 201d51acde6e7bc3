/** The one registry of deciders: codec, execute, schemas, OpenAPI and tests are derived from it. */
import { finding } from './accountability/finding.ts';
import { refusal } from './accountability/refusals.ts';
import { task } from './accountability/task.ts';
import type { AnyDecider } from './kernel/decider.ts';
import { enforcementCase } from './legal/enforcement-case.ts';
import { feeCase } from './legal/fee-case.ts';
import { importBatch } from './ledger/import-batch.ts';
import { ledger } from './ledger/ledger.ts';
import { policy } from './policy/rule-versions.ts';
import { agreement } from './exchange/agreement.ts';
import { exchangeCase } from './exchange/exchange-case.ts';
import { dataRequest } from './privacy/data-subject-request.ts';
import { access } from './privacy/access.ts';
import { vault } from './privacy/erasure.ts';
import { complaint } from './redress/complaint.ts';
import { disputeInvestigation } from './redress/dispute-investigation.ts';
import { reviewCase } from './redress/review-case.ts';
import { birth } from './registry/birth.ts';
import { household } from './registry/household.ts';
import { householdRegistration } from './registry/household-registration.ts';
import { person } from './registry/person.ts';
import { birthRegistration } from './registry/birth-registration.ts';
import { residenceStay } from './registry/residence-stay.ts';
import { benefitClaim } from './benefits/claim.ts';
import { onlyChildCertificate } from './benefits/only-child-certificate.ts';
import { specialFamily } from './benefits/special-family.ts';
import { consent } from './care/consent.ts';
import { episode } from './care/episode.ts';
import { facility } from './care/facility.ts';
import { supplyStock } from './care/supply-stock.ts';

export const deciders: readonly AnyDecider[] = [
  person,
  household,
  householdRegistration,
  birth,
  feeCase,
  enforcementCase,
  policy,
  ledger,
  importBatch,
  refusal,
  access,
  vault,
  consent,
  episode,
  facility,
  supplyStock,
  benefitClaim,
  onlyChildCertificate,
  specialFamily,
  dataRequest,
  finding,
  complaint,
  reviewCase,
  disputeInvestigation,
  residenceStay,
  birthRegistration,
  task,
  agreement,
  exchangeCase,
];
