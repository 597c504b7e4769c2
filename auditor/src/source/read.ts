import { clientSideChecks } from './client-side.ts';
import type { Hint } from './hint.ts';
import { hintsOf, routeName } from './judge-route.ts';
import type { SourceFile } from './parse.ts';
import { createProject, type Project } from './project.ts';
import { isOpenAction } from './public-paths.ts';
import { actionRoutes, textsTaken } from './routes/actions.ts';
import { calledRoutes } from './routes/calls.ts';
import { fileRoutes } from './routes/files.ts';
import { controllerRoutes, guardsGlobally } from './routes/nest.ts';
import { registryRoutes } from './routes/registry.ts';
import type { Route } from './routes/route.ts';
import { procedureRoutes } from './routes/trpc.ts';
import { placeOf } from './snippet.ts';

interface FoundAction {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  /** How many plain texts it is called with; absent when it takes anything else, or nothing. */
  readonly texts?: number;
}

/** What reading a repository gave. */
export interface Reading {
  readonly files: number;
  readonly unread: readonly { readonly file: string; readonly because: string }[];
  readonly routes: readonly { readonly id: string; readonly file: string; readonly line: number }[];
  readonly actions: readonly FoundAction[];
  readonly hints: readonly Hint[];
}

/** Tests, generated code and tools serve nobody; what they leave out is no hint. */
const ASIDE =
  /(?:^|\/)(?:__tests__|__mocks__|tests?|e2e|spec|fixtures|mocks?|stories|storybook|cypress|playwright|seeds?|migrations|scripts|examples?|generated|vendor)\/|\.(?:test|spec|stories|mock|d)\.[cm]?[jt]sx?$|\.d\.[cm]?ts$|(?:^|\/)seed\.[cm]?[jt]s$/;
const CODE = /\.[cm]?[jt]sx?$/;
/** Libraries whose calls register routes. */
const ROUTERS = /\b(?:express|fastify|hono|koa|polka|elysia|restify|itty-router|Router|FastifyInstance)\b/i;

/** Reads a repository's files: its routes, and what about them is worth a question to the running product. Pure. */
export function readSource(files: readonly SourceFile[]): Reading {
  const project = createProject(files);
  const paths = project.paths.filter((path) => CODE.test(path) && !ASIDE.test(path));
  const routes = routesIn(paths, project);
  const hints = [
    ...routes.flatMap((route) => hintsOf(route, project)),
    ...clientSideChecks(paths, routes, project),
  ];
  const placed = routes.map((route) => ({ route, file: route.module.path, line: placeOf(route.node).line }));
  return {
    files: paths.length,
    unread: [...project.unread].map(([file, because]) => ({ file, because })),
    routes: placed.flatMap(({ route, file, line }) => {
      const id = routeName(route);
      return id === undefined ? [] : [{ id, file, line }];
    }),
    actions: placed.flatMap(({ route, file, line }) => {
      if (route.method !== 'ACTION' || isOpenAction(route.path)) return [];
      const texts = textsTaken(route.node);
      return [{ name: route.path, file, line, ...(texts === undefined ? {} : { texts }) }];
    }),
    hints: once(hints),
  };
}

function routesIn(paths: readonly string[], project: Project): readonly Route[] {
  const guarded = paths.some((path) => guardsGlobally(project.textOf(path)));
  const routers = paths.filter((path) => ROUTERS.test(project.textOf(path)));
  const found = [
    ...paths.flatMap((path) => [
      ...fileRoutes(path, project),
      ...actionRoutes(path, project),
      ...procedureRoutes(path, project),
      ...controllerRoutes(path, project, guarded),
      ...registryRoutes(path, project),
    ]),
    ...calledRoutes(routers, project),
  ];
  return found.sort((left, right) =>
    left.module.path < right.module.path ? -1 : left.module.path > right.module.path ? 1 : 0,
  );
}

/** A helper that many routes call is one place, told of once. */
function once(hints: readonly Hint[]): readonly Hint[] {
  const seen = new Map<string, Hint>();
  for (const hint of hints) {
    const key =
      hint.kind === 'query-without-owner-filter'
        ? `${hint.kind} ${hint.file}:${hint.line}:${hint.column}`
        : `${hint.kind} ${hint.file}:${hint.line} ${hint.route ?? ''}`;
    if (!seen.has(key)) seen.set(key, hint);
  }
  return [...seen.values()];
}
