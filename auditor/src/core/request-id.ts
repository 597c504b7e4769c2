/**
 * Headers by which a request is found again: the common ones, then those that the platforms add for their own logs
 * (Amazon, Cloudflare, Vercel, Netlify, Fly.io, Render, Railway, Google, Microsoft), and the tracing standards (W3C Trace
 * Context, B3).
 */
const HEADERS = [
  'x-request-id',
  'request-id',
  'x-correlation-id',
  'correlation-id',
  'x-trace-id',
  'trace-id',
  'traceparent',
  'traceresponse',
  'x-b3-traceid',
  'x-amzn-requestid',
  'x-amzn-trace-id',
  'x-amz-cf-id',
  'apigw-requestid',
  'cf-ray',
  'x-vercel-id',
  'x-nf-request-id',
  'fly-request-id',
  'rndr-id',
  'x-railway-request-id',
  'x-cloud-trace-context',
  'x-ms-request-id',
] as const;

const FIELD = /"(request_?id|trace_?id|correlation_?id)"\s*:\s*"([^"\\]{6,80})"/i;

/** An id is short; what follows in a longer value (sampling flags, hops) is of no interest. */
const KEPT = 120;

/** Finds the id by which a request can be found again in the product's log: in a header, or in the body of an error. */
export function requestIdOf(
  headers: { readonly [name: string]: string },
  body: string,
): { readonly where: string; readonly id: string } | undefined {
  for (const where of HEADERS) {
    const id = headers[where]?.trim();
    if (id !== undefined && id !== '') return { where, id: id.slice(0, KEPT) };
  }
  const [, field, id] = FIELD.exec(body.slice(0, 20_000)) ?? [];
  return field === undefined || id === undefined ? undefined : { where: `"${field}" in the body`, id };
}
