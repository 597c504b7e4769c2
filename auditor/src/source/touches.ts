import { factsOf } from './facts.ts';
import type { Project } from './project.ts';
import { pieceOf, type Piece } from './reach.ts';
import { asCall, chainOf, rootOf } from './syntax.ts';
import { setOf } from './words.ts';

/** Packages that only compute, describe or answer. */
const HARMLESS =
  /^(?:zod|yup|joi|valibot|next(?:\/.*)?|react(?:-.*)?|hono(?:\/.*)?|@hono\/.*|express(?:-.*)?|fastify|koa|date-fns.*|dayjs|lodash.*|uuid|nanoid|clsx|(?:node:)?(?:path|url|util|crypto|http|os|perf_hooks|process)|@remix-run\/.*|@sveltejs\/.*|@nestjs\/.*|@trpc\/.*|http-status.*|cors|helmet|morgan|pino.*|winston.*|ms)$/;
/** What a handler finds its data with, when it does not import it: `ctx.db`, `c.env.DB`, `req.app.locals.pool`. */
const STORES = setOf(
  'db prisma pg sql knex mongo redis kv env supabase repository repo models store collection database orm pool',
);

/** True when some piece gets at data, a file, another service or a model: only then is it worth asking who calls. */
export function touchesData(pieces: readonly Piece[], project: Project): boolean {
  return pieces.some((piece) => touchesAlone(piece, project));
}

function touchesAlone(piece: Piece, project: Project): boolean {
  const { calls, queries, names } = factsOf(piece.node);
  if (queries.length > 0) return true;
  for (const { callee } of calls) {
    const root = rootOf(callee);
    const chain = chainOf(callee);
    if (chain.some((name) => STORES.has(name)) || chain[0] === 'fetch') return true;
    if (chain[0] === 'this' && chain.length > 2) return true;
    if (root.type !== 'Identifier' || pieceOf(callee, piece, project) !== undefined) continue;
    const imported = piece.module.imports.get(root.name);
    if (imported === undefined) continue;
    const definition = project.definition(piece.module, root.name);
    if (definition === undefined && (HARMLESS.test(imported.from) || imported.name === '*')) continue;
    if (definition === undefined || asCall(definition.node) !== undefined) return true;
  }
  return [...names].some((name) => isKept(name, piece));
}

/** Records that the process itself keeps: `const notes = new Map()`, `let users = []`. */
function isKept(name: string, { module }: Piece): boolean {
  const node = module.locals.get(name);
  if (node === undefined) return false;
  if (node.type === 'NewExpression')
    return /^(?:Map|PrismaClient|Pool|Client)$/.test(chainOf(node).at(-1) ?? '');
  return node.type === 'ArrayExpression' && !name.includes('_') && name !== name.toUpperCase();
}
