import { z } from 'zod';
import { openApiDocument } from '../http/openapi.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { anyone } from './access.ts';

/** The route that describes all routes, itself included. */
export function openApiRoute(routes: readonly Route[]): Route {
  const route: Route = defineRoute({
    id: 'getOpenApi',
    method: 'GET',
    path: '/api/openapi.json',
    tag: 'operations',
    summary: 'This document',
    access: anyone,
    limit: 'read',
    success: { status: 200, description: 'OpenAPI 3.1.', body: z.record(z.string(), z.unknown()) },
    handle: async (call) => openApiDocument([...routes, route], call.services.origin()),
  });
  return route;
}
