import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { authority, issue } from '../../auditor/src/io/fixtures/certificates.ts';
import { openAlertSink } from './alert-sink.ts';
import { openControl } from './control.ts';
import { openEdge, type Edge } from './edge.ts';
import { describeLaunch } from './founder.ts';
import { launch, type Launched } from './launched.ts';
import { CANONICAL, HOSTS } from './names.ts';
import { openOutskirts } from './outskirts.ts';

/** A launch on this machine: everything between a browser's address bar and the product, and everything around it. */
export interface Stage {
  readonly directory: string;
  /** Path of `launch-ready.yaml`. */
  readonly targetFile: string;
  /** Passwords and tokens by the variables that the target file names; nowhere on disk. */
  readonly env: { readonly [name: string]: string };
  /** What runs where, for people. */
  readonly places: readonly (readonly [what: string, where: string])[];
  stop(): Promise<void>;
}

/** What somebody forgot around the product. */
export type Lack =
  /** The zone has no DMARC record. */
  | 'dmarc'
  /** The certificate does not name `www`. */
  | 'www-certificate'
  /** Monitors watch, and nobody is told. */
  | 'alerts';

export interface StageOptions {
  /** Emptied first. */
  readonly directory: string;
  /** Controls of the product that are switched off. */
  readonly flaws?: readonly string[];
  readonly lacks?: readonly Lack[];
}

/** What was started, to be ended the other way round. */
export type Closers = (() => Promise<void>)[];

/** Starts a launch. What was started is stopped again when a later part does not come up. */
export async function startStage({ directory: given, flaws = [], lacks = [] }: StageOptions): Promise<Stage> {
  const directory = resolve(given);
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(join(directory, 'logs'), { recursive: true, mode: 0o700 });
  const open: Closers = [];
  const stop = async () => {
    for (const close of open.splice(0).toReversed()) await close();
  };
  try {
    return { ...(await raise({ directory, flaws, lacks }, open)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function raise(
  { directory, flaws, lacks }: Required<StageOptions>,
  open: Closers,
): Promise<Omit<Stage, 'stop'>> {
  const outskirts = await openOutskirts(directory, open, lacks);
  const alerts = await openAlertSink();
  open.push(alerts.close);
  const launched = await launch({ directory, flaws, outskirts }, open);
  const edge = await openFront(directory, launched, lacks);
  open.push(edge.close);
  open.push(await openControl(directory, launched.acts));
  const origin = await launched.product.origin();
  const described = await describeLaunch({
    directory,
    origin,
    launched,
    outskirts,
    edge,
    alerts: alerts.url,
    lacks,
  });
  const { resolver, mail } = outskirts;
  return {
    directory,
    ...described,
    places: [
      ['product', `${CANONICAL} → ${edge.https}, ${origin} behind it`],
      ['staging', `https://${HOSTS.staging} → ${edge.https}, behind a login`],
      ['names', `${resolver} (dig @127.0.0.1 -p ${resolver.split(':')[1] ?? ''} ${HOSTS.app})`],
      ['mail', `${mail.smtp}, read at ${mail.inbox}/api/v1/messages`],
      ['alerts', `${alerts.url}, and by mail`],
      ['release', `${launched.releases.served().slice(0, 10)} in ${directory}/current; ops/rollback.sh`],
      ['files', directory],
    ],
  };
}

/** A certificate of an authority that only this launch knows, and the hosts behind it. */
async function openFront(
  directory: string,
  { product, rehearsal, staging }: Launched,
  lacks: readonly Lack[],
): Promise<Edge> {
  const { root, intermediate } = authority();
  const all = Object.values(HOSTS);
  const names = lacks.includes('www-certificate') ? all.filter((host) => host !== HOSTS.www) : all;
  const leaf = issue({ commonName: HOSTS.app, names, issuer: intermediate });
  writeFileSync(join(directory, 'ca.pem'), root.cert);
  const live = { kind: 'proxy', upstream: () => product.origin() } as const;
  return openEdge({
    key: leaf.key,
    chain: leaf.cert + intermediate.cert,
    sites: {
      [HOSTS.apex]: { kind: 'redirect', to: CANONICAL },
      [HOSTS.www]: { kind: 'redirect', to: CANONICAL },
      [HOSTS.app]: live,
      [HOSTS.api]: live,
      [HOSTS.staging]: {
        kind: 'proxy',
        upstream: () => rehearsal.origin(),
        login: `team:${staging.voucher}`,
      },
    },
  });
}
