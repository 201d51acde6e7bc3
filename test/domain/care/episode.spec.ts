// One service to one person: whose word it takes, who may give it, what it may cost, and that nothing hangs on declining.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { consent } from '../../../domain/care/consent.ts';
import { episode } from '../../../domain/care/episode.ts';
import { facility } from '../../../domain/care/facility.ts';
import { CARE_KINDS } from '../../../domain/care/kinds.ts';
import { birthOf } from '../../../domain/kernel/identifier.ts';
import { fieldPlan } from '../../../domain/kernel/field-plan.ts';
import { takeIn } from '../../../domain/kernel/intake.ts';
import { ERASED, type EventSpec } from '../../../domain/kernel/message.ts';
import { rules, specify } from '../../support/specify.ts';
import {
  birthReported,
  birthStream,
  CHILD,
  county,
  diedOn,
  FATHER,
  MOTHER,
  motherRegistered,
  OTHER,
  personStream,
} from '../registry/cast.ts';
import {
  centre,
  consentGiven,
  consentStream,
  EPISODE,
  FACILITY,
  facilityStream,
  offered,
  ready,
  visit,
  visited,
} from './cast.ts';

const { commands, events, rejections } = episode;
const { given } = specify(episode, EPISODE);
const deliver = (more: object = {}) => commands.DeliverService({ ...visit, ...more } as never);
const onConsent = (...of: Parameters<typeof consentStream>) =>
  given(offered('ANTENATAL_VISIT')).beside({ ...ready, ...consentStream(...of) });

describe('an offer', () => {
  const offer = (kind: (typeof CARE_KINDS)[number], personId = MOTHER) =>
    commands.OfferService({ personId, kind, offeredOn: '2026-03-01' });
  test('names one of eighteen kinds, each with its rule', () => {
    expect(CARE_KINDS).toHaveLength(18);
    const rule = rules.find(({ topic }) => topic === 'care')?.body as { items: { kind: string }[] };
    expect(rule.items.map(({ kind }) => kind).toSorted()).toEqual(CARE_KINDS.toSorted());
  });
  test('says openly no more than a group, and its month', () =>
    given().beside(county).when(offer('ANTENATAL_VISIT')).then(offered('ANTENATAL_VISIT')).on('2026-03'));
  test('BAD-15: of a visit of a pregnancy is none for a man, a newborn screening none for the grown', () => {
    given().beside(county).when(offer('ANTENATAL_VISIT', FATHER)).thenRefused('KIND_NOT_FOR_PERSON');
    given().beside(county).when(offer('NEWBORN_SCREENING')).thenRefused('KIND_NOT_FOR_PERSON');
    given().beside(county).when(offer('CHILD_CHECK', OTHER)).thenRefused('PERSON_UNKNOWN');
    given()
      .beside(personStream(MOTHER, motherRegistered, diedOn('2026-01-01')))
      .when(offer('ELDER_CARE_LINK'))
      .thenRefused('PERSON_DECEASED');
  });
  test('INV-22: is declined without a reason, and taken up later all the same', () => {
    const declined = events.ServiceDeclined({ personId: MOTHER });
    given(offered('ANTENATAL_VISIT'))
      .when(commands.DeclineService({ personId: MOTHER }))
      .then(declined);
    given(offered('ANTENATAL_VISIT'), declined)
      .when(commands.DeclineService({ personId: MOTHER }))
      .thenNothing();
    given(offered('ANTENATAL_VISIT'), declined).beside(ready).when(deliver()).then(visited);
    expect(Object.keys(events.specs.ServiceDeclined.data.shape)).toEqual(['personId']);
  });
  test('INV-22: no other stream looks at what was offered, declined or withdrawn', () => {
    const domain = join(import.meta.dirname, '../../../domain');
    const files = readdirSync(domain, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    const readers = (category: string) =>
      files.filter((file) => readFileSync(join(domain, file), 'utf8').includes(`streamOf('${category}'`));
    expect(readers('serviceEpisode')).toEqual([]);
    // INV-61: passing somebody's care on rests on their consent, and on nothing they declined.
    expect(readers('consent')).toEqual(['care/episode.ts', 'exchange/exchange-case.ts']);
  });
});

describe('a service', () => {
  test('is given with everything it takes', () =>
    given(offered('ANTENATAL_VISIT')).beside(ready).when(deliver()).then(visited).on('2026-03'));
  test('is given once', () => {
    given(offered('ANTENATAL_VISIT'), visited).beside(ready).when(deliver()).thenNothing();
    given(offered('ANTENATAL_VISIT'), visited)
      .beside(ready)
      .when(deliver({ deliveredOn: '2026-03-11' }))
      .thenRefused('ALREADY_DELIVERED');
  });
  test('INV-20, BAD-14: needs a consent of the person herself, given before, of its scope', () => {
    onConsent(consentGiven)
      .when(deliver({ consentId: undefined }))
      .thenRefused('CONSENT_NEEDED');
    onConsent().when(deliver()).thenRefused('CONSENT_OTHER_PERSON');
    const changed = (more: object) => consent.events.ConsentGiven({ ...consentGiven.data, ...more } as never);
    onConsent(changed({ personId: FATHER }))
      .when(deliver())
      .thenRefused('CONSENT_OTHER_PERSON');
    onConsent(changed({ givenOn: '2026-03-11' }))
      .when(deliver())
      .thenRefused('CONSENT_AFTER_SERVICE');
    onConsent(changed({ scope: ['DELIVERY'] }))
      .when(deliver())
      .thenRefused('CONSENT_OTHER_SCOPE');
  });
  test('FX-39, TIM-54: rests on no consent that expired, or was withdrawn between booking and delivery', () => {
    const until = (expiresOn: string) => consent.events.ConsentGiven({ ...consentGiven.data, expiresOn });
    onConsent(until('2026-03-10')).when(deliver()).thenRefused('CONSENT_EXPIRED');
    onConsent(until('2026-03-11')).when(deliver()).then(visited);
    const booked = events.ServiceBooked({ personId: MOTHER, facilityId: FACILITY, bookedFor: '2026-03-10' });
    const withdrawn = (withdrawnOn: string) => consent.events.ConsentWithdrawn({ personId: MOTHER, withdrawnOn });
    const after = (on: string) =>
      given(offered('ANTENATAL_VISIT'), booked)
        .beside({ ...ready, ...consentStream(consentGiven, withdrawn(on)) })
        .when(deliver());
    after('2026-03-10').thenRefused('CONSENT_WITHDRAWN');
    after('2026-03-11').then(visited);
  });
  test('BAD-14: that was given without consent is reported with a finding', () =>
    given(offered('ANTENATAL_VISIT'))
      .when(commands.ReportUnconsentedService({ personId: MOTHER, facilityId: FACILITY, happenedOn: '2026-03-10' }))
      .then(
        events.UnconsentedServiceReported({
          ...{ personId: MOTHER, facilityId: FACILITY, happenedOn: '2026-03-10' },
          finding: 'SERVICE_WITHOUT_CONSENT',
        }),
      ));
  test('INV-24: is given where licence, item and practitioner stand on the day', () => {
    const at = (...of: Parameters<typeof facilityStream>) =>
      given(offered('ANTENATAL_VISIT')).beside({ ...ready, ...facilityStream(...of) });
    const [registered, practitioner] = centre as [(typeof centre)[0], (typeof centre)[1]];
    const as = (more: object) => ({ ...registered, data: { ...registered.data, ...more } });
    at().when(deliver()).thenRefused('FACILITY_UNKNOWN');
    at(as({ validUntil: '2026-03-10' }), practitioner)
      .when(deliver())
      .thenRefused('FACILITY_NOT_LICENSED');
    at(as({ items: ['DELIVERY'] }), practitioner)
      .when(deliver())
      .thenRefused('ITEM_NOT_APPROVED');
    at(registered).when(deliver()).thenRefused('PRACTITIONER_NOT_LICENSED');
    const suspended = facility.events.FacilitySuspended({ from: '2026-03-01', reason: 'UNSAFE' });
    at(...centre, suspended)
      .when(deliver())
      .thenRefused('FACILITY_SUSPENDED');
    const restored = facility.events.FacilityRestored({ from: '2026-03-10' });
    at(...centre, suspended, restored)
      .when(deliver())
      .then(visited);
  });
  test('INV-23: of the free list is never charged to the person; a charge is refunded, and becomes a finding', () => {
    given(offered('ANTENATAL_VISIT'))
      .beside(ready)
      .when(deliver({ costBorneBy: 'PERSON' }))
      .thenRefused('FREE_OF_CHARGE');
    expect(rejections.FREE_OF_CHARGE.recorded).toBe(true);
    const charge = { personId: MOTHER, facilityId: FACILITY, chargedFen: 12_000, chargedOn: '2026-03-10' };
    const refund = commands.RefundCharge({ ...charge, refundedOn: '2026-03-18' });
    const refunded = events.ChargeRefunded({ ...charge, refundedOn: '2026-03-18', finding: 'ILLEGAL_CHARGE' });
    given(offered('ANTENATAL_VISIT'), visited).when(refund).then(refunded).on('2026-03-18');
    given(offered('ANTENATAL_VISIT'), visited, refunded).when(refund).thenNothing();
    given(offered('DELIVERY')).when(refund).thenRefused('NOT_ON_FREE_LIST');
  });
  test('BAD-15: of a pregnancy is not given after its end', () => {
    const after = (more: object) =>
      given(offered('ANTENATAL_VISIT'))
        .beside({ ...ready, ...birthStream(CHILD, birthReported) })
        .when(deliver({ birthId: birthOf(CHILD), ...more }));
    after({ deliveredOn: '2026-03-15' }).thenRefused('AFTER_DELIVERY');
    after({ deliveredOn: '2026-03-14' }).then(events.ServiceDelivered({ ...visited.data, deliveredOn: '2026-03-14' }));
    given(offered('ANTENATAL_VISIT'))
      .beside(ready)
      .when(deliver({ birthId: birthOf(CHILD) }))
      .thenRefused('OTHER_BIRTH');
  });
  test('is given no further where the health data of its person were erased, nor on a consent whose scope was', () => {
    const gone = ERASED as { readonly erased: true };
    given(events.ServiceOffered({ ...offered('ANTENATAL_VISIT').data, kind: gone }))
      .beside(ready)
      .when(deliver())
      .thenRefused('EPISODE_ERASED');
    onConsent(consent.events.ConsentGiven({ ...consentGiven.data, scope: gone }))
      .when(deliver())
      .thenRefused('CONSENT_OTHER_SCOPE');
  });
  test('INV-20: is somebody else’s nowhere', () => {
    given(offered('ANTENATAL_VISIT', FATHER)).beside(ready).when(deliver()).thenRefused('EPISODE_UNKNOWN');
    given().beside(ready).when(deliver()).thenRefused('EPISODE_UNKNOWN');
  });
});

describe('what came of it', () => {
  const after = given(offered('ANTENATAL_VISIT'), visited).beside(ready);
  test('is recorded after the service, sealed', () => {
    after
      .when(commands.RecordOutcome({ personId: MOTHER, outcome: 'NORMAL', diagnosis: 'Z34.9' }))
      .then(events.OutcomeRecorded({ personId: MOTHER, outcome: 'NORMAL', diagnosis: 'Z34.9' }));
    given(offered('ANTENATAL_VISIT'))
      .when(commands.RecordOutcome({ personId: MOTHER, outcome: 'NORMAL' }))
      .thenRefused('NOT_DELIVERED');
  });
  test('REF-13: makes no register of terminations', () => {
    for (const diagnosis of ['O04', 'O04.9', 'O05', 'O06.1', 'O07.4'])
      after.when(commands.RecordOutcome({ personId: MOTHER, outcome: 'COMPLETED', diagnosis })).thenRefused('REF-13');
    expect(rejections['REF-13'].recorded).toBe(true);
  });
  test('INV-25: says nothing of a fetus: neither command nor event has a word for it', () => {
    for (const specs of [commands.specs, events.specs])
      for (const { data } of Object.values<{ data: { shape: object } }>(specs))
        expect(Object.keys(data.shape).filter((name) => /sex|fetal|fetus/i.test(name))).toEqual([]);
  });
  test('INV-27: and what it was, is sealed as health data of the person in every event', () => {
    const sealed = (type: keyof typeof events.specs) =>
      fieldPlan((events.specs[type] as EventSpec).data)
        .sealed.filter((one) => one.class === 'health' && one.owner === 'personId')
        .map(({ path }) => path[0]);
    expect(sealed('ServiceDelivered')).toEqual(['deliveredOn', 'kind']);
    expect(sealed('ServiceOffered')).toEqual(['kind']);
    expect(sealed('OutcomeRecorded')).toEqual(['diagnosis', 'outcome']);
    expect(sealed('FollowUpDone')).toEqual(['followedUpOn', 'result']);
    expect(sealed('AdverseEventReported')).toEqual(['happenedOn', 'severity']);
  });
  test('is followed up, referred and reported, each once a day', () => {
    const followUp = commands.FollowUp({ personId: MOTHER, followedUpOn: '2026-03-15', result: 'WELL' });
    const followed = events.FollowUpDone({ personId: MOTHER, followedUpOn: '2026-03-15', result: 'WELL' });
    after.when(followUp).then(followed);
    given(offered('ANTENATAL_VISIT'), visited, followed).when(followUp).thenNothing();
    const refer = commands.ReferService({ personId: MOTHER, toFacilityId: FACILITY, referredOn: '2026-03-12' });
    after.when(refer).then(events.ReferralMade({ personId: MOTHER, toFacilityId: FACILITY, referredOn: '2026-03-12' }));
    after
      .when(commands.ReportAdverseEvent({ personId: MOTHER, happenedOn: '2026-03-11', severity: 'MILD' }))
      .then(events.AdverseEventReported({ personId: MOTHER, happenedOn: '2026-03-11', severity: 'MILD' }));
  });
});

test('REF-01: no service asks for a permit, a marriage or a number of children', () => {
  for (const type of ['OfferService', 'BookService', 'DeliverService'])
    expect(takeIn(episode, type, { personId: MOTHER, birthPermit: 'x' })).toMatchObject({
      refusal: { refused: 'REF-01', details: { fields: ['birthPermit'] } },
    });
});
