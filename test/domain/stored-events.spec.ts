// Every version of every event that was ever stored has an example here, and this release still reads it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { deciders } from '../../domain/index.ts';
import { type AnyDecider, evolve } from '../../domain/kernel/decider.ts';
import { fieldPlan, replacedAt, valuesAt } from '../../domain/kernel/field-plan.ts';
import { ERASED, type EventSpec, event, isErased } from '../../domain/kernel/message.ts';

const FOLDER = join(import.meta.dirname, '../fixtures/events');
const stored = (name: string) => JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as Record<string, unknown>;
const files = readdirSync(FOLDER);

const kinds = deciders.flatMap((decider) =>
  Object.entries<EventSpec>(decider.events.specs).map(([type, spec]) => ({ decider, type, spec })),
);
const fileOf = ({ decider, type }: { decider: AnyDecider; type: string }, version: number) =>
  `${decider.category}.${type}.v${version}.json`;
/** Names of the examples that an event of so many versions needs. */
const filesOf = (kind: { decider: AnyDecider; type: string; spec: EventSpec }) =>
  Array.from({ length: kind.spec.version }, (_, at) => fileOf(kind, at + 1));

const examples = kinds.flatMap((kind) =>
  filesOf(kind).map((file, at) => [file, { ...kind, version: at + 1 }] as const),
);
type Example = (typeof examples)[number][1];
const lifted = (file: string, { spec, version }: Example) =>
  spec.upcasts
    .slice(version - 1)
    .reduce((old, upcast) => upcast(old), stored(file) as Readonly<Record<string, unknown>>);

describe('the events of the ledger', () => {
  test('are each kept as an example, in every version', () =>
    expect(files.toSorted()).toEqual(kinds.flatMap(filesOf).toSorted()));

  test('cannot change without another example', () => {
    const [kind] = kinds;
    const changed = event(kind!.spec.data, (old) => old);
    expect(filesOf({ ...kind!, spec: changed }).every((file) => files.includes(file))).toBe(false);
  });

  test.each(examples)('%s is read, field for field', (file, example) => {
    const data = example.spec.data.parse(lifted(file, example));
    if (example.version === example.spec.version) expect(data).toEqual(stored(file));
    const { decider, type } = example;
    expect(() => evolve(decider, decider.initialState, { type, data })).not.toThrow();
  });

  test.each(examples)('%s is read when everything sealed in it is erased', (file, example) => {
    const { decider, type, spec } = example;
    const { sealed } = fieldPlan(spec.data);
    const held = lifted(file, example);
    const erased = sealed
      .filter(({ path }) => valuesAt(held, path).length > 0)
      .reduce<Readonly<Record<string, unknown>>>((data, { path }) => replacedAt(data, path, ERASED), held);
    const data = spec.data.parse(erased);
    for (const { path } of sealed) expect(valuesAt(data, path).every(isErased)).toBe(true);
    expect(() => evolve(decider, decider.initialState, { type, data })).not.toThrow();
  });

  test.each(examples)('%s shows every field its event can have', (file, { spec, version }) => {
    if (version !== spec.version) return;
    const shown = Object.keys(stored(file));
    const optional = ['sex', 'bornIn'];
    expect(Object.keys(spec.data.shape).filter((name) => !shown.includes(name) && !optional.includes(name))).toEqual(
      [],
    );
  });
});

/** What may stand open in an event about somebody: pseudonyms, sex, township, month, and codes that say nothing of them. */
const OPEN = new Set([
  ...['township', 'fromTownship', 'toTownship', 'sex', 'bornIn', 'diedIn', 'field', 'reason', 'type'],
  ...['childId', 'motherId', 'fatherId', 'parentId', 'spouseId', 'headId', 'previousHeadId'],
  ...['householdId', 'fromHouseholdId', 'toHouseholdId', 'toCounty', 'fromCounty'],
  ...['personId', 'guardianId', 'text', 'language', 'explained', 'capacity', 'givenOn', 'expiresOn', 'withdrawnOn'],
  ...['group', 'facilityId', 'toFacilityId', 'practitioner', 'costBorneBy', 'consentId', 'finding', 'refundedOn'],
  ...[
    'scheme',
    'relation',
    'filedOn',
    'source',
    'result',
    'checkedOn',
    'reviewedOn',
    'decidedOn',
    'cause',
    'lastMonth',
  ],
  ...['fromMonth', 'toMonth', 'from', 'to', 'shows', 'paidOn', 'previousId', 'decision', 'heardOn', 'disprovedBy'],
  ...['otherParentId', 'kind', 'issuedOn', 'cancelledOn', 'reissuedOn', 'pastRewards'],
  ...['enrolledOn', 'staffId', 'signedOn', 'visitedOn', 'leftOn'],
  ...['requestedBy', 'requesterId', 'receivedOn', 'dueOn', 'notBefore', 'means', 'verifiedOn', 'fulfilledOn'],
  ...['partyId', 'companionId', 'county', 'fileNumber', 'discoveredOn', 'on', 'rightsStated', 'number', 'childIds'],
  ...['feeTypes', 'citations', 'byParty', 'remedyText', 'printedLimit', 'defects', 'servedOn', 'payBy', 'reviewBy'],
  ...['suitBy', 'printedUntil', 'requestedOn', 'answerBy', 'flags', 'approvedOn', 'refusedOn', 'receipt', 'until'],
  ...['months', 'remittedOn', 'voucher', 'enforceableFrom', 'court', 'ruledOn', 'restrictions', 'ground', 'by'],
  ...['suspendedOn', 'choice', 'regime', 'contrary', 'basis', 'ceasedOn', 'closedOn', 'restriction', 'confirmBy'],
  ...['confirmedOn', 'ruling', 'receivedOn', 'reference', 'orderedOn', 'annualBasisPoints', 'daysInYear', 'authority'],
  ...['severity', 'rule', 'office', 'raisedOn', 'harmedIds', 'assigneeId', 'assignedOn', 'measures', 'completeBy'],
  ...['plannedOn', 'plannedBy', 'evidence', 'reportedOn', 'reportedBy', 'returnedOn', 'verifierId', 'verifierOffice'],
  ...['late', 'lookBackOn', 'contestedOn', 'outcome', 'toOffice', 'escalatedOn', 'lookedOn', 'reopenedOn'],
  ...['remedy', 'toldOn'],
  ...['task', 'command', 'fireAt', 'code'],
  ...['stayId', 'arrivedOn', 'definitions', 'overlaps'],
  ...[
    'channel',
    'against',
    'anonymous',
    'complainantId',
    'acceptBy',
    'alarm',
    'acceptedOn',
    'investigatedOn',
    'rating',
  ],
  ...[
    'answeredOn',
    'ratedOn',
    'applicantId',
    'madeOn',
    'knewOn',
    'rightsTold',
    'rightsKnownOn',
    'printed',
    'feeCaseId',
  ],
  ...[
    'enforcementCaseId',
    'claimId',
    'limitBy',
    'timely',
    'competent',
    'intakeBy',
    'admittedOn',
    'copyBy',
    'simpleFor',
  ],
  ...['competentOrgan', 'declinedOn', 'replyBy', 'extendedOn', 'withoutEvidence', 'performBy', 'issuedOn', 'route'],
  ...[
    'of',
    'done',
    'purpose',
    'complaintId',
    'reviewId',
    'stream',
    'asOf',
    'asKnownAt',
    'eventCount',
    'digest',
    'rules',
  ],
  ...['fact', 'standing', 'refs', 'opinion', 'concludedOn', 'proposedOn'],
  ...['partyKind', 'matter', 'clue', 'clueReference', 'standardsMet', 'actOn', 'harmedHealth', 'openedOn', 'record'],
  ...['decideBy', 'officers', 'takenOn', 'flaw', 'excludedOn', 'kinds', 'serious', 'notifiedOn', 'hearingOffered'],
  ...[
    'hearingRequestBy',
    'heldOn',
    'made',
    'waivesHearing',
    'hearingOn',
    'presiderId',
    'attended',
    'reviewerId',
    'deciderId',
  ],
  ...[
    'serveBy',
    'grantedOn',
    'performedOn',
    'organ',
    'transferredOn',
    'ending',
    'archiveNumber',
    'archivedOn',
    'steps',
  ],
  ...[
    'stayId',
    'arrivedOn',
    'definitions',
    'overlaps',
    'place',
    'when',
    'appliedOn',
    'items',
    'missing',
    'registeredOn',
  ],
  ...['answeredOn'],
  ...['pair', 'side', 'correlation', 'submittedOn', 'agreementId', 'correctsId', 'fields', 'asks', 'values'],
  ...['needsAnswer', 'term', 'notice', 'message', 'deliveredAt', 'deliveredOn', 'due', 'defect', 'returnedOn'],
  ...['pairedOn', 'failedOn', 'method', 'answeredAt', 'givenOn', 'inTime', 'acceptedOn', 'contestedOn', 'datum'],
  ...['outcome', 'correct', 'sampledOn', 'days', 'noticeId', 'propagatedOn'],
  ...['answeredOn', 'survivorId', 'class', 'converted', 'flags', 'office', 'refusedOn', 'intoHouseholdId', 'memberIds'],
  ...['deliveryId', 'institution', 'follows', 'proof', 'notices', 'reasonCode', 'citation', 'remedyNotice'],
]);

/** Institutions and stocks: nothing in their events is about a person. */
const OF_NOBODY = new Set(['facility', 'stock', 'agreement']);

describe('what is known of a person', () => {
  const registry = kinds.filter(({ decider: { subject } }) => subject !== null && !OF_NOBODY.has(subject));
  test.each(registry.map((kind) => [`${kind.decider.category}.${kind.type}`, kind] as const))(
    'is sealed in %s, but for the short list',
    (_, { spec }) => {
      const sealed = new Set(fieldPlan(spec.data).sealed.map(({ path }) => path[0]));
      expect(Object.keys(spec.data.shape).filter((name) => !sealed.has(name) && !OPEN.has(name))).toEqual([]);
    },
  );
  test('names its owner wherever it is sealed, in a field that is there', () => {
    for (const { spec, type } of registry)
      for (const { owner } of fieldPlan(spec.data).sealed)
        if (!owner.startsWith('$')) expect([type, ...Object.keys(spec.data.shape)]).toContain(owner);
  });
});
