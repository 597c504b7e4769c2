import { own } from '../../core/own.ts';
import type { Module } from '../module.ts';
import type { Project } from '../project.ts';
import type { Piece } from '../reach.ts';
import { asksByName, isAboutRoles } from '../guard-words.ts';
import { asCall, chainOf, isFunction, isNode, textOf, valueAt, walk, type Node, type Of } from '../syntax.ts';
import { joinPaths, VERBS, type Route } from './route.ts';

/** NestJS: `@Controller('notes')` with `@Get(':id')`, guarded by decorators or for the whole app. */
export function controllerRoutes(
  path: string,
  project: Project,
  isGuardedGlobally: boolean,
): readonly Route[] {
  if (!project.textOf(path).includes('@Controller')) return [];
  const module = project.module(path);
  if (module === undefined) return [];
  const routes: Route[] = [];
  walk(module.program, (node) => {
    if (node.type === 'ClassDeclaration') routes.push(...routesOf(node, module, isGuardedGlobally));
  });
  return routes;
}

/** True for a file that puts a guard before every route of the app. */
export function guardsGlobally(text: string): boolean {
  return /\bAPP_GUARD\b|\.useGlobalGuards\(/.test(text);
}

function routesOf(
  self: Of<'ClassDeclaration'>,
  module: Module,
  isGuardedGlobally: boolean,
): readonly Route[] {
  const controller = decoratorsOf(self).find((one) => one.name === 'Controller');
  if (controller === undefined) return [];
  const [first] = controller.args;
  const base = textOf(first) ?? textOf(valueAt(first, 'path')) ?? '';
  return self.body.body.flatMap((method) => {
    if (!isFunction(method)) return [];
    const decorators = decoratorsOf(method);
    const verb = decorators.find((one) => own(VERBS, one.name.toLowerCase()) !== undefined);
    if (verb === undefined) return [];
    const all = [...decorators, ...decoratorsOf(self)];
    const isOpen = decorators.some((one) =>
      /^(?:Public|AllowAnonymous|SkipAuth|NoAuth|IsPublic)$/.test(one.name),
    );
    // `@ApiBearerAuth` only documents, but who writes it has put a guard somewhere.
    const isGuarded = all.some(
      (one) => /^(?:UseGuards|Roles)$/.test(one.name) || asksByName(one.name, 'none'),
    );
    const asksForCaller = method.params.some((one) =>
      decoratorsOf(one).some(({ name }) => /User|Session|Auth|Account|Tenant/.test(name)),
    );
    const piece: Piece = { module, node: method, self };
    return [
      {
        method: own(VERBS, verb.name.toLowerCase()) ?? 'GET',
        path: joinPaths(base, textOf(verb.args[0]) ?? ''),
        framework: 'NestJS',
        module,
        node: method,
        pieces: [piece],
        // Who says that a route is public has thought about it.
        before: isOpen ? 'unclear' : isGuarded || isGuardedGlobally || asksForCaller ? 'guard' : 'nothing',
        inherited: all
          .filter((one) => one.args.some((arg) => chainOf(arg).some(isAboutRoles)))
          .map((one) => ({ module, node: one.node })),
      },
    ];
  });
}

interface Named {
  readonly name: string;
  readonly args: readonly Node[];
  readonly node: Node;
}

function decoratorsOf(node: Node): readonly Named[] {
  if (!('decorators' in node) || !Array.isArray(node.decorators)) return [];
  return node.decorators.filter(isNode).flatMap((one) => {
    if (one.type !== 'Decorator') return [];
    const call = asCall(one.expression);
    return [{ name: chainOf(one.expression).at(-1) ?? '', args: call?.args ?? [], node: one.expression }];
  });
}
