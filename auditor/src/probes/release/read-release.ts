import { answerOf } from '../../core/exchange.ts';
import type { Target } from '../../core/target.ts';
import { callOf, type Call } from '../../evidence/response-call.ts';
import { readPath } from '../../intake/json-path.ts';
import type { Lane } from '../../io/lane.ts';

/** What the product says of the release that it serves. */
export interface ReadRelease {
  readonly call: Call;
  readonly commit?: string;
}

export async function readRelease(
  lane: Lane,
  { get, commit, header }: NonNullable<Target['release']>,
): Promise<ReadRelease> {
  const exchange = await lane.send({ method: 'GET', path: get });
  const answer = answerOf(exchange);
  const call = callOf(exchange);
  if (answer === undefined || answer.status !== 200) return { call };
  const value =
    header === undefined ? readPath(parsed(answer.body), commit) : answer.headers[header.toLowerCase()];
  return typeof value === 'string' && value !== '' ? { call, commit: value.trim() } : { call };
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
