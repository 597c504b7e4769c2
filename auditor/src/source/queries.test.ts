import { describe, expect, test } from 'vitest';
import { kinds, type Tree } from './samples.ts';

const SUSPECT = ['query-without-owner-filter'];

/** A handler for signed-in callers around one query. */
const handler = (query: string, imports = ''): Tree => ({
  'src/server.ts': `import { Hono } from 'hono';
import { requireUser } from './guard';
import { db, notes, supabase, prisma, Note, sql } from './db';
${imports}
const app = new Hono();
app.use(requireUser);
app.get('/api/notes/:id', async (c) => {
  const id = c.req.param('id');
  const body = await c.req.json();
  return c.json(${query});
});`,
  'src/guard.ts': `export const requireUser = async (c, next) => {
  if (!c.req.header('authorization')) return c.json({}, 401);
  await next();
};`,
});

describe('queries by id alone', () => {
  test.each([
    ['Prisma', 'await prisma.note.findUnique({ where: { id } })'],
    ['Prisma, deleted', 'await prisma.note.delete({ where: { id: c.req.param("id") } })'],
    [
      'Prisma, changed',
      'await prisma.note.updateMany({ where: { id: Number(id), deletedAt: null }, data: body })',
    ],
    [
      'Prisma, by its parent',
      'await prisma.message.findMany({ where: { conversationId: body.conversationId } })',
    ],
    ['Prisma, with operators', 'await prisma.note.findMany({ where: { id: { in: body.ids } } })'],
    ['Drizzle', 'await db.select().from(notes).where(eq(notes.id, id))'],
    ['Drizzle, deleted', 'await db.delete(notes).where(and(eq(notes.id, id), isNull(notes.deletedAt)))'],
    [
      'Drizzle, relational',
      'await db.query.notes.findFirst({ where: eq(notes.id, id), with: { files: true } })',
    ],
    [
      'Drizzle, with operators given',
      'await db.query.notes.findFirst({ where: (t, { eq }) => eq(t.id, id) })',
    ],
    ['Kysely', "await db.selectFrom('notes').selectAll().where('notes.id', '=', id).executeTakeFirst()"],
    ['Kysely, deleted', "await db.deleteFrom('notes').where('id', '=', id).execute()"],
    ['Knex', "await db('notes').where({ id }).first()"],
    ['Mongoose', 'await Note.findById(id)'],
    ['Mongoose, by filter', 'await Note.findOneAndUpdate({ _id: id }, body)'],
    ['MongoDB', "await db.collection('notes').deleteOne({ _id: new ObjectId(id) })"],
    ['TypeORM', 'await noteRepository.findOneBy({ id })'],
    ['Sequelize', 'await Note.findByPk(id)'],
    ['SQL with placeholders', "await db.query('SELECT * FROM notes WHERE id = $1', [id])"],
    ['SQL in a template', 'await sql`UPDATE notes SET title = ${body.title} WHERE id = ${id} RETURNING *`'],
    ['SQL put together', "await db.query(`DELETE FROM notes WHERE note_id = '${id}'`)"],
  ])('%s', (_name, query) => {
    expect(kinds(handler(query))).toEqual(SUSPECT);
  });

  test('Supabase with the service key', () => {
    const imports = `import { createClient } from '@supabase/supabase-js';
const store = createClient(process.env.SUPABASE_URL, process.env.SUPABASE_SERVICE_ROLE_KEY);`;
    expect(kinds(handler("await store.from('notes').select('*').eq('id', id).single()", imports))).toEqual(
      SUSPECT,
    );
  });

  test('in a service that a controller is given', () => {
    expect(
      kinds({
        'src/notes.controller.ts': `import { NotesService } from './notes.service';
@UseGuards(JwtAuthGuard)
@Controller('notes')
export class NotesController {
  constructor(private readonly notes: NotesService) {}
  @Get(':id') read(@Param('id') id: string) { return this.notes.read(id); }
}`,
        'src/notes.service.ts': `export class NotesService {
  constructor(private readonly prisma: PrismaService) {}
  read(id: string) { return this.prisma.note.findUnique({ where: { id } }); }
}`,
      }),
    ).toEqual(SUSPECT);
  });

  test('behind a procedure for the signed-in', () => {
    expect(
      kinds({
        'src/routers/note.ts': `export const note = router({
  byId: protectedProcedure.input(z.object({ id: z.string() })).query(({ ctx, input }) => ctx.db.note.findUnique({ where: { id: input.id } })),
});`,
      }),
    ).toEqual(SUSPECT);
  });
});

describe('queries that name the owner, or need not', () => {
  test.each([
    ['Prisma', 'await prisma.note.findFirst({ where: { id, userId: c.get("userId") } })'],
    [
      'Prisma, by relation',
      'await prisma.note.findFirst({ where: { id, project: { members: { some: { userId: c.var.userId } } } } })',
    ],
    [
      'Prisma, by a compound key',
      'await prisma.note.findUnique({ where: { id_workspaceId: { id, workspaceId: c.var.workspaceId } } })',
    ],
    ['Prisma, a condition made elsewhere', 'await prisma.note.findFirst({ where: mine(id) })'],
    ['Prisma, spread', 'await prisma.note.findFirst({ where: { id, ...mine } })'],
    [
      'Drizzle',
      'await db.select().from(notes).where(and(eq(notes.id, id), eq(notes.ownerId, c.get("userId"))))',
    ],
    [
      'Drizzle, joined',
      'await db.select().from(notes).innerJoin(projects, eq(projects.id, notes.projectId)).where(eq(notes.id, id))',
    ],
    ['Drizzle, a helper', 'await db.select().from(notes).where(visible(id))'],
    [
      'Kysely',
      "await db.selectFrom('notes').where('id', '=', id).where('workspace_id', '=', c.var.workspaceId).execute()",
    ],
    ['Knex', "await db('notes').where({ id, user_id: c.get('userId') })"],
    ['Mongoose', 'await Note.findOne({ _id: id, owner: c.get("userId") })'],
    ['a service of their own', 'await noteService.findById(id, c.get("user"))'],
    ['SQL', "await db.query('SELECT * FROM notes WHERE id = $1 AND org_id = $2', [id, c.get('orgId')])"],
    [
      'SQL with row-level security',
      'await db.query("SELECT * FROM notes WHERE id = $1 AND tenant = current_setting(\'app.tenant\')", [id])',
    ],
    ['Supabase as the caller', "await supabase.from('notes').select().eq('id', id)"],
    [
      'Supabase with the owner',
      "await supabaseAdmin.from('notes').select().eq('id', id).eq('user_id', c.get('userId'))",
    ],
    ['an id from the session', 'await prisma.profile.findUnique({ where: { id: c.get("user").profileId } })'],
    ['an id from another record', 'await prisma.file.findMany({ where: { noteId: (await latest()).id } })'],
    ['by a public name', 'await prisma.page.findUnique({ where: { slug: body.slug } })'],
    ['no query at all', 'notes.find({ id })'],
    ['a check before', '(await assertCanRead(c, id), await prisma.note.findUnique({ where: { id } }))'],
    [
      'a membership that is looked up',
      '[await prisma.membership.findFirst({ where: { userId: c.get("userId"), noteId: id } }), await prisma.note.findUnique({ where: { id } })]',
    ],
    ['a scoped database', 'await withTenant(c, (tx) => tx.note.findUnique({ where: { id } }))'],
  ])('%s', (_name, query) => {
    expect(kinds(handler(query))).toEqual([]);
  });
});
