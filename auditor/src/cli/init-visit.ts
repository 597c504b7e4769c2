import { leavesOf } from '../intake/discovery/leaves.ts';
import type { LoginSeen } from '../intake/draft/recognise.ts';
import { conclude } from '../intake/recording/conclusion.ts';
import { parseJson } from '../intake/recording/body.ts';
import type { Recording } from '../intake/recording/recorded.ts';
import { createRecorder } from '../intake/recording/recorder.ts';
import type { Json, Operation } from '../core/operation.ts';
import type { Visited, Visitor } from '../io/visitor.ts';

/** A login as it is sent, whether it was recognised or stands in the file. */
export interface Entry {
  readonly path: string;
  readonly isForm: boolean;
  readonly body: { readonly [name: string]: Json };
}

export function entryOf(
  { path, isForm, user, password, others }: LoginSeen,
  account: { readonly mail: string; readonly password: string },
): Entry {
  return { path, isForm, body: { ...others, [user]: account.mail, [password]: account.password } };
}

/** What a front end knows besides who logs in. */
export interface Surroundings {
  readonly operations: readonly Operation[];
  /** Where the product says who is calling. */
  readonly whoami: Json | undefined;
}

/** Logs in and asks who one is, as a front end does. */
export async function enter(
  visitor: Visitor,
  entry: Entry,
  { operations, whoami }: Surroundings,
): Promise<Visited> {
  const first = await send(visitor, entry);
  const answer = wantsToken(first) ? ((await withToken(visitor, entry, operations)) ?? first) : first;
  if (isIn(answer) && typeof whoami === 'string') await visitor.get(whoami);
  return answer;
}

export function isIn({ status }: Visited): boolean {
  return status > 0 && status < 400;
}

function send(visitor: Visitor, { path, isForm, body }: Entry, headers = {}): Promise<Visited> {
  return visitor.post(path, body, isForm ? 'form' : 'json', headers);
}

/** Refused for want of a token against forged requests; 419 is what Laravel says. */
function wantsToken({ status, text }: Visited): boolean {
  return status === 419 || (status >= 400 && status < 500 && /csrf|xsrf|forgery/i.test(text));
}

const USUAL_PLACES = ['/csrf', '/csrf-token', '/api/csrf', '/api/csrf-token', '/api/auth/csrf'];

/** Tries once more with a token that the product hands out. */
async function withToken(
  visitor: Visitor,
  entry: Entry,
  operations: readonly Operation[],
): Promise<Visited | undefined> {
  const described = operations
    .filter((one) => one.method === 'GET' && /csrf|xsrf/i.test(one.path))
    .map((one) => one.path);
  for (const place of new Set([...described, ...USUAL_PLACES])) {
    const { status, json } = await visitor.get(place);
    const token =
      status === 200 ? leavesOf(json).find((one) => /csrf|xsrf|token/i.test(one.name)) : undefined;
    if (token === undefined) continue;
    const answer = await send(visitor, entry, { 'x-csrf-token': token.value });
    if (isIn(answer) || !wantsToken(answer)) return answer;
    return send(visitor, { ...entry, body: { ...entry.body, [token.name]: token.value } });
  }
  return undefined;
}

/** What was answered, in the product's own words where it has some. */
export function said({ status, text, because }: Visited): string {
  if (status === 0) return `got no answer: ${because ?? 'nobody is there'}`;
  const words = (sentenceIn(text) ?? text)
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 200);
  return `answered ${status}${words === '' ? '' : `: ${words}`}`;
}

/** A sentence before a code such as `invalid_grant`. */
function sentenceIn(text: string): string | undefined {
  const reasons = leavesOf(parseJson(text)).filter(({ name }) => SAYS_WHY.test(name));
  return (reasons.find(({ value }) => value.includes(' ')) ?? reasons[0])?.value;
}

const SAYS_WHY = /^(?:message|error|detail|title|reason|description|error_description|msg)$/i;

/** What was seen as a recording, without secrets. */
export function recordingOf(name: string, { exchanges }: Visitor, api: string): Recording | undefined {
  const recorder = createRecorder(name, { api });
  for (const one of exchanges) recorder.add(one);
  const concluded = conclude(recorder, { name, file: name, api });
  return concluded.ok ? concluded.value.recording : undefined;
}
