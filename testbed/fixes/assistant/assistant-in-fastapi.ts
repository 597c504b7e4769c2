/** The same assistant with FastAPI and structlog. */
export function assistantInFastapi(isMended: boolean): string {
  const part = (mended: string, flawed: string) => (isMended ? mended : flawed);
  return String.raw`
import json, os, re, socket
import structlog, uvicorn
from fastapi import FastAPI, HTTPException, Request, Response
${part(IMPORTS, '')}

PROMPT = open(os.environ["PROMPT_FILE"]).read()
PEOPLE = {os.environ["ANA"]: ("ana", "acme"), os.environ["BEA"]: ("bea", "globex")}
paid, audit, pending, events = {"acme": 0, "globex": 0}, [], {}, set()
structlog.configure(
    processors=[structlog.contextvars.merge_contextvars, ${part('scrub_processor, ', '')}structlog.processors.JSONRenderer()],
    logger_factory=structlog.WriteLoggerFactory(file=open(os.environ["LOG_FILE"], "a", buffering=1)),
)
logger = structlog.get_logger()
app = FastAPI()
${part(GUARDS, '')}

def caller(request):
    person = PEOPLE.get(request.headers.get("authorization", "").replace("Bearer ", ""))
    if person is None: raise HTTPException(401, "sign in first")
    return person

def noted(request, fields): logger.info("answered", path=request.url.path, headers=dict(request.headers), **fields)

@app.get("/api/me")
def me(request: Request): return {"name": caller(request)[0]}

@app.get("/api/billing")
def bill(request: Request): return {"paid": paid[caller(request)[1]]}

@app.get("/api/audit")
def trail(request: Request): return [one for one in audit if one["name"] == caller(request)[0]]

@app.get("/api/approvals")
def waiting(request: Request): return [one for one in pending.values() if one["user"] == caller(request)[0]]

@app.post("/api/chat")
async def chat(request: Request):
    user, _ = caller(request)
    fields = await request.json()
    noted(request, fields)
    return {"reply": shown(reply_to(user, str(fields.get("message"))))}

@app.post("/api/approvals/{id}/approve")
def approved(id: str, request: Request):
    user, _ = caller(request)
    if id not in pending: raise HTTPException(404, "nothing here")
    call = pending[id]
    ${part(`if not approval.approve(id, user) or not approval.take(id, call["user"], call["tool"], call["args"]): raise HTTPException(403, "not yours")`, 'pass')}
    del pending[id]
    return {"said": run(call["user"], call["args"])}

@app.post("/hooks/billing")
async def billing(request: Request):
    body = await request.body()
    ${part(VERIFIED, '')}
    paid[json.loads(body)["tenant"]] += 1
    return {}

# The model: obedient, as models are.
def reply_to(user, message):
    order = re.search(r"refund order (\S+)", message, re.I)
    if order: return refund(user, {"order": order[1]})
    if re.search(r"instruct|prompt|above|verbatim|ignore all", message, re.I): return PROMPT
    return "We sell lamps of all sizes, and send them within two days."

def refund(user, args):
    ${part(
      `id = approval.ask(user, "refund", args)
    pending[id] = {"id": id, "user": user, "tool": "refund", "args": args}
    return "Please approve the refund first."`,
      'return run(user, args)',
    )}

def run(user, args):
    audit.append({"event": "tool.executed", "name": user, "tool": "refund", **args})
    return "The order was refunded."

def shown(text): return ${part('output_filter.check(text)[1]', 'text')}

def was_seen(id):
    known = id in events
    events.add(id)
    return known

listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(("127.0.0.1", int(os.environ["PORT"])))
listener.listen(64)
print("ready", flush=True)
uvicorn.Server(uvicorn.Config(app, log_level="critical")).run(sockets=[listener])
`;
}

const IMPORTS = `from security.log_scrub import scrub_processor
from security.prompt_leak_filter import OutputFilter
from security.tool_approval import Approvals
from security.webhook_verify import verify_webhook`;

const GUARDS = `output_filter = OutputFilter(secrets=[PROMPT])
approval = Approvals()`;

const VERIFIED = `status, again = verify_webhook("standard", body, request.headers, os.environ["WEBHOOK_SECRET"], was_seen)
    if status != 200 or again: return Response(status_code=status)`;
