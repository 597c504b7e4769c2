import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Framework } from '../../../auditor/src/core/stack.ts';
import { KITS } from '../../../auditor/src/fixes/index.ts';
import { contextFor } from '../../../auditor/src/fixes/samples.ts';
import { linkPackages } from '../../../auditor/src/io/fixtures/kit-bench.ts';
import { PYTHON } from '../../../auditor/src/io/fixtures/programs.ts';
import { startChild, type Child } from '../../src/child-process.ts';
import { answerInNode, type Mended } from './answer-in-node.ts';
import { serverInFastapi } from './server-in-fastapi.ts';
import { SECRET } from './shop-target.ts';
import { SERVERS, type Wiring } from './servers-in-node.ts';
import { NEXTJS_PACKAGES, startInNextjs } from './shop-in-nextjs.ts';

/** The kits that mend each shop, in the order in which their guards stand. */
const BUILT_IN = {
  nothing: [],
  token: ['request-id', 'security-headers', 'cors-allow-list', 'rate-limit', 'input-validation', 'jwt-verify', 'error-handler'],
  cookie: ['csrf', 'session-cookie'],
} as const satisfies { readonly [mended in Mended]: readonly string[] }; // prettier-ignore

const MANIFESTS: { readonly [name in Framework]: string } = {
  express: '{"dependencies":{"express":"5"}}',
  fastify: '{"dependencies":{"fastify":"5"}}',
  hono: '{"dependencies":{"hono":"4"}}',
  nextjs: '{"dependencies":{"next":"16"}}',
  generic: '{}',
  fastapi: 'fastapi==0.92\n',
};

/** Makes the repository of a shop, as it is before any kit. */
export function writeShop(folder: string, framework: Framework): void {
  mkdirSync(folder, { recursive: true });
  linkPackages(folder, framework === 'nextjs' ? NEXTJS_PACKAGES : undefined);
  const manifest = framework === 'fastapi' ? 'requirements.txt' : 'package.json';
  writeFileSync(join(folder, manifest), MANIFESTS[framework]);
}

interface StartOptions {
  readonly folder: string;
  readonly framework: Framework;
  readonly mended: Mended;
  readonly port: number;
}

/** Starts the shop: with the lines of the kits in it that were built in, and their files where `fix --apply` has put them. */
export async function startShop({ folder, framework, mended, port }: StartOptions): Promise<Child> {
  const env = { PORT: String(port), JWT_SECRET: SECRET, PYTHONDONTWRITEBYTECODE: '1' };
  if (framework !== 'fastapi') writeFileSync(join(folder, 'answer.mjs'), answerInNode(mended));
  if (framework === 'nextjs') return startInNextjs({ folder, wiring: wiringOf(framework, mended), env });
  const name = framework === 'fastapi' ? 'server.py' : 'server.mjs';
  writeFileSync(join(folder, name), serverOf(framework, mended));
  return startChild({
    name: `the shop in ${framework}`,
    script: join(folder, name),
    args: [],
    ...(framework === 'fastapi' ? { program: PYTHON } : {}),
    errors: join(folder, 'errors.log'),
    env,
  });
}

function serverOf(framework: Exclude<Framework, 'nextjs'>, mended: Mended): string {
  if (framework !== 'fastapi') return SERVERS[framework](wiringOf(framework, mended));
  const { imports, lines } = wiringOf(framework, mended);
  // What was added last, FastAPI runs first.
  const middleware = lines.flatMap((text) => argumentOf(text, 'app.add_middleware(')).toReversed();
  return serverInFastapi(mended, { imports, middleware });
}

function wiringOf(framework: Framework, mended: Mended): Wiring & { readonly lines: readonly string[] } {
  const context = { ...contextFor(framework), app: 'http://shop.test', api: 'http://shop.test' };
  const lines = BUILT_IN[mended].map(
    (id) => KITS.find((kit) => kit.id === id)?.recipe(context).wiring[0] ?? '',
  );
  const imports = [
    ...new Set(lines.flatMap((text) => text.split('\n').filter((line) => /^(?:import|from) /u.test(line)))),
  ];
  const guards = lines.flatMap((text) => argumentOf(text, 'guarded('));
  const caught = lines.find((text) => text.includes('errors.mjs')) ?? '';
  const errors = caught
    .split('\n')
    .filter((line) => !line.startsWith('import '))
    .join('\n');
  return { imports, guards, errors, lines };
}

/** What stands between the brackets of a call. */
function argumentOf(text: string, call: string): readonly string[] {
  const from = text.indexOf(call) + call.length;
  if (from < call.length) return [];
  let depth = 1;
  let at = from;
  for (; depth > 0 && at < text.length; at += 1) depth += text[at] === '(' ? 1 : text[at] === ')' ? -1 : 0;
  return [text.slice(from, at - 1)];
}
