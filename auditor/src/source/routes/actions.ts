import { isReference, type Module } from '../module.ts';
import type { Project } from '../project.ts';
import { isFunction, type FunctionNode, asCall, walk, type Node } from '../syntax.ts';
import type { Route } from './route.ts';

/** Functions that Next.js and React make callable from the browser: those of a `'use server'` file, and those that say so themselves. */
export function actionRoutes(path: string, project: Project): readonly Route[] {
  if (!project.textOf(path).includes('use server')) return [];
  const module = project.module(path);
  if (module === undefined) return [];
  const whole = module.directives.includes('use server');
  const exported = whole
    ? [...module.exports].flatMap(([name, value]) => {
        const node = isReference(value) ? project.definition(module, value.name)?.node : value;
        return node !== undefined && (isFunction(node) || asCall(node) !== undefined) ? [{ name, node }] : [];
      })
    : inline(module);
  return exported.map(({ name, node }) => ({
    method: 'ACTION',
    path: name,
    framework: 'server action',
    module,
    node,
    pieces: [{ module, node }],
    before: 'nothing',
    inherited: [],
  }));
}

function inline(module: Module): readonly { readonly name: string; readonly node: Node }[] {
  const found: { name: string; node: Node }[] = [];
  const names = new Map<Node, string>([...module.locals].map(([name, node]) => [node, name]));
  walk(module.program, (node) => {
    if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && node.init)
      names.set(node.init, node.id.name);
    if (!isFunction(node) || !saysServer(node)) return;
    const own = node.type === 'FunctionDeclaration' ? node.id?.name : undefined;
    found.push({ name: own ?? names.get(node) ?? 'inline action', node });
  });
  return found;
}

function saysServer({ body }: FunctionNode): boolean {
  return body.type === 'BlockStatement' && body.directives.some((one) => one.value.value === 'use server');
}

/** How many arguments a function takes, when each is a plain text: a form or an object could not be made up safely. */
export function textsTaken(node: Node): number | undefined {
  if (!isFunction(node) || node.params.length === 0) return undefined;
  const texts = node.params.filter((one) => {
    if (one.type !== 'Identifier') return false;
    const type = one.typeAnnotation;
    if (type?.type === 'TSTypeAnnotation') return type.typeAnnotation.type === 'TSStringKeyword';
    return /(?:^id|Id|slug|name|title|email)$/.test(one.name);
  });
  return texts.length === node.params.length ? texts.length : undefined;
}
