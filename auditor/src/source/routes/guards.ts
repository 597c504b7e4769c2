import type { Project } from '../project.ts';
import { reachOf, sumOf, type Piece } from '../reach.ts';
import { asksByName } from '../guard-words.ts';
import { asCall, chainOf, isFunction, type Node } from '../syntax.ts';

/** Library middleware that recognises callers, or keeps their session, and turns nobody away. */
const ONLY_RECOGNISES =
  /^(?:session|initialize|clerkMiddleware|withClerkMiddleware|cookieSession|sessionMiddleware|deserializeUser)$/;

/** True when one of the pieces, put before routes, asks who is calling and can turn the caller away. */
export function guards(pieces: readonly Piece[], project: Project): boolean {
  return pieces.some((piece) => guardsAlone(piece, project));
}

function guardsAlone(piece: Piece, project: Project): boolean {
  const name = chainOf(piece.node).at(-1) ?? '';
  if (ONLY_RECOGNISES.test(name)) return false;
  const reach = reachOf([piece], project);
  const { asks, refuses } = sumOf(reach);
  if (isFunction(piece.node) || reach.length > 1) return asks && refuses;
  // Nothing of it can be followed: a library's, or one that is made at run time. Its name is all there is.
  return asks || namesGuard(piece.node, name);
}

function namesGuard(node: Node, name: string): boolean {
  return asksByName(name, asCall(node) === undefined ? 'request' : 'none');
}
