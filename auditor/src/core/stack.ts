export const FRAMEWORKS = ['express', 'fastify', 'hono', 'nextjs', 'fastapi', 'generic'] as const;

/** What answers the product's requests. `generic` is what could not be told, or is none of the others. */
export type Framework = (typeof FRAMEWORKS)[number];

export const FRAMEWORK_NAMES: { readonly [name in Framework]: string } = {
  express: 'Express',
  fastify: 'Fastify',
  hono: 'Hono',
  nextjs: 'Next.js',
  fastapi: 'FastAPI',
  generic: 'plain Node.js',
};

export type Part = 'postgres' | 'supabase' | 'caddy' | 'nginx' | 'compose';

/** What a repository is built with, and by which file that was seen. */
export interface Stack {
  readonly framework: Framework;
  readonly typescript: boolean;
  /** Folder of the app, from the repository's top, with a `/` behind it; empty at the top. */
  readonly folder: string;
  readonly parts: readonly Part[];
  readonly seenIn: readonly string[];
}

export const UNKNOWN_STACK: Stack = {
  framework: 'generic',
  typescript: false,
  folder: '',
  parts: [],
  seenIn: [],
};
