// Wall time and the build, as events record them.

export const BUILD = '0.1.0';

/** Wall time that never goes back within a process. */
export const createClock = () => {
  let last = 0;
  return {
    now: () => {
      last = Math.max(last, Date.now());
      return new Date(last).toISOString();
    },
  };
};
