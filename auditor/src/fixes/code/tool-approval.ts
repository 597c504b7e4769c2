import { codeKit } from './code-kit.ts';

const NODE = String.raw`// A person's yes to a tool call counts for this person, this tool and exactly these arguments, once, for some minutes.
import { createHash, randomUUID } from 'node:crypto';

// store: a Map, or anything with get, set and delete that lasts as long as you need.
export function approvals({ store = new Map(), now = Date.now, validMs = 10 * 60_000 } = {}) {
  return {
    // Shown to the person: the tool and the arguments themselves, never the model's words about them.
    ask({ user, tool, args }) {
      const id = randomUUID();
      store.set(id, { user, tool, hash: hashOf(args), approved: false, ends: now() + validMs });
      return id;
    },
    // Called by your route for the person's own click, with the signed-in user; never by the model.
    approve(id, user) {
      const asked = store.get(id);
      if (asked === undefined || asked.user !== user || asked.ends <= now()) return false;
      store.set(id, { ...asked, approved: true });
      return true;
    },
    // Called right before the tool runs, with what it is about to run with.
    take(id, { user, tool, args }) {
      const asked = store.get(id);
      if (asked === undefined) return false;
      const fits = asked.approved && asked.user === user && asked.tool === tool && asked.hash === hashOf(args) && asked.ends > now();
      if (fits) store.delete(id);
      return fits;
    },
  };
}

function hashOf(args) {
  return createHash('sha256').update(canonical(args)).digest('hex');
}

// The same arguments in another order are the same.
function canonical(value) {
  if (Array.isArray(value)) return '[' + value.map(canonical).join(',') + ']';
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  return '{' + Object.keys(value).sort().map((key) => JSON.stringify(key) + ':' + canonical(value[key])).join(',') + '}';
}
`;

const PYTHON = String.raw`"""A person's yes to a tool call counts for this person, this tool and exactly these arguments, once, for some minutes."""

import hashlib
import json
import time
import uuid


class Approvals:
    def __init__(self, store=None, now=time.time, valid_s=600):
        self.store = {} if store is None else store
        self.now = now
        self.valid_s = valid_s

    def ask(self, user, tool, args):
        """Show the person the tool and the arguments themselves, never the model's words about them."""
        id = str(uuid.uuid4())
        self.store[id] = {"call": (user, tool, _hash(args)), "approved": False, "ends": self.now() + self.valid_s}
        return id

    def approve(self, id, user):
        """Called by your route for the person's own click, with the signed-in user; never by the model."""
        asked = self.store.get(id)
        if asked is None or asked["call"][0] != user or asked["ends"] <= self.now():
            return False
        self.store[id] = {**asked, "approved": True}
        return True

    def take(self, id, user, tool, args):
        """Called right before the tool runs, with what it is about to run with."""
        asked = self.store.get(id)
        fits = asked is not None and asked["approved"] and asked["call"] == (user, tool, _hash(args)) and asked["ends"] > self.now()
        if fits:
            del self.store[id]
        return fits


def _hash(args):
    return hashlib.sha256(json.dumps(args, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
`;

export const toolApproval = codeKit({
  id: 'tool-approval',
  title: 'A tool runs with exactly the arguments that a person approved',
  explanation:
    'Binds an approval to the person, the tool and the arguments; it counts once and for ten minutes. Arguments that the model changes afterwards are refused. What it cannot do: tell whether the person has read what was approved.',
  undo: 'Take the three calls out and delete the file. Tools then run unasked: better take their permissions away first.',
  module: 'tool-approval',
  node: NODE,
  python: PYTHON,
  useNode: `import { approvals } from './security/tool-approval.mjs';

const approval = approvals();
// the model wants a tool:     const id = approval.ask({ user, tool, args });   show the person tool and args
// the person clicks approve:  approval.approve(id, signedInUser);
// right before it runs:       if (!approval.take(id, { user, tool, args })) refuse();`,
  usePython: `from security.tool_approval import Approvals

approval = Approvals()
# the model wants a tool:     id = approval.ask(user, tool, args)   show the person tool and args
# the person clicks approve:  approval.approve(id, signed_in_user)
# right before it runs:       if not approval.take(id, user, tool, args): refuse()`,
  also: [
    'Give the model no way to call the approving route: it belongs to the person’s session, with protection against cross-site writes.',
    'With several processes, keep approvals in your database, and take them in one statement (DELETE … RETURNING).',
  ],
  triedHow:
    'an approved call ran once; the same with other arguments, by another person, a second time, too late or unapproved did not.',
  isAudited: true,
});
