// A caller who has just been answered, and asks the views for it: what was acknowledged must be shown after waiting.
import { registry, lanesOf } from '../../projections/groups.ts';
import { households, persons } from '../../projections/household-rows.ts';
import { laneOf, rowKey } from '../../projections/keys.ts';
import { createWaiting } from '../../projections/waiting.ts';
import type { Parts } from './county.ts';
import type { Acknowledged } from './desks.ts';
import type { World } from './world.ts';

const PATIENCE_MS = 60_000;
/** How many look at once whether it is shown. */
const ASKS = 0.3;
/** Commands after which the row of the stream's own subject has seen the command's position. */
const SUBJECTS: Readonly<Record<string, typeof persons | typeof households>> = {
  RegisterPerson: persons as never,
  FormHousehold: households as never,
  TakeOverRegistration: persons as never,
};

const watermarkOf = (text: string | null | undefined): number =>
  text ? Number((JSON.parse(text) as unknown[])[1]) : -1;

/** @param life of somebody outside, who never crashes and sees the views as they are */
export const createReader = (world: World, { views }: Pick<Parts, 'views'>, version: number) => {
  const life = world.life('reader');
  const of = { group: registry.name, version };
  const waiting = createWaiting({
    signs: views,
    scheduler: { nowMs: world.now, sleep: (ms) => world.sleep(life, ms) },
    active: async () => of,
    lanes: lanesOf(registry),
  });
  const broken: string[] = [];

  const look = async ({ request, outcome }: Acknowledged): Promise<void> => {
    const table = SUBJECTS[request.command.type];
    if (!table || outcome.kind !== 'accepted' || !world.chance.happens(ASKS)) return;
    const lane = laneOf(outcome.id, registry.lanes);
    const position = Number(outcome.position);
    if ((await waiting.waitFor(position, PATIENCE_MS, [lane])) < position) return;
    const [text] = views.atOnce.load({ ...of, lane }, [rowKey(table, outcome.id)]).texts;
    if (watermarkOf(text) < position)
      broken.push(`${request.command.type} at ${position} was waited for and not shown`);
  };
  return { look: (answer: Acknowledged) => void look(answer), broken };
};
