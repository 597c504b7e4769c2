import { describe, expect, it } from 'vitest';
import { stackOf } from './stack.ts';

describe('stackOf', () => {
  it.each([
    ['package.json', '{"dependencies":{"express":"5"}}', 'express'],
    ['package.json', '{"dependencies":{"fastify":"5","express":"5"}}', 'fastify'],
    ['package.json', '{"dependencies":{"hono":"4"}}', 'hono'],
    ['package.json', '{"dependencies":{"next":"16","hono":"4"}}', 'nextjs'],
    ['apps/web/next.config.ts', 'export default {}', 'nextjs'],
    ['requirements.txt', 'uvicorn\nfastapi==0.120\n', 'fastapi'],
    ['pyproject.toml', 'dependencies = [\n  "fastapi[standard]>=0.115",\n]', 'fastapi'],
    ['requirements.txt', 'flask\n# not-fastapi-at-all\n', 'generic'],
    ['package.json', '{"dependencies":{"koa":"3"}}', 'generic'],
    ['package.json', '{ broken', 'generic'],
    ['package.json', '[]', 'generic'],
  ])('%s with %s is %s', (path, text, framework) => {
    expect(stackOf([{ path, text }]).framework).toBe(framework);
  });

  it('takes the framework that stands nearest to the top, and every part', () => {
    const stack = stackOf([
      { path: 'package.json', text: '{"devDependencies":{"typescript":"7"}}' },
      { path: 'tsconfig.json', text: '{}' },
      { path: 'compose.yaml', text: 'services: { db: { image: "postgres:18" } }' },
      { path: 'api/requirements.txt', text: 'fastapi' },
      { path: 'web/package.json', text: '{"dependencies":{"next":"16"}}' },
      { path: 'Caddyfile', text: '' },
      { path: 'supabase/config.toml', text: '' },
    ]);
    expect(stack).toEqual({
      framework: 'fastapi',
      typescript: true,
      folder: 'api/',
      parts: ['compose', 'postgres', 'caddy', 'supabase'],
      seenIn: ['api/requirements.txt', 'compose.yaml', 'Caddyfile', 'supabase/config.toml'],
    });
  });

  it('knows nothing of an empty repository', () => {
    expect(stackOf([])).toEqual({
      framework: 'generic',
      typescript: false,
      folder: '',
      parts: [],
      seenIn: [],
    });
  });
});
