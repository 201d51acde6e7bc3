/** How many events the embedded store reads at once: many small ones, few large ones, so that no reader fills the memory. */

const PAGE_FIRST = 32;
const PAGE_MAX = 512;
const PAGE_BYTES = 256 * 1024;

export type Paging = {
  readonly limit: () => number;
  readonly had: (page: readonly (readonly [number, Buffer, ...unknown[]])[]) => void;
};

export const createPaging = (): Paging => {
  let limit = PAGE_FIRST;
  return {
    limit: () => limit,
    had: (page) => {
      if (page.length === 0) return;
      let bytes = 0;
      for (const [, message] of page) bytes += message.length;
      limit = Math.max(1, Math.min(PAGE_MAX, Math.floor((page.length * PAGE_BYTES) / bytes)));
    },
  };
};
