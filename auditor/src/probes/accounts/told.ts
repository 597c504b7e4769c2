import { answerOf, type Exchange } from '../../core/exchange.ts';
import type { Told } from '../../evidence/account-answers.ts';
import { cookiesSet } from '../../io/material.ts';
import { see } from '../access/see.ts';

/**
 * What an answer tells about the address that was sent: the address itself is masked, and so is what changes from one answer
 * to the next by itself: ids, times, tokens.
 */
export function told(exchange: Exchange, address: string): Told {
  const answer = answerOf(exchange);
  if (answer === undefined) return { seen: see(exchange), told: '' };
  const mask = (text: string) => masked(text, address);
  const { status, headers, body } = answer;
  const parts = [
    String(status),
    mask(headers['location'] ?? ''),
    Object.keys(cookiesSet(headers['set-cookie'])).toSorted().join(' '),
    mask(body),
  ];
  return { seen: see(exchange), told: parts.join('\n') };
}

const CHANGING: readonly RegExp[] = [
  /~secret\.[a-z0-9-]+\.[0-9a-f]{10}~/g,
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi,
  /\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)?/g,
  // A word of letters and digits this long is issued, not written.
  /\b(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{16,}\b/g,
  /\b\d{9,}\b/g,
];

function masked(text: string, address: string): string {
  const name = address.split('@')[0] ?? address;
  const spellings = [address, encodeURIComponent(address), address.replace('@', '&#64;'), name];
  const without = spellings.reduce((rest, one) => rest.replaceAll(one, '<address>'), text);
  return CHANGING.reduce((rest, pattern) => rest.replaceAll(pattern, '<changing>'), without);
}
