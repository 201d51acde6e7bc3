/** 清单 The manifest of one imported file: digests of what came in and of what became of it, sealed in the ledger by its own. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalText } from '../../domain/kernel/canonical.ts';
import type { Execute } from '../../domain/kernel/execute.ts';
import { createdId } from '../../domain/kernel/identifier.ts';
import type { Crypto } from '../../domain/kernel/ports.ts';
import { IMPORTER, type Identifiers } from './identifiers.ts';
import { ImportError } from './import-error.ts';
import type { Whose } from './carry-out.ts';

export interface Counts {
  readonly rows: number;
  readonly taken: number;
  readonly unchanged: number;
  readonly quarantined: number;
}
export interface Manifest {
  readonly v: 1;
  readonly ledger: string;
  readonly batch: string;
  readonly file: {
    readonly digest: string;
    readonly bytes: number;
    readonly encoding: string;
    readonly format: string;
  };
  readonly kind: string | null;
  /** Columns that were left out because somebody said so. */
  readonly ignored: readonly string[];
  readonly counts: Counts;
  /** Rows by the code that kept them out, and changes by their name. */
  readonly codes: Readonly<Record<string, number>>;
  readonly changes: Readonly<Record<string, number>>;
  readonly flags: Readonly<Record<string, number>>;
  /** SHA-256 of the files beside it, base64url. */
  readonly report: string;
  readonly quarantine: string;
}

export const MANIFEST = 'manifest.json';

/** @returns its digest: SHA-256 of its canonical JSON (RFC 8785), base64url */
export const writeManifest = (folder: string, manifest: Manifest, crypto: Pick<Crypto, 'hash'>): string => {
  const text = canonicalText(manifest);
  writeFileSync(join(folder, MANIFEST), text, { mode: 0o600 });
  return crypto.hash(text);
};

interface Deps {
  readonly execute: Execute;
  readonly crypto: Crypto;
  readonly identifiers: Identifiers;
  readonly whose: Whose;
}

/** Records the manifest's digest; a manifest that is sealed already stays so. */
export const sealManifest = async (
  { execute, crypto, identifiers, whose }: Deps,
  manifest: Manifest,
  digest: string,
) => {
  const { county, batch, staff } = whose;
  const { file } = manifest;
  const { taken, unchanged, quarantined } = manifest.counts;
  const outcome = await execute({
    category: 'importBatch',
    id: createdId(crypto, 'ib', canonicalText([IMPORTER, batch, 'importBatch'])),
    command: {
      type: 'SealImport',
      data: { batch, file: file.digest, manifest: digest, taken, unchanged, quarantined },
    },
    actor: { id: IMPORTER, role: 'System', office: county, ...(staff && { onBehalfOf: staff }) },
    idempotencyKey: identifiers.idempotencyKey('seal', digest),
    stated: { channel: 'IMPORT', importBatch: batch },
  });
  if (outcome.kind !== 'accepted' && outcome.kind !== 'unchanged')
    throw new ImportError(`the manifest could not be sealed (${outcome.kind}); give the same command again`);
};
