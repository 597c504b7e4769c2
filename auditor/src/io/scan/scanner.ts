import { resolve } from 'node:path';
import type { Target } from '../../core/target.ts';
import { readPapers, type PaperReading } from '../papers.ts';
import type { Checkout, EnvironmentsRead } from '../../evidence/deployment.ts';
import type { Vault } from '../vault.ts';
import { checkoutOf } from './checkout.ts';
import { readEnvironments } from './environments.ts';
import { sizeOf } from './log-files.ts';
import { readRunLogs, type LogReading, type SentRequest } from './run-logs.ts';
import { scanFolder, type ScanResult } from './scan-files.ts';
import { scanHistory } from './scan-history.ts';
import { scanLogs } from './scan-logs.ts';

/** What the target file may name that lies on this machine. */
export type ScanPlace = 'repository' | 'history' | 'bundle' | 'logs';

/** Searches the files that the target file names. Values that it finds stay here. */
export interface Scanner {
  scan(place: ScanPlace): Promise<ScanResult>;
  readEnvironments(): EnvironmentsRead;
  /** The commit that lies in the repository. */
  checkout(): Promise<Checkout | undefined>;
  /** Reads what the product's logs say since this was opened. */
  readLogs(sent: readonly SentRequest[], canaries: ReadonlySet<string>): LogReading;
  /** Reads what files look like. */
  readPapers(names: readonly string[]): Promise<PaperReading>;
}

interface ScannerOptions {
  readonly target: Target;
  /** Folder of the target file, which its paths are relative to. */
  readonly folder: string;
  readonly vault: Vault;
}

export function createScanner({ target, folder, vault }: ScannerOptions): Scanner {
  const sizes = new Map(target.logs.map((name) => [name, sizeOf(resolve(folder, name))]));
  const unnamed = (key: string): ScanResult => ({ kind: 'failed', because: `the target file has no ${key}` });
  return {
    async scan(place) {
      if (place === 'logs') return target.logs.length === 0 ? unnamed('logs') : scanLogs(folder, target.logs);
      const named = place === 'bundle' ? target.bundle : target.repo;
      if (named === undefined) return unnamed(place === 'bundle' ? 'bundle' : 'repo');
      if (place === 'history') return scanHistory(resolve(folder, named));
      return scanFolder(
        place === 'bundle' ? 'the built front end' : 'the repository',
        resolve(folder, named),
      );
    },
    readEnvironments: () => readEnvironments(folder, target.environments),
    checkout: async () => (target.repo === undefined ? undefined : checkoutOf(resolve(folder, target.repo))),
    readLogs: (sent, canaries) =>
      readRunLogs({
        folder,
        names: target.logs,
        sizes,
        sent,
        canaries,
        addresses: addressesOf(target),
        redact: (text) => vault.redact(text),
      }),
    readPapers: (names) =>
      readPapers({ folder, names, now: Date.now(), redact: (text) => vault.redact(text) }),
  };
}

/** E-mail addresses that the target file gives its people. */
function addressesOf({ identities }: Target): readonly (readonly [string, string])[] {
  return Object.entries(identities).flatMap(([name, { user }]) =>
    user !== undefined && user.includes('@') ? [[name, user] as const] : [],
  );
}
