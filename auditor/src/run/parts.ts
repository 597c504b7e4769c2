import { CHECKS } from '../checks/index.ts';
import type { Parts } from '../engine.ts';
import { OBSERVERS } from '../observers/index.ts';
import { PROBES } from '../probes/index.ts';

/** The auditor as it ships. */
export const PARTS: Parts = { checks: CHECKS, probes: PROBES, observers: OBSERVERS };
