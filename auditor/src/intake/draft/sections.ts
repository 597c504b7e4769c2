import type { Json, Operation } from '../../core/operation.ts';
import type { Discovery } from '../discovery/discover.ts';
import type { Recording } from '../recording/recorded.ts';
import { recogniseChat, type ChatSection } from './recognise-chat.ts';
import { headersSeen } from './headers.ts';
import { recognise, type LoginSeen } from './recognise.ts';

/** Sections of a target file that recordings and descriptions show, as they would be written. */
export interface Sections {
  readonly tenancy?: { readonly by: string; readonly name?: string };
  readonly whoami?: { readonly [key: string]: Json };
  readonly logout?: string;
  readonly signup?: string;
  readonly health?: string;
  readonly login?: LoginSeen;
  readonly chat?: ChatSection;
}

interface Sources {
  readonly operations: readonly Operation[];
  readonly recordings: readonly Recording[];
  readonly discovery: Discovery;
  /** Requests of nobody in particular. */
  readonly collections?: readonly Recording[];
}

/** What every product has, as far as it was seen. */
export function sectionsSeen({ operations, recordings, discovery, collections = [] }: Sources): Sections {
  const { tenancy, me } = discovery;
  const { whoami, login, ...seen } = recognise(operations, recordings, me);
  const tokenAs = headersSeen([...recordings, ...collections]).token;
  const chat = recogniseChat(operations, recordings, tenancy?.by === 'path' ? tenancy.name : undefined);
  return {
    ...seen,
    ...(login === undefined ? {} : { login: tokenAs === undefined ? login : { ...login, tokenAs } }),
    ...(whoami === undefined ? {} : { whoami: withTenant(whoami, discovery) }),
    ...(tenancy === undefined
      ? {}
      : { tenancy: { by: tenancy.by, ...(tenancy.name === undefined ? {} : { name: tenancy.name }) } }),
    ...(chat === undefined ? {} : { chat }),
  };
}

/** `whoami` must name the same key of the tenant that requests carry: an id where those carry ids, not its slug. */
function withTenant(
  whoami: { readonly [key: string]: Json },
  { tenancy, me }: Discovery,
): { [key: string]: Json } {
  const keys = [...(tenancy?.keys ?? [])].filter(([name]) => me.has(name));
  const [first] = keys;
  if (first === undefined) return { ...whoami };
  const paths = [...(me.get(first[0])?.fields.keys() ?? [])];
  const path = paths.find((one) => keys.every(([name, key]) => me.get(name)?.fields.get(one) === key));
  const { tenant: _, ...rest } = whoami;
  return path === undefined ? rest : { ...rest, tenant: path };
}
