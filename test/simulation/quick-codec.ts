// The codec for the simulation: what it made of an event it remembers, as many processes read the same log.
import { type Codec, createCodec, type ReadEvent } from '../../domain/kernel/codec.ts';
import type { StoredEvent } from '../../domain/kernel/event-log.ts';

/** Reading depends on the event and on which of its keys there are; a log in memory gives every reader the same object. */
export const createQuickCodec = (deps: Parameters<typeof createCodec>[0]): Codec => {
  const codec = createCodec(deps);
  const decoded = new WeakMap<StoredEvent, Map<string, ReadEvent>>();
  const genuine = new WeakMap<StoredEvent, boolean>();
  return {
    ...codec,
    decode(stored, keys) {
      const readings = decoded.get(stored) ?? new Map<string, ReadEvent>();
      decoded.set(stored, readings);
      const there = codec
        .sealsOf(stored)
        .filter((seal) => keys.has(seal))
        .join(' ');
      const reading = readings.get(there) ?? codec.decode(stored, keys);
      readings.set(there, reading);
      return reading;
    },
    isGenuine(stored) {
      const known = genuine.get(stored) ?? codec.isGenuine(stored);
      genuine.set(stored, known);
      return known;
    },
  };
};
