/** 名录 Word between feeder and lanes of the directory: checkpoints lie in the vault, everything else beside the other views. */
import type { DirectoryWriter } from '../projections/directory.ts';
import type { LaneSigns, ViewKeeper } from '../projections/view-store.ts';
import { directoryCheckpoint, directoryLane } from './directory-lane.ts';

export const createDirectorySigns = (signs: LaneSigns, directory: Pick<DirectoryWriter, 'checkpoint'>): LaneSigns => ({
  ...signs,
  async lanes(of, lanes) {
    const states = await signs.lanes(of, lanes);
    const held = await Promise.all(lanes.map((lane) => directory.checkpoint(directoryLane({ lane }), of.version)));
    return states.map(({ note }, at) => ({ checkpoint: directoryCheckpoint(held[at] ?? null), note }));
  },
});

type Versions = Pick<DirectoryWriter, 'activeVersion' | 'activate' | 'drop'>;

/** Readers of the vault see the version that the state names. */
export const createDirectoryKeeper = (keeper: ViewKeeper, directory: Versions): ViewKeeper => ({
  ...keeper,
  async state(group) {
    const state = await keeper.state(group);
    // Whoever changed the state may have ended before the vault heard of it.
    if (state.active && state.active.version !== (await directory.activeVersion()))
      await directory.activate(state.active.version);
    return state;
  },
  async drop(of, lanes) {
    await directory.drop(of.version);
    await keeper.drop(of, lanes);
  },
});
