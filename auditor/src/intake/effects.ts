import type { Operation } from '../core/operation.ts';
import { isParam, segmentsOf } from './path-template.ts';

type Effects = Pick<Operation, 'destructive' | 'costly' | 'mails'>;

const DESTRUCTIVE =
  /^(?:delete|remove|destroy|purge|wipe|erase|clear|suspend|deactivate|disable|lock|ban|block|close|terminate|cancel|transfer|leave|revoke|rotate|archive|logout|sign-?out)$/;
const COSTLY =
  /^(?:chat|chats|messages?|completions?|generate|regenerate|embed|embeddings?|ask|answer|prompt|query|run|transcribe|transcriptions?|images?|speech|summari[sz]e|translate)$/;
const MAILING =
  /^(?:sign-?up|register|invites?|invitations?|forgot|reset|resend|verification|magic(?:-?link)?|contact|e?mails?|newsletter|notify|forgot-password|reset-password|password-reset|resend-verification)$/;
/** After one of the words above: `reset/request` sends, `reset/confirm` does not. */
const SENDS = /^(?:request|send|resend|new|create|again|start)$/;

/**
 * What an operation probably does beyond reading, by its method and the words of its path. Too careful rather than too bold:
 * the target file's `operations` corrects it.
 */
export function likelyEffects({ method, path }: Pick<Operation, 'method' | 'path'>): Effects {
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS')
    return { destructive: false, costly: false, mails: false };
  const words = segmentsOf(path)
    .filter((segment) => !isParam(segment))
    .map((segment) => segment.toLowerCase().replaceAll('_', '-'));
  const last = words.at(-1) ?? '';
  return {
    destructive: method === 'DELETE' || DESTRUCTIVE.test(last),
    costly: method === 'POST' && COSTLY.test(last),
    mails:
      method === 'POST' && (MAILING.test(last) || (SENDS.test(last) && MAILING.test(words.at(-2) ?? ''))),
  };
}
