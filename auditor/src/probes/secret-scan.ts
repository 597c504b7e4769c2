import type { LeftOut } from '../core/cell.ts';
import type { EvidenceKind } from '../core/evidence.ts';
import type { Target } from '../core/target.ts';
import {
  BundleFolderSecrets,
  HistorySecrets,
  LogSecrets,
  RepositorySecrets,
  type SecretScan,
} from '../evidence/secret-scan.ts';
import type { Lane } from '../io/lane.ts';
import { gathered, unanswered, type Probe, type RunnableCell } from '../io/probe.ts';

interface Place {
  readonly name: Parameters<Lane['scan']>[0];
  readonly kind: EvidenceKind<SecretScan>;
  readonly title: string;
  readonly isNamed: (target: Target) => boolean;
  /** What the target file has to say. */
  readonly add: string;
}

const PLACES: readonly Place[] = [
  {
    name: 'repository',
    kind: RepositorySecrets,
    title: 'does the repository hold a credential?',
    isNamed: ({ repo }) => repo !== undefined,
    add: 'repo: .',
  },
  {
    name: 'history',
    kind: HistorySecrets,
    title: 'does an older version of the repository hold a credential?',
    isNamed: ({ repo }) => repo !== undefined,
    add: 'repo: .',
  },
  {
    name: 'bundle',
    kind: BundleFolderSecrets,
    title: 'does the built front end hold a credential?',
    isNamed: ({ bundle }) => bundle !== undefined,
    add: 'bundle: ./dist',
  },
  {
    name: 'logs',
    kind: LogSecrets,
    title: 'do the logs hold a credential?',
    isNamed: ({ logs }) => logs.length > 0,
    add: 'logs: [./logs/app.log]   # of the product, and of its builds',
  },
];

/** Searches what lies on this machine. Nothing is sent. */
export const secretScan: Probe = {
  id: 'secret-scan',
  yields: PLACES.map(({ kind }) => kind.kind),
  plan: ({ target }) => ({
    cells: PLACES.filter(({ isNamed }) => isNamed(target)).map(cellFor),
    leftOut: PLACES.filter(({ isNamed }) => !isNamed(target)).map(leftOut),
  }),
};

function cellFor({ name, kind, title }: Place): RunnableCell {
  return {
    id: `secret-scan/${name}`,
    probe: 'secret-scan',
    title,
    identities: [],
    // Logs are read when everything that could be logged has been.
    phase: name === 'logs' ? 'cleanup' : 'passive',
    effect: 'read',
    cost: { requests: 0, tokens: 0, mails: 0 },
    yields: [kind.kind],
    run: async (lane) => {
      const result = await lane.scan(name);
      return result.kind === 'scanned' ? gathered(kind.of(result.scan)) : unanswered(result.because);
    },
  };
}

function leftOut({ name, kind, add }: Place): LeftOut {
  return {
    kind: kind.kind,
    what: `the ${name}`,
    because: `the target file names no ${name === 'history' ? 'repository' : name}`,
    add,
  };
}
