import type { z } from 'zod';
import type { BodyKind, Route } from './route.ts';
import { Refusal, refuse } from './refusal.ts';
import type { InputPolicy } from '../policies/input.ts';

const CONTENT_TYPES: Readonly<Record<BodyKind, string>> = {
  json: 'application/json',
  multipart: 'multipart/form-data',
  form: 'application/x-www-form-urlencoded',
  signed: 'application/json',
};

/** Reads and bounds the body of a request, as the route expects it. */
export async function readBody(
  request: Request,
  route: Route,
  limits: { readonly input: InputPolicy; readonly jsonBytes: number; readonly uploadBytes: number },
): Promise<unknown> {
  if (route.body === undefined) return undefined;
  const isUpload = route.bodyKind === 'multipart';
  const contentType = request.headers.get('content-type') ?? '';
  if (contentType === '' && isEmpty(request) && mayBeAbsent(route.body)) return undefined;
  const expected = CONTENT_TYPES[route.bodyKind];
  if (!limits.input.acceptsContentType(contentType, expected)) {
    return refuse(415, 'unsupported_media_type', `Send this request as ${expected}.`);
  }
  const most = limits.input.bodyBytes(
    route,
    isUpload ? limits.uploadBytes + FORM_OVERHEAD : limits.jsonBytes,
  );
  const bytes = await readAtMost(request, most);
  if (bytes === undefined) return refuse(413, 'too_large', `The body may have at most ${most} bytes.`);
  switch (route.bodyKind) {
    case 'json':
      return parseJson(bytes, limits.input);
    case 'signed':
      return readText(bytes);
    case 'multipart':
    case 'form':
      return parseForm(bytes, contentType);
  }
}

/** RFC 9112 section 6.3: a request without a length and without chunks has no body. */
const isEmpty = ({ headers }: Request): boolean =>
  Number(headers.get('content-length') ?? 0) === 0 && !headers.has('transfer-encoding');

/** True where nothing at all is a body that the route accepts. */
export const mayBeAbsent = (schema: z.ZodType): boolean => schema.safeParse(undefined).success;

/** Boundaries and part headers around a file of the largest size. */
const FORM_OVERHEAD = 8_192;

async function readAtMost(request: Request, most: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > most) return undefined;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > most) return undefined;
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

function readText(bytes: Uint8Array): string | Refusal {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    return new Refusal(400, 'malformed_json', 'The body is not valid JSON.', error);
  }
}

function parseJson(bytes: Uint8Array, input: InputPolicy): unknown {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    return new Refusal(400, 'malformed_json', 'The body is not valid JSON.', error);
  }
  const problem = input.problemOf(value);
  return problem === undefined ? value : refuse(400, 'invalid_request', problem);
}

async function parseForm(bytes: Uint8Array<ArrayBuffer>, contentType: string): Promise<unknown> {
  try {
    const form = await new Response(bytes, { headers: { 'content-type': contentType } }).formData();
    return Object.fromEntries(form.entries());
  } catch (error) {
    return new Refusal(400, 'malformed_form', 'The body is not a valid form.', error);
  }
}
