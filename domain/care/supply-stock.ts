/** 药具库存 One point where contraceptive supplies are handed out free, to whoever comes: batches and numbers, never a name. */
import * as z from 'zod';
import { accept, already, type Context, type Decider } from '../kernel/decider.ts';
import { command, defineCommands, defineEvents, event } from '../kernel/message.ts';
import { type Rejections, refuse } from '../kernel/refusal.ts';
import { CivilDate, TownshipCode } from '../kernel/values.ts';
import { Institution } from '../registry/fields.ts';
import { placeOn, placeRejections } from '../registry/place.ts';

const Supply = z.enum(['CONDOM', 'ORAL_PILL', 'EMERGENCY_PILL', 'IUD', 'IMPLANT', 'INJECTION', 'FOLIC_ACID']);
const Batch = z
  .string()
  .regex(/^[A-Z0-9-]{2,20}$/, 'a batch number')
  .meta({ examples: ['B2025-01', 'B2025-02'] });
/** 凭单号 Number of the paper behind a movement: each moves stock once. */
const Slip = z
  .string()
  .regex(/^[A-Z0-9-]{2,20}$/, 'the number of a slip')
  .meta({ examples: ['S-1', 'S-2', 'S-3'] });
const Quantity = z.int().positive().max(1_000_000);

const opening = z.strictObject({ township: TownshipCode, point: Institution });
const receipt = z.strictObject({
  slip: Slip,
  supply: Supply,
  batch: Batch,
  quantity: Quantity,
  expiresOn: CivilDate,
  receivedOn: CivilDate,
});
const dispensing = z.strictObject({ slip: Slip, supply: Supply, quantity: Quantity.max(1000), dispensedOn: CivilDate });
const count = z.strictObject({
  slip: Slip,
  supply: Supply,
  batch: Batch,
  counted: z.int().nonnegative().max(1_000_000),
  reason: z.enum(['COUNTED', 'DAMAGED', 'LOST', 'TYPING_ERROR']),
  countedOn: CivilDate,
});
const expiry = z.strictObject({ supply: Supply, batch: Batch, writtenOffOn: CivilDate });

const how = { purpose: 'SERVICE' as const, basis: ['PFP-21', 'PIPL-6'] };
const commands = defineCommands({
  OpenStockPoint: command(opening, { ...how, creates: true }),
  ReceiveStock: command(receipt, how),
  // Whoever asks for a name, a number or a marriage here is refused.
  Dispense: command(dispensing, { ...how, unconditional: true }),
  AdjustStock: command(count, how),
  WriteOffExpired: command(expiry, how),
});
const events = defineEvents({
  StockPointOpened: event(opening),
  StockReceived: event(receipt),
  /** The batches that ran out first went first. */
  SuppliesDispensed: event(
    dispensing.extend({ lots: z.array(z.strictObject({ batch: Batch, quantity: Quantity })).max(50) }),
  ),
  StockAdjusted: event(count.extend({ before: z.int().nonnegative() })),
  StockExpired: event(expiry.extend({ quantity: z.int().nonnegative() })),
});

const rejections = {
  ...placeRejections,
  STOCK_POINT_ALREADY_OPEN: { zh: '该发放点已设立。', en: 'This point is open already.', conflict: true },
  STOCK_POINT_UNKNOWN: { zh: '没有该发放点。', en: 'There is no such point.' },
  SLIP_USED: { zh: '该凭单已记录。', en: 'This slip is on record already.', conflict: true },
  BATCH_UNKNOWN: { zh: '没有该批次的库存。', en: 'Nothing of this batch was received.' },
  BATCH_OTHER_EXPIRY: {
    zh: '同一批次的有效期应当相同。',
    en: 'The same batch was received with another day of expiry.',
    conflict: true,
  },
  NOT_ENOUGH_STOCK: {
    zh: '有效期内的库存不足。',
    en: 'There is not enough in stock that has not expired.',
    alternative: { zh: '请指引到其他发放点。', en: 'Point to another place that has some.' },
  },
  NOT_EXPIRED: { zh: '该批次尚在有效期内。', en: 'This batch has not expired.' },
  STOCK_EXPIRED: { zh: '已过有效期的不得入库。', en: 'What has expired is not taken into stock.' },
  DATE_IN_FUTURE: {
    zh: '日期晚于今日。',
    en: 'The date is later than today.',
    alternative: { zh: '请在事实发生后办理。', en: 'Send it once it has happened.' },
  },
} as const satisfies Rejections;

interface Lot {
  readonly supply: z.output<typeof Supply>;
  readonly batch: string;
  readonly expiresOn: string;
  readonly quantity: number;
}
export interface StockState {
  readonly open: boolean;
  readonly lots: readonly Lot[];
  readonly slips: readonly string[];
}
type Moved = { readonly slip: string; readonly on: string; readonly field: string };

const movable = (state: StockState, { today }: Context, { slip, on, field }: Moved) => {
  if (!state.open) return refuse('STOCK_POINT_UNKNOWN');
  if (state.slips.includes(slip)) return refuse('SLIP_USED', { field: '/slip' });
  return on > today ? refuse('DATE_IN_FUTURE', { field }) : undefined;
};
const lotOf = ({ lots }: StockState, { supply, batch }: Pick<Lot, 'supply' | 'batch'>) =>
  lots.find((lot) => lot.supply === supply && lot.batch === batch);
const withLot = (state: StockState, changed: Lot): StockState => ({
  ...state,
  lots: [...state.lots.filter(({ supply, batch }) => supply !== changed.supply || batch !== changed.batch), changed],
});
const noted = (state: StockState, slip: string): StockState => ({ ...state, slips: [...state.slips, slip] });

/** Takes what expires first, never what has expired; undefined where that is too little. */
const lotsFor = ({ lots }: StockState, { supply, quantity, dispensedOn }: z.output<typeof dispensing>) => {
  const usable = lots
    .filter((lot) => lot.supply === supply && lot.quantity > 0 && lot.expiresOn > dispensedOn)
    .toSorted((a, b) => (a.expiresOn < b.expiresOn ? -1 : 1));
  let left = quantity;
  const taken = usable.flatMap(({ batch, quantity: held }) => {
    const part = Math.min(held, left);
    left -= part;
    return part > 0 ? [{ batch, quantity: part }] : [];
  });
  return left === 0 ? taken : undefined;
};

export const supplyStock: Decider<StockState, typeof commands, typeof events, typeof rejections> = {
  category: 'supplyStock',
  subject: 'stock',
  prefix: 'ss',
  commands,
  events,
  rejections,
  initialState: { open: false, lots: [], slips: [] },
  decide: {
    OpenStockPoint: (data, state, context) => {
      if (state.open) return refuse('STOCK_POINT_ALREADY_OPEN');
      const place = placeOn(context, data.township, context.today);
      if ('refused' in place) return place;
      return accept([events.StockPointOpened({ ...data, township: place.code })]);
    },
    ReceiveStock: (data, state, context) => {
      const { slip, receivedOn: on } = data;
      const fault = movable(state, context, { slip, on, field: '/receivedOn' });
      if (fault) return fault;
      if (data.expiresOn <= on) return refuse('STOCK_EXPIRED', { field: '/expiresOn' });
      const known = lotOf(state, data);
      if (known && known.expiresOn !== data.expiresOn) return refuse('BATCH_OTHER_EXPIRY', { field: '/expiresOn' });
      return accept([events.StockReceived(data)], { occurredOn: on });
    },
    Dispense: (data, state, context) => {
      const { slip, dispensedOn: on } = data;
      const fault = movable(state, context, { slip, on, field: '/dispensedOn' });
      if (fault) return fault;
      const lots = lotsFor(state, data);
      if (!lots) return refuse('NOT_ENOUGH_STOCK', { field: '/quantity' });
      return accept([events.SuppliesDispensed({ ...data, lots })], { occurredOn: on });
    },
    AdjustStock: (data, state, context) => {
      const { slip, countedOn: on } = data;
      const fault = movable(state, context, { slip, on, field: '/countedOn' });
      if (fault) return fault;
      const known = lotOf(state, data);
      if (!known) return refuse('BATCH_UNKNOWN', { field: '/batch' });
      if (known.quantity === data.counted) return already();
      return accept([events.StockAdjusted({ ...data, before: known.quantity })], { occurredOn: on });
    },
    WriteOffExpired: (data, state, context) => {
      if (!state.open) return refuse('STOCK_POINT_UNKNOWN');
      const known = lotOf(state, data);
      if (!known) return refuse('BATCH_UNKNOWN', { field: '/batch' });
      if (data.writtenOffOn > context.today) return refuse('DATE_IN_FUTURE', { field: '/writtenOffOn' });
      if (known.expiresOn > data.writtenOffOn) return refuse('NOT_EXPIRED', { expiresOn: known.expiresOn });
      if (known.quantity === 0) return already();
      return accept([events.StockExpired({ ...data, quantity: known.quantity })], { occurredOn: data.writtenOffOn });
    },
  },
  evolve: {
    StockPointOpened: (state) => ({ ...state, open: true }),
    StockReceived: (state, { slip, supply, batch, quantity, expiresOn }) => {
      const held = lotOf(state, { supply, batch })?.quantity ?? 0;
      return noted(withLot(state, { supply, batch, expiresOn, quantity: held + quantity }), slip);
    },
    SuppliesDispensed: (state, { slip, supply, lots }) =>
      noted(
        lots.reduce((left, { batch, quantity }) => {
          const lot = lotOf(left, { supply, batch });
          return lot ? withLot(left, { ...lot, quantity: Math.max(0, lot.quantity - quantity) }) : left;
        }, state),
        slip,
      ),
    StockAdjusted: (state, { slip, supply, batch, counted }) => {
      const lot = lotOf(state, { supply, batch });
      return noted(lot ? withLot(state, { ...lot, quantity: counted }) : state, slip);
    },
    StockExpired: (state, { supply, batch }) => {
      const lot = lotOf(state, { supply, batch });
      return lot ? withLot(state, { ...lot, quantity: 0 }) : state;
    },
  },
};
