/** Which versions of a group there are, and how one follows the other: filled beside it, compared, then shown, then the old one goes. */
import type { Group } from '../projections/groups.ts';
import type { FedVersion, GroupState, ViewKeeper } from '../projections/view-store.ts';

export const versionsIn = ({ active, filling }: GroupState): FedVersion[] =>
  [active, filling].filter((one): one is FedVersion => one !== null);

const nextVersion = (state: GroupState, { shape }: Pick<Group, 'shape'>): FedVersion => ({
  version: Math.max(0, ...versionsIn(state).map(({ version }) => version)) + 1,
  shape,
});

/** The state after a first look: an empty store gets a version at once, as there is no older one to show meanwhile. */
export const openState = async (
  keeper: ViewKeeper,
  group: Pick<Group, 'name' | 'shape'>,
  initial: () => Promise<number>,
): Promise<GroupState> => {
  const state = await keeper.state(group.name);
  if (versionsIn(state).length > 0) return state;
  const opened: GroupState = { active: { version: await initial(), shape: group.shape }, filling: null };
  await keeper.change(group.name, state, opened);
  return keeper.state(group.name);
};

/**
 * Whether the shape of this release is newer than all there are. An older release never asks for its own: two releases
 * side by side would fill for ever; whoever goes back to one asks for a rebuild.
 */
export const needsFilling = (state: GroupState, { shape }: Pick<Group, 'shape'>): boolean =>
  versionsIn(state).every((one) => one.shape < shape);

/** Begins to fill a version beside the active one; the one that was being filled is given up. @returns the new state */
export const beginFilling = async (
  keeper: ViewKeeper,
  group: Pick<Group, 'name' | 'shape' | 'lanes'>,
): Promise<GroupState> => {
  const state = await keeper.state(group.name);
  const filling = nextVersion(state, group);
  if (await keeper.change(group.name, state, { ...state, filling })) {
    if (state.filling) await keeper.drop({ group: group.name, version: state.filling.version }, group.lanes);
  }
  return keeper.state(group.name);
};

/** Shows the filled version. @returns the version that is no longer shown, or undefined where another was faster */
export const showFilled = async (
  keeper: ViewKeeper,
  group: Pick<Group, 'name'>,
  filled: FedVersion,
): Promise<FedVersion | null | undefined> => {
  const state = await keeper.state(group.name);
  if (state.filling?.version !== filled.version) return undefined;
  const changed = await keeper.change(group.name, state, { active: filled, filling: null });
  return changed ? state.active : undefined;
};
