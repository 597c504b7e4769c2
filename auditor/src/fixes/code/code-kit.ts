import type { Framework } from '../../core/stack.ts';
import type { Kit, KitFile, Recipe } from '../kit.ts';

/** A module that the founder's own code calls: the same in JavaScript and in Python. */
export interface CodeKitSpec extends Pick<Kit, 'id' | 'title' | 'explanation' | 'undo'> {
  /** File name without its ending. */
  readonly module: string;
  readonly node: string;
  readonly python: string;
  /** Lines that use it. */
  readonly useNode: string;
  readonly usePython: string;
  readonly also: readonly string[];
  /** What the test does with the module. */
  readonly triedHow: string;
  /** A small flawed assistant was audited before and after it, in both languages. */
  readonly isAudited?: true;
}

const FRAMEWORKS: readonly Framework[] = ['express', 'fastify', 'hono', 'nextjs', 'fastapi', 'generic'];

const AUDITED = {
  node: 'A small flawed assistant on node:http was audited, got it, and was audited again: red before, green after.',
  python:
    'A small flawed assistant in FastAPI was audited, got it, and was audited again: red before, green after.',
};

export function codeKit(spec: CodeKitSpec): Kit {
  const { id, title, explanation, undo } = spec;
  return {
    id,
    title,
    explanation,
    undo,
    frameworks: FRAMEWORKS,
    recipe: ({ stack }) => {
      const isPython = stack.framework === 'fastapi';
      return recipeOf(spec, isPython, stack.folder, stack.typescript && !isPython);
    },
  };
}

function recipeOf(spec: CodeKitSpec, isPython: boolean, folder: string, isTyped: boolean): Recipe {
  const module = spec.module.replaceAll('-', '_');
  const python: readonly KitFile[] = [
    { path: `${folder}security/__init__.py`, text: '"""Guards in front of the app."""\n' },
    { path: `${folder}security/${module}.py`, text: spec.python },
  ];
  const node: readonly KitFile[] = [{ path: `${folder}security/${spec.module}.mjs`, text: spec.node }];
  const typed = isTyped
    ? [
        'TypeScript asks for `allowJs` in tsconfig.json, or for a declaration of your own, to import this module.',
      ]
    : [];
  return {
    files: isPython ? python : node,
    wiring: [isPython ? spec.usePython : spec.useNode, ...spec.also, ...typed],
    tried: 'run by a test',
    triedHow: [
      `${isPython ? 'python3' : 'Node.js'} ran the module: ${spec.triedHow}`,
      ...(spec.isAudited === true ? [AUDITED[isPython ? 'python' : 'node']] : []),
    ].join(' '),
  };
}
