import { z } from 'zod';
import { mayBeAbsent } from './body.ts';
import type { Route } from './route.ts';

const ErrorBody = z.object({
  error: z.object({ code: z.string(), message: z.string(), requestId: z.string() }),
});

const MEANINGS: Readonly<Record<number, string>> = {
  400: 'The request is not valid.',
  401: 'No valid credentials.',
  403: 'Not allowed.',
  404: 'Nothing here for you.',
  409: 'It conflicts with what is there.',
  413: 'Too large.',
  415: 'Not a format that is read here.',
  429: 'Too many requests; see Retry-After.',
  503: 'Not available right now.',
};

/** The OpenAPI 3.1 document of these routes, from the very schemas that requests are checked with. */
export function openApiDocument(routes: readonly Route[], origin: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const item = (paths[route.path] ??= {});
    item[route.method.toLowerCase()] = operation(route);
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Chatbot', version: '1', description: 'Workspaces, files, and answers drawn from them.' },
    servers: [{ url: origin }],
    security: [{ bearer: [] }, { apiKey: [] }, { cookie: [] }],
    paths,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'An access token or an API key' },
        apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key' },
        cookie: { type: 'apiKey', in: 'cookie', name: 'chatbot_session' },
      },
      schemas: { Error: schemaOf(ErrorBody, 'output') },
    },
  };
}

function operation(route: Route): Record<string, unknown> {
  return {
    operationId: route.id,
    summary: route.summary,
    tags: [route.tag],
    ...(route.access.kind === 'public' ? { security: [] } : {}),
    ...(route.access.kind === 'workspace' ? { 'x-roles': route.access.roles } : {}),
    parameters: [
      ...parameters(route.params, 'path'),
      ...parameters(route.query, 'query'),
      ...tenantHeader(route),
    ],
    ...(route.body === undefined ? {} : { requestBody: requestBody(route) }),
    responses: responses(route),
  };
}

function parameters(schema: z.ZodType | undefined, place: 'path' | 'query'): readonly unknown[] {
  if (!(schema instanceof z.ZodObject)) return [];
  const fields: Readonly<Record<string, z.ZodType>> = schema.shape;
  return Object.entries(fields).map(([name, field]) => ({
    name,
    in: place,
    required: place === 'path' || !mayBeAbsent(field),
    schema: schemaOf(field, 'input'),
  }));
}

/** Routes of the active workspace let a request name another one that the caller belongs to. */
function tenantHeader({ access, path }: Route): readonly unknown[] {
  if (access.kind !== 'workspace' || path.includes('{workspaceId}')) return [];
  const description = 'A workspace that you belong to; default: your active one';
  return [
    {
      name: 'x-workspace-id',
      in: 'header',
      required: false,
      description,
      schema: { type: 'string', format: 'uuid' },
    },
  ];
}

function requestBody(route: Route): Record<string, unknown> {
  const isUpload = route.bodyKind === 'multipart';
  const schema = isUpload
    ? { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } }
    : schemaOf(route.documents ?? route.body ?? z.unknown(), 'input');
  const required = route.body !== undefined && !mayBeAbsent(route.body);
  return { required, content: { [isUpload ? 'multipart/form-data' : 'application/json']: { schema } } };
}

function responses(route: Route): Record<string, unknown> {
  const { success } = route;
  const content: Record<string, unknown> = {};
  if (success.body !== undefined) content['application/json'] = { schema: schemaOf(success.body, 'output') };
  for (const type of success.also ?? []) content[type] = { schema: { type: 'string' } };
  const described: Record<string, unknown> = {
    [success.status]: {
      description: success.description,
      ...(Object.keys(content).length > 0 ? { content } : {}),
    },
  };
  for (const status of refusalsOf(route)) {
    described[status] = {
      description: MEANINGS[status] ?? 'Refused.',
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
    };
  }
  return described;
}

/** The refusals that follow from what a route is, and those it declares. */
function refusalsOf(route: Route): readonly number[] {
  const statuses = new Set([400, 429, 503, ...route.refusals]);
  if (route.access.kind !== 'public') for (const status of [401, 403, 404]) statuses.add(status);
  if (route.body !== undefined) for (const status of [413, 415]) statuses.add(status);
  return [...statuses].toSorted((a, b) => a - b);
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const {
    $schema: _version,
    '~standard': _standard,
    ...rest
  } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      // The format says it; the pattern behind it is a page of noise.
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
    },
  });
  return rest;
}
