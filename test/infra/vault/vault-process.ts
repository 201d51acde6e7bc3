// A process of the county that opens the vault beside others; a spec starts it and may kill it at any moment.
import { openVault } from '../../../infra/vault/vault.ts';

const [folder = '', name = '', task = '', count = '0'] = process.argv.slice(2);
const vault = await openVault({ url: `sqlite:${folder}`, masterKey: Buffer.alloc(32, 1) });
const tell = (fact: unknown) => process.stdout.write(`${JSON.stringify(fact)}\n`);
const AT = '2026-11-24T08:00:00.000Z';

const tasks: Record<string, () => Promise<void>> = {
  /** Makes keys without end; says which are acknowledged. */
  ensure: async () => {
    const lane = async (number: number) => {
      for (let at = 0; ; at += 1) {
        const owner = `p_${name}_${number}_${at}/identity`;
        const key = (await vault.keys.ensure([owner])).get(owner);
        if (key !== 'erased') tell({ owner, secret: key?.secret });
      }
    };
    await Promise.all([0, 1, 2, 3].map(lane));
  },
  /** Races for the same numbers and the same keys as its twin. */
  race: async () => {
    for (let at = 0; at < Number(count); at += 1) {
      const owner = `p_${at}/identity`;
      const by = { stream: `person-p_${name}`, command: `${name}-${at}`, at: AT };
      const [held, keys] = await Promise.all([
        vault.numbers.take([{ kind: 'citizenId', value: String(at) }], by),
        vault.keys.ensure([owner]),
      ]);
      const key = keys.get(owner);
      tell({ number: at, won: held === undefined, secret: key === 'erased' ? key : key?.secret });
    }
  },
};

await tasks[task]?.();
await vault.close();
