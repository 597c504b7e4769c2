import { html } from 'hono/html';

type Markup = ReturnType<typeof html>;

/** The frame around every page. */
function page(title: string, content: Markup): Markup {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Chatbot</title>
        <link rel="icon" href="/assets/icon.svg" />
        <link rel="stylesheet" href="/assets/style.css" />
        <script type="module" src="/assets/app.js"></script>
      </head>
      <body>
        <div class="page">${content}</div>
      </body>
    </html>`;
}

const notice = html`<p id="notice" class="notice" role="status" aria-live="polite"></p>`;

/** For people who are not signed in. */
export const welcomePage = (): Markup =>
  page(
    'Welcome',
    html`<header>
        <h1>Ask your team’s files</h1>
        <p class="quiet">
          Add files to a workspace, ask in your own words, and see where each answer stands.
        </p>
      </header>
      <main>
        ${notice}
        <div class="columns">
          <form id="sign-up" method="post" class="card">
            <h2>Sign up</h2>
            <label>Name <input name="name" autocomplete="name" maxlength="100" required /></label>
            <label>Workspace <input name="workspaceName" maxlength="100" placeholder="Your team" /></label>
            <label>Email <input name="email" type="email" autocomplete="email" required /></label>
            <label
              >Password (10 characters or more)
              <input name="password" type="password" autocomplete="new-password" minlength="10" required
            /></label>
            <button>Sign up</button>
          </form>
          <div class="card">
            <form id="sign-in" method="post">
              <h2>Sign in</h2>
              <label>Email <input name="email" type="email" autocomplete="email" required /></label>
              <label
                >Password <input name="password" type="password" autocomplete="current-password" required
              /></label>
              <button>Sign in</button>
              <p class="quiet after">Without JavaScript: <a href="/login">sign in here</a>.</p>
            </form>
            <form id="forgot" method="post">
              <h2>Forgot your password?</h2>
              <label>Email <input name="email" type="email" autocomplete="email" required /></label>
              <button class="plain">Send a link</button>
            </form>
          </div>
        </div>
      </main>`,
  );

/** For people who are signed in. */
export const workspacePage = (account: { readonly email: string; readonly workspace: string }): Markup =>
  page(
    account.workspace,
    html`<header class="top">
        <h1>${account.workspace}</h1>
        <form id="sign-out" method="post">
          <span class="quiet">${account.email}</span>
          <button class="plain">Sign out</button>
        </form>
      </header>
      <main>
        ${notice}
        <div class="workbench">
          <section class="card" aria-labelledby="chat-title">
            <div class="top">
              <h2 id="chat-title">New conversation</h2>
              <button id="new-chat" class="plain small" type="button" hidden>New conversation</button>
            </div>
            <p id="log-empty" class="empty">
              Ask something that your files answer. The reply says which file it was drawn from.
            </p>
            <ol id="log" class="log" aria-live="polite" aria-labelledby="chat-title"></ol>
            <form id="chat" method="post">
              <label>Your question <textarea name="message" maxlength="8000" required></textarea></label>
              <button>Ask</button>
            </form>
          </section>
          <div class="aside">
            <section class="card" aria-labelledby="chats-title">
              <h2 id="chats-title">Your conversations</h2>
              <p id="chats-empty" class="empty" hidden>
                None yet. The first begins with your first question.
              </p>
              <ul id="chats" class="list"></ul>
            </section>
            <section class="card" aria-labelledby="files-title">
              <h2 id="files-title">Files</h2>
              <p id="files-empty" class="empty" hidden>
                None yet. Add one, and everybody in this workspace can ask about it.
              </p>
              <ul id="files" class="list"></ul>
              <form id="upload" method="post">
                <label
                  >Add a file (.txt, .md, .csv, .html)
                  <input name="file" type="file" accept=".txt,.md,.csv,.html" required
                /></label>
                <button>Add</button>
              </form>
            </section>
          </div>
        </div>
      </main>`,
  );

/** Signing in without JavaScript. */
export const loginPage = (form: { readonly csrfToken: string; readonly problem?: string }): Markup =>
  page(
    'Sign in',
    html`<main>
      <h1>Sign in</h1>
      ${form.problem === undefined ? '' : html`<p class="notice alert" role="alert">${form.problem}</p>`}
      <form method="post" action="/login" class="card">
        <input type="hidden" name="csrfToken" value="${form.csrfToken}" />
        <label>Email <input name="email" type="email" autocomplete="email" required /></label>
        <label
          >Password <input name="password" type="password" autocomplete="current-password" required
        /></label>
        <button>Sign in</button>
      </form>
    </main>`,
  );

/** What a confirmation link leads to. */
export const verifiedPage = (isVerified: boolean): Markup =>
  page(
    isVerified ? 'Welcome' : 'Link expired',
    isVerified
      ? html`<main>
          <h1>Welcome</h1>
          <p>Your address is confirmed. <a href="/login">Sign in</a> to begin.</p>
        </main>`
      : html`<main>
          <h1>This link has expired</h1>
          <p>It was used, or it is too old. <a href="/">Sign in or sign up</a>.</p>
        </main>`,
  );

/** What a link to choose a new password leads to. */
export const resetPage = (): Markup =>
  page(
    'New password',
    html`<main>
      <h1>Choose a new password</h1>
      ${notice}
      <form id="new-password" method="post" class="card">
        <label>Email <input name="email" type="email" autocomplete="email" required /></label>
        <label
          >New password (10 characters or more)
          <input name="newPassword" type="password" autocomplete="new-password" minlength="10" required
        /></label>
        <button>Set password</button>
      </form>
      <p><a href="/">Sign in</a></p>
    </main>`,
  );

/** What the link of an invitation leads to. */
export const invitePage = (isSignedIn: boolean): Markup =>
  page(
    'Invitation',
    isSignedIn
      ? html`<main>
          <h1>Join the workspace</h1>
          ${notice}
          <form id="accept" method="post" class="card"><button>Join</button></form>
        </main>`
      : html`<main>
          <h1>You are invited</h1>
          <p><a href="/">Sign in or sign up</a> with the address this came to, then open the link again.</p>
        </main>`,
  );
