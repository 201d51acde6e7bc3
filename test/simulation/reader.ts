// A caller who has just been answered, and asks the views for it: what was acknowledged must be shown after waiting.
import { registry, lanesOf } from '../../projections/groups.ts';
import { households, persons } from '../../projections/household-rows.ts';
import { laneOf, rowKey } from '../../projections/keys.ts';
import { createWaiting } from '../../projections/waiting.ts';
import type { County } from './county.ts';
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

/** Somebody outside, who never crashes and sees the views as they are. */
export const createReader = (world: World, { parts, epoch }: Pick<County, 'parts' | 'epoch'>) => {
  const { views } = parts;
  const life = world.life('reader');
  const active = async () => {
    const fed = views.atOnce.state(registry.name).active;
    return fed ? { group: registry.name, version: fed.version } : undefined;
  };
  const waiting = createWaiting({
    ...{ signs: views, active, epoch, lanes: lanesOf(registry) },
    scheduler: { nowMs: world.now, sleep: (ms) => world.sleep(life, ms) },
  });
  const broken: string[] = [];

  const look = async ({ request, outcome }: Acknowledged): Promise<void> => {
    const table = SUBJECTS[request.command.type];
    if (!table || outcome.kind !== 'accepted' || !world.chance.happens(ASKS)) return;
    const lane = laneOf(outcome.id, registry.lanes);
    const [position, asked] = [Number(outcome.position), epoch()];
    if ((await waiting.waitFor(position, PATIENCE_MS, [lane])) < position) return;
    // A position of an epoch that has ended is answered by saying so.
    const of = await active();
    if (epoch() !== asked || !of) return;
    const [text] = views.atOnce.load({ ...of, lane }, [rowKey(table, outcome.id)]).texts;
    if (watermarkOf(text) < position)
      broken.push(`${request.command.type} at ${position} was waited for and not shown`);
  };
  return { look: (answer: Acknowledged) => void look(answer), broken };
};
