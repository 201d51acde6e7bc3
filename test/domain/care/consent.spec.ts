// What somebody agrees to, by whose word and for how long; and that nobody agrees in her place.
import { describe, expect, test } from 'vitest';
import { takeIn } from '../../../domain/kernel/intake.ts';
import { ERASED } from '../../../domain/kernel/message.ts';
import { consent } from '../../../domain/care/consent.ts';
import { specify } from '../../support/specify.ts';
import { CHILD, county, FATHER, MOTHER, OTHER, birthReported, birthStream } from '../registry/cast.ts';
import { CONSENT, consentGiven, hers } from './cast.ts';

const { commands, events } = consent;
const { given } = specify(consent, CONSENT);
const give = (more: object = {}) => commands.GiveConsent({ ...hers, scope: [...hers.scope], ...more } as never);
const forChild = { personId: CHILD, scope: ['CHILD_CHECK'], text: 'child-2021-1', givenOn: '2026-03-15' };
const family = { ...county, ...birthStream(CHILD, birthReported) };

describe('a consent', () => {
  test('TIM-54: is the person’s own, in a text in use, until the day the text says', () =>
    given()
      .beside(county)
      .when(give({ scope: ['DELIVERY', 'DELIVERY', 'ANTENATAL_VISIT'] }))
      .then(consentGiven)
      .on('2026-01-31'));
  test.each(['SPOUSE', 'FAMILY', 'EMPLOYER', 'VILLAGE', 'OFFICE', 'GUARDIAN'])(
    'INV-20, BAD-14, FX-39, REF-21: of a grown woman is not given by %s, though everything else be right',
    (capacity) => {
      const refused = given()
        .beside(county)
        .when(give({ capacity, guardianId: FATHER }));
      refused.thenRefused('REF-21', { fields: ['capacity'] });
      expect(consent.rejections['REF-21'].recorded).toBe(true);
    },
  );
  test('of somebody whom a court found incapable is given by the guardian', () => {
    const asked = give({ capacity: 'GUARDIAN', guardianId: FATHER });
    const accepting = (reason: 'COURT_DECISION' | 'DECLARED_IN_WRITING') =>
      given()
        .beside(county)
        .accepting('ADULT_UNDER_GUARDIANSHIP' as never, reason)
        .when(asked);
    expect(accepting('COURT_DECISION').decision).toHaveProperty('events');
    accepting('DECLARED_IN_WRITING').thenRefused('REF-21');
  });
  test('INV-21: for somebody under fourteen is given by a named, grown, living guardian', () => {
    const asked = (more: object) =>
      given()
        .beside(family)
        .when(give({ ...forChild, ...more }));
    asked({}).thenRefused('GUARDIAN_NEEDED');
    asked({ capacity: 'GUARDIAN' }).thenRefused('GUARDIAN_NOT_NAMED');
    asked({ capacity: 'GUARDIAN', guardianId: CHILD }).thenRefused('GUARDIAN_IS_SELF');
    asked({ capacity: 'GUARDIAN', guardianId: OTHER }).thenRefused('GUARDIAN_NOT_ABLE');
    for (const capacity of ['OFFICE', 'VILLAGE', 'FAMILY', 'SPOUSE'])
      asked({ capacity, guardianId: MOTHER }).thenRefused('REF-21');
    expect(asked({ capacity: 'GUARDIAN', guardianId: MOTHER }).decision).toMatchObject({
      events: [{ data: { capacity: 'GUARDIAN', guardianId: MOTHER, expiresOn: '2029-03-15' } }],
    });
  });
  test('names a text in use, for its own services, in one of its languages', () => {
    const asked = (more: object) => given().beside(county).when(give(more));
    asked({ text: 'village-1' }).thenRefused('CONSENT_TEXT_UNKNOWN');
    asked({ scope: ['CONTRACEPTION_SERVICE'] }).thenRefused('CONSENT_TEXT_OTHER_SCOPE');
    asked({ language: 'fr' }).thenRefused('CONSENT_TEXT_OTHER_LANGUAGE');
    asked({ givenOn: '2026-03-21' }).thenRefused('DATE_IN_FUTURE');
    given().when(give()).thenRefused('PERSON_UNKNOWN');
    given().beside(county).without('consents').when(give()).thenRefused('NO_RULE_IN_FORCE', { topic: 'consents' });
  });
  test('asks for nothing else', () =>
    expect(takeIn(consent, 'GiveConsent', { ...hers, marriageCertificate: 'x' })).toMatchObject({
      refusal: { refused: 'REF-01', details: { fields: ['marriageCertificate'] } },
    }));
});

describe('a withdrawal', () => {
  const withdraw = (withdrawnOn: string, personId = MOTHER) => commands.WithdrawConsent({ personId, withdrawnOn });
  const withdrawn = events.ConsentWithdrawn({ personId: MOTHER, withdrawnOn: '2026-02-10' });
  test('INV-22: ends the consent from its day, once, without a reason', () => {
    given(consentGiven).when(withdraw('2026-02-10')).then(withdrawn).on('2026-02-10');
    given(consentGiven, withdrawn).when(withdraw('2026-02-11')).thenNothing();
  });
  test('is of a consent that this person gave, not before it and not in the future', () => {
    given().when(withdraw('2026-02-10')).thenRefused('CONSENT_UNKNOWN');
    given(consentGiven).when(withdraw('2026-02-10', OTHER)).thenRefused('CONSENT_UNKNOWN');
    given(consentGiven).when(withdraw('2026-01-30')).thenRefused('WITHDRAWN_BEFORE_GIVEN');
    given(consentGiven).when(withdraw('2026-03-21')).thenRefused('DATE_IN_FUTURE');
  });
  test('is open to somebody whose health data were erased', () => {
    const erased = events.ConsentGiven({ ...consentGiven.data, scope: ERASED as { readonly erased: true } });
    given(erased).when(withdraw('2026-02-10')).then(withdrawn);
  });
});
