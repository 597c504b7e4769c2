import { namesIn } from './origin.ts';
import type { Project } from './project.ts';
import { pieceOf, type Piece } from './reach.ts';
import { asCall, bare, isFunction, rootOf, type Node } from './syntax.ts';
import { hasAny, setOf, wordsOf } from './words.ts';

const ADMIN = setOf('admin service role privileged elevated bypass');
const KEY = /SERVICE_ROLE|SERVICE_KEY|SUPABASE_SECRET|sb_secret_/i;

/** True for a Supabase client made with the service key: row-level security does not hold it back. */
export function bypassesRowSecurity(client: Node, piece: Piece, project: Project): boolean {
  const root = rootOf(bare(client));
  if (root.type !== 'Identifier') return false;
  if (hasAny(wordsOf(root.name), ADMIN)) return true;
  const local = namesIn(piece.node).values.get(root.name);
  if (local !== undefined) {
    const call = asCall(bare(local));
    const made = call === undefined ? undefined : pieceOf(call.callee, piece, project);
    return (
      mentionsKey(piece.module.text, local) ||
      (made !== undefined && mentionsKey(made.module.text, made.node)) ||
      namesAdmin(local)
    );
  }
  const found = project.definition(piece.module, root.name);
  return (
    found !== undefined &&
    !isFunction(found.node) &&
    (mentionsKey(found.module.text, found.node) || namesAdmin(found.node))
  );
}

function namesAdmin(node: Node): boolean {
  const root = rootOf(bare(node));
  return root.type === 'Identifier' && hasAny(wordsOf(root.name), ADMIN);
}

function mentionsKey(text: string, { start, end }: Node): boolean {
  return KEY.test(text.slice(start ?? 0, end ?? 0));
}
