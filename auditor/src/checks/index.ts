import type { Check } from '../core/check.ts';
import { systemPrompt } from './chatbot/system-prompt.ts';
import { originAllowList } from './cors/origin-allow-list.ts';
import { stackTrace } from './exposure/stack-trace.ts';
import { loginLimit } from './limits/login.ts';
import { requestId } from './logging/request-id.ts';

/** Every check, in the order in which reports show them. One line per check. */
export const CHECKS: readonly Check[] = [loginLimit, originAllowList, systemPrompt, requestId, stackTrace];
