import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { startChild, type Child } from '../../src/child-process.ts';
import type { Wiring } from './servers-in-node.ts';

export const NEXTJS_PACKAGES = ['next', 'react', 'react-dom'];

interface StartOptions {
  readonly folder: string;
  readonly wiring: Wiring;
  readonly env: { readonly [name: string]: string };
}

const PRODUCTION = { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };

/** Writes the shop as an app of Next.js, builds it for production and starts it. A second build in the same folder is fast. */
export async function startInNextjs({ folder, wiring, env }: StartOptions): Promise<Child> {
  for (const [path, text] of Object.entries(appOf(wiring))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const script = join(folder, 'node_modules/next/dist/bin/next');
  // Without the shop's secret, as a build seldom has one.
  const built = spawnSync(process.execPath, [script, 'build', folder], {
    encoding: 'utf8',
    env: { ...process.env, ...PRODUCTION },
  });
  if (built.status !== 0) throw new Error(`next build failed: ${built.stdout}${built.stderr}`);
  return startChild({
    name: 'the shop in nextjs',
    script,
    args: ['start', folder, '--hostname', '127.0.0.1'],
    ready: /Ready in/u,
    errors: join(folder, 'errors.log'),
    env: { ...env, ...PRODUCTION },
  });
}

function appOf({ imports, guards, errors }: Wiring): { readonly [path: string]: string } {
  const verify = guards.find((one) => one.startsWith('verifyJwt('));
  const importOf = (name: string) => imports.filter((line) => line.includes(name)).join('\n');
  const handed = guards.map((one) => (one === verify ? 'verify' : one)).join(',\n  ');
  return {
    // Packages are linked from outside of the folder.
    'next.config.mjs': `export default { turbopack: { root: '/' } };\n`,
    'app/layout.js': `export default ({ children }) => <html lang="en"><body>{children}</body></html>;\n`,
    'app/page.js': PAGE,
    'app/old/route.js': `import { redirect } from 'next/navigation';
${fromRoute(importOf('errors.mjs'), 2)}
const handler = () => redirect('/');
${errors === '' ? 'export const GET = handler;' : errors}
`,
    'app/health/route.js': route({ depth: 2, errors, importsErrors: importOf('errors.mjs') }),
    'app/api/[...path]/route.js': route({ depth: 3, errors, importsErrors: importOf('errors.mjs') }),
    // As the kit for tokens asks for it.
    'auth.mjs': `${importOf('jwt-verify.mjs')}\nexport const verify = ${verify ?? 'undefined'};\n`,
    'identity.mjs': verify === undefined ? `export const identify = () => undefined;\n` : IDENTIFY,
    'proxy.js':
      guards.length === 0
        ? `export const proxy = () => undefined;\n`
        : `import { verify } from './auth.mjs';\n${imports.join('\n')}\nexport const proxy = guarded(${handed});\n`,
  };
}

/** Runs in the browser too, so that the page has scripts to load. */
const PAGE = `'use client';
import { useState } from 'react';
export default function Page() {
  const [count, setCount] = useState(0);
  return <button onClick={() => setCount(count + 1)}>Notes: {count}</button>;
}
`;

const IDENTIFY = `import { verifiedBy } from './security/adapter.mjs';
import { verify } from './auth.mjs';
export const identify = (request) => verifiedBy(verify, request);
`;

interface RouteOptions {
  readonly depth: number;
  readonly errors: string;
  readonly importsErrors: string;
}

/** Each method by the kit's own line, which speaks of GET. */
function route({ depth, errors, importsErrors }: RouteOptions): string {
  const line = errors === '' ? 'export const GET = handler;' : errors;
  return `${fromRoute(`import { answer } from './answer.mjs';\nimport { identify } from './identity.mjs';\n${importsErrors}`, depth)}
async function handler(request) {
  const said = await answer({ method: request.method, path: new URL(request.url).pathname,
    header: (name) => request.headers.get(name) ?? undefined, verified: await identify(request), body: await request.text() });
  return new Response(said.status === 204 ? null : said.body ?? '', { status: said.status ?? 200, headers: said.headers ?? {} });
}
${['GET', 'POST', 'DELETE', 'OPTIONS'].map((method) => line.replace('GET', method)).join('\n')}
`;
}

function fromRoute(imports: string, depth: number): string {
  return imports.replaceAll(`'./`, `'${'../'.repeat(depth)}`);
}
