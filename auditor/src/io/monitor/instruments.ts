import type { Target } from '../../core/target.ts';
import { lookupAt } from '../addresses.ts';
import { liveHttp, type Http, type HttpOptions } from '../http.ts';
import { createResolver } from '../resolver.ts';
import { createSecrets, type Secrets } from '../secrets.ts';
import { liveTls, type Tls } from '../tls.ts';
import { createVault, type Vault } from '../vault.ts';

/** What a watch sends with. */
export interface Instruments {
  readonly http: Http;
  readonly tls: Tls;
  readonly vault: Vault;
  readonly secrets: Secrets;
  /** How hosts are reached. */
  readonly reach: Pick<HttpOptions, 'hosts' | 'ca' | 'lookup'>;
}

const AT_ONCE = 10;

/** @param ca PEM of the authority named in `network.ca` */
export function openInstruments(
  { network }: Target,
  env: { readonly [name: string]: string | undefined },
  ca: string | undefined,
): Instruments {
  const vault = createVault();
  const { hosts, resolver } = network;
  const reach = {
    hosts,
    ...(ca === undefined ? {} : { ca }),
    ...(resolver === undefined ? {} : { lookup: lookupAt(createResolver({ server: resolver })) }),
  };
  const http = liveHttp({ ...reach, concurrency: AT_ONCE });
  return { http, tls: liveTls(reach), vault, secrets: createSecrets(env, vault), reach };
}
