// What the county keeps of an institution, and what lies on its shelves.
import { describe, expect, test } from 'vitest';
import { facility } from '../../../domain/care/facility.ts';
import { supplyStock } from '../../../domain/care/supply-stock.ts';
import { fieldPlan } from '../../../domain/kernel/field-plan.ts';
import { takeIn } from '../../../domain/kernel/intake.ts';
import { specify } from '../../support/specify.ts';
import { TOWNSHIP } from '../registry/cast.ts';
import { centre, FACILITY, pointOpened, STOCK, stocked } from './cast.ts';

describe('a facility', () => {
  const { commands, events } = facility;
  const { given } = specify(facility, FACILITY);
  test('INV-24: is licensed for three years at a time', () => {
    const register = commands.RegisterFacility({
      ...{ township: TOWNSHIP, kind: 'MATERNITY_CENTRE', name: '平安县妇幼保健院', licence: 'PA-2024-0001' },
      ...{ items: ['ANTENATAL_VISIT', 'DELIVERY', 'CHILD_CHECK'], licensedOn: '2024-01-01' },
    });
    given()
      .when(register)
      .then(centre[0] as never)
      .on('2024-01-01');
    given(...(centre as never[]))
      .when(register)
      .thenRefused('FACILITY_ALREADY_REGISTERED');
    given(...(centre as never[]))
      .when(commands.VerifyLicence({ verifiedOn: '2026-03-01' }))
      .then(events.LicenceVerified({ verifiedOn: '2026-03-01', validUntil: '2029-03-01' }));
    given(...(centre as never[]))
      .when(commands.VerifyLicence({ verifiedOn: '2023-01-01' }))
      .thenRefused('BEFORE_EARLIER');
  });
  test('is suspended and restored', () => {
    const suspended = events.FacilitySuspended({ from: '2026-02-01', reason: 'ILLEGAL_CHARGE' });
    const of = given(...(centre as never[]), suspended);
    given(...(centre as never[]))
      .when(commands.RestoreFacility({ from: '2026-02-20' }))
      .thenRefused('FACILITY_NOT_SUSPENDED');
    of.when(commands.RestoreFacility({ from: '2026-01-20' })).thenRefused('BEFORE_EARLIER');
    of.when(commands.RestoreFacility({ from: '2026-02-20' })).then(events.FacilityRestored({ from: '2026-02-20' }));
    of.when(commands.SuspendFacility({ from: '2026-02-05', reason: 'UNSAFE' })).thenNothing();
  });
  test('files the places of its childcare before it changes them', () => {
    const of = given(...(centre as never[]));
    of.when(commands.ChangeChildcarePlaces({ places: 80, from: '2026-01-01' })).thenRefused('NO_CHILDCARE_FILED');
    of.when(commands.FileChildcareInstitution({ places: 60, filedOn: '2025-09-01' })).then(
      events.ChildcareInstitutionFiled({ places: 60, filedOn: '2025-09-01' }),
    );
  });
  test('is known before anything is recorded of it, and nothing of tomorrow is', () => {
    given()
      .when(commands.InspectFacility({ inspectedOn: '2026-01-01', result: 'PASSED' }))
      .thenRefused('FACILITY_UNKNOWN');
    given(...(centre as never[]))
      .when(commands.InspectFacility({ inspectedOn: '2026-03-21', result: 'PASSED' }))
      .thenRefused('DATE_IN_FUTURE');
  });
});

describe('supplies', () => {
  const { commands, events } = supplyStock;
  const { given } = specify(supplyStock, STOCK);
  const dispense = (quantity: number, dispensedOn = '2026-03-01') =>
    commands.Dispense({ slip: 'S-9', supply: 'CONDOM', quantity, dispensedOn });
  const of = given(...(stocked as never[]));
  test('INV-26: are dispensed to whoever asks, the batch that expires first before the others', () =>
    of.when(dispense(120)).then(
      events.SuppliesDispensed({
        ...{ slip: 'S-9', supply: 'CONDOM', quantity: 120, dispensedOn: '2026-03-01' },
        lots: [
          { batch: 'B-SOON', quantity: 100 },
          { batch: 'B-LATE', quantity: 20 },
        ],
      }),
    ));
  test('INV-26: are never dispensed to a name: no event of a stock has a word for a person', () => {
    for (const { data } of Object.values(events.specs)) {
      expect(Object.keys(data.shape).filter((name) => /person|name|citizen/i.test(name))).toEqual([]);
      expect(fieldPlan(data)).toEqual({ sealed: [], keys: [] });
    }
    const asked = { slip: 'S-9', supply: 'CONDOM', quantity: 1, dispensedOn: '2026-03-01', citizenId: 'x' };
    expect(takeIn(supplyStock, 'Dispense', asked)).toMatchObject({
      refusal: { refused: 'REF-01', details: { fields: ['citizenId'] } },
    });
  });
  test('that have expired, or are not there, are not dispensed', () => {
    of.when(dispense(101, '2026-03-15')).thenRefused('NOT_ENOUGH_STOCK');
    of.when(dispense(201)).thenRefused('NOT_ENOUGH_STOCK');
    given().when(dispense(1)).thenRefused('STOCK_POINT_UNKNOWN');
  });
  test('move once for each slip', () => {
    const { data } = stocked[1] as { data: Parameters<typeof commands.ReceiveStock>[0] };
    of.when(commands.ReceiveStock(data)).thenRefused('SLIP_USED');
    given(pointOpened)
      .when(commands.ReceiveStock({ ...data, expiresOn: '2026-01-10' }))
      .thenRefused('STOCK_EXPIRED');
    of.when(commands.ReceiveStock({ ...data, slip: 'S-9', expiresOn: '2027-01-01' })).thenRefused('BATCH_OTHER_EXPIRY');
  });
  test('are counted, and written off once they have expired', () => {
    const count = {
      slip: 'S-9',
      supply: 'CONDOM',
      batch: 'B-LATE',
      reason: 'COUNTED',
      countedOn: '2026-03-01',
    } as const;
    of.when(commands.AdjustStock({ ...count, counted: 90 })).then(
      events.StockAdjusted({ ...count, counted: 90, before: 100 }),
    );
    of.when(commands.AdjustStock({ ...count, counted: 100 })).thenNothing();
    of.when(commands.AdjustStock({ ...count, batch: 'B-NONE', counted: 1 })).thenRefused('BATCH_UNKNOWN');
    const off = { supply: 'CONDOM', batch: 'B-SOON', writtenOffOn: '2026-03-15' } as const;
    of.when(commands.WriteOffExpired(off)).then(events.StockExpired({ ...off, quantity: 100 }));
    of.when(commands.WriteOffExpired({ ...off, writtenOffOn: '2026-03-14' })).thenRefused('NOT_EXPIRED');
  });
});
