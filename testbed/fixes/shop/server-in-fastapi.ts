import type { Mended } from './answer-in-node.ts';

interface PythonWiring {
  readonly imports: readonly string[];
  /** What stands in `add_middleware(…)`, the innermost first. */
  readonly middleware: readonly string[];
}

/** The same shop with FastAPI. */
export function serverInFastapi(mended: Mended, { imports, middleware }: PythonWiring): string {
  const isMended = mended === 'token';
  return `
import base64, hashlib, hmac, json, os, socket, time, traceback, uuid
import uvicorn
from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse
from pydantic import BaseModel, Field
${imports.join('\n')}

TEAMS = {"ana@acme.test": "acme", "bea@globex.test": "globex"}
notes, sessions = {}, {}
app = FastAPI()

${isMended ? '' : FLAWED_SHELL}
${middleware.map((one) => `app.add_middleware(${one})`).join('\n')}

@app.get("/", response_class=HTMLResponse)
def front(): return "<!doctype html><title>Shop</title><h1>Notes"

@app.get("/health")
def health(): return {"ok": True}

def signed_in(mail, password):
    if mail not in TEAMS or password != "word-of-" + mail.split("@")[0]: raise HTTPException(401, "wrong")
    id = str(uuid.uuid4())
    sessions[id] = mail
    response = JSONResponse({"token": token_of({"sub": mail, "exp": int(time.time()) + 3600})})
    response.headers["set-cookie"] = f"session={id}; Path=/; SameSite=None"
    return response

def created(team, fields):
    id = str(uuid.uuid4())
    note = notes[id] = {"id": id, "role": "user", **fields, "team": team}
    return JSONResponse({"note": note}, 201)

${isMended ? MENDED_WRITES : FLAWED_WRITES}

def team_of(request):
    mail = ${mended === 'token' ? 'request.state.claims.get("sub")' : 'claimed(request.headers.get("authorization", "")) or sessions.get(request.cookies.get("session"))'}
    if mail not in TEAMS: raise HTTPException(401, "sign in first")
    return TEAMS[mail], mail

@app.get("/api/me")
def me(request: Request):
    team, mail = team_of(request)
    return {"mail": mail, "team": team}

@app.get("/api/notes")
def listed(request: Request):
    return [one for one in notes.values() if one["team"] == team_of(request)[0]]

@app.get("/api/notes/{id}")
@app.delete("/api/notes/{id}")
def one(id: str, request: Request):
    note = notes.get(id)
    if note is None or note["team"] != team_of(request)[0]: raise HTTPException(404, "nothing here")
    if request.method == "DELETE": del notes[id]
    return note

def encoded(value): return base64.urlsafe_b64encode(value).rstrip(b"=").decode()

def token_of(claims):
    signed = ".".join(encoded(json.dumps(one).encode()) for one in ({"alg": "HS256", "typ": "JWT"}, claims))
    return signed + "." + encoded(hmac.new(os.environ["JWT_SECRET"].encode(), signed.encode(), hashlib.sha256).digest())

def claimed(header):
    # Reads the claims, and looks at no signature.
    try: return json.loads(base64.urlsafe_b64decode(header.split(".")[1] + "==")).get("sub")
    except Exception: return None

listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(("127.0.0.1", int(os.environ["PORT"])))
listener.listen(64)
print("ready", flush=True)
uvicorn.Server(uvicorn.Config(app, log_level="critical")).run(sockets=[listener])
`;
}

const FLAWED_SHELL = `@app.middleware("http")
async def shell(request, call_next):
    try: response = PlainTextResponse("", 204) if request.method == "OPTIONS" else await call_next(request)
    except Exception: response = PlainTextResponse(traceback.format_exc(), 500)
    if "origin" in request.headers:
        response.headers["access-control-allow-origin"] = request.headers["origin"]
        response.headers["access-control-allow-credentials"] = "true"
        response.headers["access-control-allow-headers"] = "authorization, content-type"
        response.headers["access-control-allow-methods"] = "GET, POST, DELETE"
    return response`;

const FLAWED_WRITES = `@app.post("/api/login")
async def login(request: Request):
    fields = json.loads(await request.body())
    return signed_in(fields["mail"], fields["password"])

@app.post("/api/notes")
async def create(request: Request):
    team, _ = team_of(request)
    return created(team, json.loads(await request.body()))`;

/** Pydantic 1, as Debian has it; from 2 on it is \`model_config = ConfigDict(extra="forbid")\`. */
const MENDED_WRITES = `class Login(BaseModel, extra="forbid"):
    mail: str
    password: str

class NewNote(BaseModel, extra="forbid"):
    text: str = Field(max_length=1000)

@app.post("/api/login")
def login(fields: Login): return signed_in(fields.mail, fields.password)

@app.post("/api/notes")
def create(fields: NewNote, request: Request): return created(team_of(request)[0], {"text": fields.text})`;
