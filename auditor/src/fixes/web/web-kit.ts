import { FRAMEWORK_NAMES, type Framework } from '../../core/stack.ts';
import type { Kit, KitContext, KitFile, Recipe } from '../kit.ts';
import { ADAPTER_TYPES, ADAPTERS, HOOK, NEXTJS_TYPES, type NodeFramework } from './adapters.ts';

/** A guard in JavaScript, and the same as ASGI middleware in Python. */
export interface WebKitSpec extends Pick<Kit, 'id' | 'title' | 'explanation' | 'undo'> {
  /** File name without its ending. */
  readonly module: string;
  readonly node: string;
  /** Declarations for products written in TypeScript; `Guard` stands for the adapter's type. */
  readonly types: string;
  readonly python: string;
  /** Names that the JavaScript module exports and the wiring uses. */
  readonly imports: string;
  /** The guard as it is called, with the product's own values. */
  readonly guard?: (context: KitContext) => string;
  /** Lines to use instead of a guard's, for what is no guard. */
  readonly use?: { readonly [name in NodeFramework]: string };
  /** What stands in `add_middleware(…)`. */
  readonly middleware: (context: KitContext) => string;
  /** What else is to be done by hand. */
  readonly also: readonly string[];
  /** What is so in Next.js alone. */
  readonly alsoInNextjs?: readonly string[];
}

const FOLDER = 'security';
const SUPPORTED: readonly Framework[] = ['express', 'fastify', 'hono', 'nextjs', 'fastapi', 'generic'];

/** A kit that is one guard, for every web framework that we know. */
export function webKit(spec: WebKitSpec): Kit {
  const { id, title, explanation, undo } = spec;
  return {
    id,
    title,
    explanation,
    undo,
    frameworks: SUPPORTED,
    recipe: (context) => recipeOf(spec, context),
  };
}

function recipeOf(spec: WebKitSpec, context: KitContext): Recipe {
  const { framework } = context.stack;
  return framework === 'fastapi' ? inPython(spec, context) : inNode(spec, context, framework);
}

function inPython(spec: WebKitSpec, context: KitContext): Recipe {
  const [name = ''] = spec.middleware(context).split(/[,(]/u);
  const module = spec.module.replaceAll('-', '_');
  const { folder } = context.stack;
  return {
    files: [
      { path: `${folder}${FOLDER}/__init__.py`, text: '"""Guards in front of the app."""\n' },
      { path: `${folder}${FOLDER}/${module}.py`, text: spec.python },
    ],
    wiring: [
      `from ${FOLDER}.${module} import ${name}\n\napp.add_middleware(${spec.middleware(context)})`,
      ORDER_IN_PYTHON,
      ...spec.also,
    ],
    tried: 'run by a test',
    triedHow: real('fastapi'),
  };
}

function inNode(spec: WebKitSpec, context: KitContext, framework: NodeFramework): Recipe {
  const { typescript, folder } = context.stack;
  const isGuard = spec.guard !== undefined;
  const typed = (name: string, text: string): readonly KitFile[] =>
    typescript ? [{ path: `${folder}${FOLDER}/${name}.d.mts`, text }] : [];
  return {
    files: [
      ...(isGuard ? [{ path: `${folder}${FOLDER}/adapter.mjs`, text: ADAPTERS[framework] }] : []),
      ...(isGuard
        ? typed('adapter', framework === 'nextjs' ? ADAPTER_TYPES + NEXTJS_TYPES : ADAPTER_TYPES)
        : []),
      { path: `${folder}${FOLDER}/${spec.module}.mjs`, text: spec.node },
      ...typed(
        spec.module,
        isGuard ? `import type { Guard } from './adapter.mjs';\n\n${spec.types}` : spec.types,
      ),
    ],
    wiring: [
      [
        ...(isGuard ? [`import { guarded } from './${FOLDER}/adapter.mjs';`] : []),
        `import { ${spec.imports} } from './${FOLDER}/${spec.module}.mjs';`,
        '',
        spec.guard === undefined ? (spec.use?.[framework] ?? '') : HOOK[framework](spec.guard(context)),
      ].join('\n'),
      ...(isGuard ? [ORDER_IN_NODE] : []),
      ...(isGuard && framework === 'fastify' ? [BEFORE_FASTIFY_HOOKS] : []),
      ...spec.also,
      ...(framework === 'nextjs' ? [IN_NEXTJS, ...(spec.alsoInNextjs ?? [])] : []),
    ],
    tried: 'run by a test',
    triedHow: real(framework),
  };
}

const ORDER_IN_NODE =
  'With several guards, keep this order: requestId, securityHeaders, cors, rateLimit, csrf, inputLimits, verifyJwt. The first one that refuses answers, and carries what those before it have added. One guarded(…) takes them all.';
const BEFORE_FASTIFY_HOOKS =
  'Fastify refuses an address that it cannot decode before any hook runs. Let the guards see it too: fastify({ frameworkErrors: async (error, request, reply) => { await guard(request, reply); if (!reply.sent) reply.code(400).send({ error: "The address cannot be read." }); } }), where guard is what guarded(…) gave.';
const IN_NEXTJS =
  'Paths are those of a file at the top: from src/ write ../security/…, from a route.ts as many ../ as it is deep.';
const ORDER_IN_PYTHON =
  'FastAPI runs first what was added last. With several, add them in this order: ErrorHandler, SessionCookie, VerifyJwt, InputLimits, Csrf, RateLimit, Cors, SecurityHeaders, RequestId.';

const real = (framework: Framework) =>
  `A small flawed server of ${FRAMEWORK_NAMES[framework]} was audited, got these files and lines, and was audited again: red before, green after.`;
