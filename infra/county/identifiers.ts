// The ledger's identifiers for what the synthetic county knows by name, as its answers tell them.
import { beside } from '../../domain/kernel/identifier.ts';
import type { CountyCommand, Name, Reference } from './command.ts';

export const createIdentifiers = () => {
  const known = new Map<Name, string>();
  const identifierOf = (name: Name): string => {
    const id = known.get(name);
    if (id === undefined) throw new Error(`${name} is not known yet`);
    return id;
  };
  /** A child has its birth's identifier under its own prefix, in the lane of its household. */
  const learn = ({ creates, bears, data }: CountyCommand, id: string): void => {
    if (creates) known.set(creates, id);
    if (bears) known.set(bears, beside(id, 'p', identifierOf((data.householdId as Reference).$ref)));
  };
  return { identifierOf, learn };
};
