import type { Probe } from '../io/probe.ts';
import { chatSystemPrompt } from './chat-system-prompt.ts';
import { cors } from './cors.ts';
import { errorTrigger } from './error-trigger.ts';
import { loginLimit } from './login-limit.ts';

/** Every probe, in the order in which a plan lists them. One line per probe. */
export const PROBES: readonly Probe[] = [cors, errorTrigger, chatSystemPrompt, loginLimit];
