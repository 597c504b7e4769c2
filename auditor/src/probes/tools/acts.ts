import type { Exchange } from '../../core/exchange.ts';
import type { Json } from '../../core/operation.ts';
import type { ChatSpec } from '../../core/target.ts';
import { fillTemplate } from '../../intake/fill-template.ts';
import { fillPath, pathParams } from '../../intake/path-template.ts';
import type { Ask, Lane } from '../../io/lane.ts';
import { patiently } from '../access/patient.ts';
import { converse, type Chat } from '../chat/talk.ts';
import type { ToolCall, ToolsSpec } from './tool-plan.ts';

/** Fields that say "approved", in the words in which products have them. */
export const CLAIMS = {
  approved: true,
  isApproved: true,
  confirmed: true,
  approval: { approved: true, state: 'approved' },
};

/** One way to have a tool run. */
export interface Act {
  readonly tool: string;
  readonly call: ToolCall;
  readonly word: string;
}

/** The last answer to a request that is put to the bot in words. */
export async function askBot(
  lane: Lane,
  chat: Chat,
  { call, word }: Act,
  more: { readonly says?: string; readonly fields?: ClaimFields } = {},
): Promise<Exchange> {
  const prompt = `${call.ask.replaceAll('{{text}}', word)}${more.says ?? ''}`;
  const spec = more.fields === undefined ? chat.spec : withClaims(chat.spec, more.fields);
  const [said] = (await converse(lane, { ...chat, spec }, [prompt])).slice(-1);
  if (said === undefined) throw new RangeError('a conversation without a turn');
  return said.exchange;
}

type ClaimFields = typeof CLAIMS;

function withClaims(spec: ChatSpec, fields: ClaimFields): ChatSpec {
  const { body } = spec;
  if (body === null || typeof body !== 'object' || Array.isArray(body)) return spec;
  return { ...spec, body: { ...body, ...fields } };
}

type Direct = NonNullable<ToolsSpec['run']>;

interface DirectOptions {
  readonly as: string;
  readonly approval?: string;
  readonly fields?: ClaimFields;
}

/** Has it run by the product's own route for that, where it has one; waits where the target says so. */
export function runDirectly(lane: Lane, run: Direct, act: Act, options: DirectOptions): Promise<Exchange> {
  return patiently(lane, () => sendDirectly(lane, run, act, options));
}

/** The same once, whatever the answer is. */
export function sendDirectly(
  lane: Lane,
  run: Direct,
  { tool, call, word }: Act,
  { as, approval, fields }: DirectOptions,
): Promise<Exchange> {
  const given = fillTemplate(call.arguments, { text: word });
  const values = { tool, text: word, arguments: given, ...(approval === undefined ? {} : { approval }) };
  const filled = fillTemplate(approval === undefined ? without(run.json, '{{approval}}') : run.json, values);
  const { method, path } = run.send;
  const ask: Ask = {
    method,
    path: fillPath(path, { tool }) ?? path,
    operation: `${method} ${path}`,
    as,
    body: { kind: 'json', json: fields === undefined ? filled : withFields(filled, fields) },
  };
  return lane.send(ask);
}

/** Approves or rejects what waits. */
export function decideOn(
  lane: Lane,
  operation: NonNullable<ToolsSpec['approve']>,
  id: string,
  as: string,
): Promise<Exchange> {
  const { method, path } = operation;
  const values = Object.fromEntries(pathParams(path).map((name) => [name, id]));
  const ask: Ask = { method, path: fillPath(path, values) ?? path, operation: `${method} ${path}`, as };
  return patiently(lane, () => lane.send(ask));
}

function withFields(body: Json, fields: ClaimFields): Json {
  if (body === null || typeof body !== 'object' || Array.isArray(body)) return body;
  return Object.fromEntries([...Object.entries(body), ...Object.entries(fields)]);
}

/** The body without the fields that are nothing but a placeholder that has no value. */
function without(json: Json, placeholder: string): Json {
  if (json === null || typeof json !== 'object' || Array.isArray(json)) return json;
  return Object.fromEntries(Object.entries(json).filter(([, value]) => value !== placeholder));
}
