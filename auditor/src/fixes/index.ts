import type { Kit } from './kit.ts';
import { corsAllowList } from './web/cors-allow-list.ts';

/** Every kit, in the order in which it is listed. */
export const KITS: readonly Kit[] = [corsAllowList];
