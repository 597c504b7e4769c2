import { describe, expect, test } from 'vitest';
import { readSource } from './read.ts';
import { suspicions, type Tree } from './samples.ts';

const EXPRESS = `import express from 'express';\nimport { pool } from './pool';\nconst app = express();\n`;
const GUARD = `export function requireUser(req, res, next) {
  if (!req.headers.authorization) return res.status(401).end();
  next();
}`;
const NOTES = `const { Router } = require('express');
const pool = require('../pool');
const router = Router();
router.get('/:id', async (req, res) => {
  const { rows } = await pool.query('SELECT * FROM notes');
  res.json(rows);
});
module.exports = router;`;
const app = (text: string, more: Tree = {}): Tree => ({ 'src/app.ts': EXPRESS + text, ...more });

describe('routers: suspects', () => {
  test.each<[string, Tree, readonly string[]]>([
    [
      'an Express route',
      app(`app.get('/api/notes', async (req, res) => res.json(await pool.query('SELECT * FROM notes')));`),
      ['route-without-guard src/app.ts GET /api/notes'],
    ],
    [
      'a guard that comes after the route',
      app(
        `app.get('/api/notes', async (req, res) => res.json(await pool.query('SELECT * FROM notes')));
import { requireUser } from './guard';
app.use(requireUser);`,
        { 'src/guard.ts': GUARD },
      ),
      ['route-without-guard src/app.ts GET /api/notes'],
    ],
    [
      'a guard for another beginning',
      app(
        `import { requireUser } from './guard';
app.use('/admin', requireUser);
app.post('/api/notes', async (req, res) => res.json(await pool.query('SELECT * FROM notes')));`,
        { 'src/guard.ts': GUARD },
      ),
      ['route-without-guard src/app.ts POST /api/notes'],
    ],
    [
      'a router of another file, below its mount',
      {
        'server.js': `const express = require('express');
const app = express();
app.use('/api/v1/notes', require('./routes/notes'));
app.listen(3000);`,
        'routes/notes.js': NOTES,
      },
      ['route-without-guard routes/notes.js GET /api/v1/notes/{id}'],
    ],
    [
      'a session store, which is no guard',
      app(`import session from 'express-session';
app.use(session({ secret: process.env.SESSION_SECRET }));
app.delete('/api/notes/:id', async (req, res) => { await pool.query('DELETE FROM notes'); res.end(); });`),
      ['route-without-guard src/app.ts DELETE /api/notes/{id}'],
    ],
    [
      'route() with several methods',
      app(
        `import { list, create } from './controller';
app.route('/api/notes').get(list).post(create);`,
        {
          'src/controller.ts': `import { pool } from './pool';
export const list = async (req, res) => { if (!req.user) return res.sendStatus(401); res.json(await pool.query('SELECT * FROM notes')); };
export const create = async (req, res) => { await pool.query('INSERT INTO notes VALUES (1)'); res.end(); };`,
        },
      ),
      ['route-without-guard src/app.ts POST /api/notes'],
    ],
    [
      'a Hono chain',
      {
        'src/index.ts': `import { Hono } from 'hono';
const app = new Hono<{ Bindings: Env }>().basePath('/api')
  .get('/notes', async (c) => c.json(await c.env.DB.prepare('SELECT * FROM notes').all()))
  .get('/time', (c) => c.json({ now: Date.now() }));
export default app;`,
      },
      ['route-without-guard src/index.ts GET /notes'],
    ],
    [
      'a Fastify plug-in below its prefix',
      {
        'src/server.ts': `import Fastify from 'fastify';
import { notes } from './notes';
const fastify = Fastify();
fastify.register(notes, { prefix: '/api/notes' });`,
        'src/notes.ts': `export async function notes(fastify, options) {
  fastify.get('/:id', async (request) => fastify.pg.query('SELECT * FROM notes'));
  fastify.post('/', { preHandler: [fastify.authenticate] }, async (request) => fastify.pg.query('SELECT 1'));
}`,
      },
      ['route-without-guard src/notes.ts GET /api/notes/{id}'],
    ],
    [
      'a Koa router',
      {
        'app.js': `const Koa = require('koa');
const Router = require('@koa/router');
const db = require('./db');
const router = new Router({ prefix: '/api' });
router.get('/notes', async (ctx) => { ctx.body = await db.notes.list(); });
new Koa().use(router.routes());`,
      },
      ['route-without-guard app.js GET /api/notes'],
    ],
    [
      'a controller without a guard',
      {
        'src/notes.controller.ts': `@Controller('notes')
export class NotesController {
  constructor(private readonly notes: NotesService) {}
  @Get(':id') read(@Param('id') id: string) { return this.notes.read(id); }
  @UseGuards(JwtAuthGuard) @Post() create(@Body() body: NoteDto) { return this.notes.create(body); }
}`,
      },
      ['route-without-guard src/notes.controller.ts GET /notes/{id}'],
    ],
    [
      'a public mutation',
      {
        'src/server/routers/note.ts': `import { publicProcedure, router } from '../trpc';
export const noteRouter = router({
  remove: publicProcedure.input(z.object({ id: z.string() })).mutation(({ ctx, input }) => ctx.db.note.deleteMany({ where: { title: input.id } })),
});`,
      },
      ['route-without-guard src/server/routers/note.ts POST /api/trpc/note.remove'],
    ],
    [
      'a registry that says nothing about callers',
      {
        'src/routes.ts': `import { db } from './db';
export const routes = [{ method: 'GET', path: '/api/notes/:id', handler: async (req) => db.notes.all() }];`,
      },
      ['route-without-guard src/routes.ts GET /api/notes/{id}'],
    ],
  ])('%s', (_name, tree, expected) => {
    expect(suspicions(tree)).toEqual(expected);
  });
});

describe('routers: leaves alone', () => {
  test.each<[string, Tree]>([
    [
      'a guard before all routes',
      app(
        `import { requireUser } from './guard';
app.use(requireUser);
app.get('/api/notes', async (req, res) => res.json(await pool.query('SELECT * FROM notes')));`,
        { 'src/guard.ts': GUARD },
      ),
    ],
    [
      'a guard at the mount',
      {
        'server.js': `const express = require('express');
const { requireUser } = require('./guard');
const app = express();
app.use('/notes', requireUser, require('./routes/notes'));`,
        'guard.js': GUARD.replace('export function', 'exports.requireUser = function'),
        'routes/notes.js': NOTES,
      },
    ],
    [
      'a guard of a library at the route',
      app(`import passport from 'passport';
app.get('/api/notes', passport.authenticate('jwt', { session: false }), async (req, res) => res.json(await pool.query('SELECT * FROM notes')));`),
    ],
    [
      'a handler that reads req.user',
      app(`app.get('/api/notes', async (req, res) => {
  res.json(await pool.query('SELECT * FROM notes WHERE user_id = $1', [req.user.id]));
});`),
    ],
    [
      'a router that nobody is seen to mount, in a product with guards',
      {
        'src/app.ts': `${EXPRESS}import { requireUser } from './guard';\napp.use(requireUser);\nautoload(app, './routes');`,
        'src/guard.ts': GUARD,
        'src/routes/notes.js': NOTES,
      },
    ],
    [
      'a guard in Hono before a beginning',
      {
        'src/index.ts': `import { Hono } from 'hono';
import { jwt } from 'hono/jwt';
const app = new Hono();
app.use('/api/*', jwt({ secret: process.env.SECRET }));
app.get('/api/notes', async (c) => c.json(await c.env.DB.prepare('SELECT * FROM notes').all()));`,
      },
    ],
    [
      'a hook in Fastify',
      {
        'src/server.ts': `import Fastify from 'fastify';
const fastify = Fastify();
fastify.addHook('onRequest', async (request, reply) => {
  try { await request.jwtVerify(); } catch (error) { reply.code(401).send(error); }
});
fastify.get('/notes', async () => fastify.pg.query('SELECT * FROM notes'));`,
      },
    ],
    [
      'a global guard in NestJS, and a route that says it is public',
      {
        'src/app.module.ts': `@Module({ providers: [{ provide: APP_GUARD, useClass: AuthGuard }] }) export class AppModule {}`,
        'src/notes.controller.ts': `@Controller('notes')
export class NotesController {
  @Get() list() { return this.notes.list(); }
  @Public() @Get('top') top() { return this.notes.top(); }
}`,
      },
    ],
    [
      'procedures behind a session',
      {
        'src/server/trpc.ts': `export const protectedProcedure = t.procedure.use(({ ctx, next }) => {
  if (!ctx.session) throw new TRPCError({ code: 'UNAUTHORIZED' });
  return next();
});
export const publicProcedure = t.procedure;`,
        'src/server/routers/note.ts': `import { protectedProcedure, publicProcedure, router } from '../trpc';
export const noteRouter = router({
  hello: publicProcedure.query(() => ({ greeting: 'hello' })),
  list: protectedProcedure.query(({ ctx }) => ctx.db.note.findMany({ where: { userId: ctx.session.user.id } })),
});`,
      },
    ],
    [
      'a registry that says who may call',
      {
        'src/routes.ts': `import { db } from './db';
export const routes = [
  { method: 'GET', path: '/api/notes/:id', access: 'member', handler: async (req) => db.notes.all() },
  { method: 'GET', path: '/api/plans', access: 'everyone', handler: async (req) => db.plans.all() },
];`,
      },
    ],
    [
      'calls of an HTTP client, and settings',
      app(`import axios from 'axios';
const api = axios.create();
export const load = () => api.get('/api/notes', { params: {} });
if (app.get('env') === 'test') axios.post('/api/notes', {});`),
    ],
    [
      'a login, which must be open',
      app(`app.post('/api/login', async (req, res) => res.json(await pool.query('SELECT 1')));`),
    ],
  ])('%s', (_name, tree) => {
    expect(suspicions(tree)).toEqual([]);
  });
});

test('follows mounts below mounts', () => {
  const tree = {
    'src/app.ts': `import { Hono } from 'hono'; import { v1 } from './v1';
const app = new Hono(); app.route('/api', v1);`,
    'src/v1.ts': `import { Hono } from 'hono'; import notes from './notes';
export const v1 = new Hono(); v1.route('/notes', notes);`,
    'src/notes.ts': `import { Hono } from 'hono';
export default new Hono().get('/:id/files/:fileId', (c) => c.text('x')).on('PURGE', '/', (c) => c.text('x'));`,
  };
  const { routes } = readSource(Object.entries(tree).map(([path, text]) => ({ path, text })));
  expect(routes.map((one) => one.id)).toEqual(['GET /api/notes/{id}/files/{fileId}', 'PURGE /api/notes']);
});
