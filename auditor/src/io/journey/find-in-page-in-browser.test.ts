import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBrowser } from '../browser/find.ts';
import { launchBrowser } from '../browser/launch.ts';
import { find } from './hands.ts';
import { screenOf, standingOf } from './look-in-page.ts';
import { wantedOf, type Kind } from './wanted.ts';

const found = await findBrowser();

describe.skipIf(!found.ok)('in a page', { timeout: 60_000 }, () => {
  let browser: Browser;
  let opened: Page;

  beforeAll(async () => {
    if (!found.ok) return;
    browser = await launchBrowser(found, { rules: [] });
    opened = await browser.newPage({ locale: 'en-US' });
  }, 60_000);
  afterAll(() => browser.close());

  async function page(html: string, width = 1280) {
    await opened.setViewportSize({ width, height: 800 });
    await opened.setContent(`<!doctype html><meta name="viewport" content="width=device-width">${html}`);
  }

  test.for<[name: string, kind: Kind, said: string, html: string, within?: string]>([
    [
      'a label',
      'field',
      'email',
      '<label>Name <input></label><label>  E-Mail </label><label>Email * <input id=it></label>',
    ],
    [
      'a label that says more',
      'field',
      'Password',
      '<label>Password (10 characters or more) <input id=it type=password></label>',
    ],
    [
      'the very label before one that says more',
      'field',
      'Password',
      '<label>Password again <input></label><label>Password <input id=it></label>',
    ],
    [
      'a placeholder',
      'field',
      'you@company.com',
      '<input placeholder="Your name"><input id=it placeholder="You@company.com">',
    ],
    ['aria-label', 'field', 'Search', '<input aria-label="search" id=it>'],
    ['words above a field', 'field', 'Company', '<div><p>Company</p><div><input id=it></div></div>'],
    [
      'a field that is shown',
      'field',
      'Email',
      '<label hidden>Email <input></label><label>Email <input id=it></label>',
    ],
    [
      'a field in an open shadow',
      'field',
      'Email',
      '<x-y><template shadowrootmode=open><label>Email <input id=it></label></template></x-y>',
    ],
    [
      'the form that is meant',
      'field',
      'Email',
      '<form><h2>Sign in</h2><label>Email <input></label></form><form><h2>Sign up</h2><label>Email <input id=it></label></form>',
      'Sign up',
    ],
    [
      'a dialog before what is behind it',
      'button',
      'OK',
      '<button>OK</button><div role=dialog aria-modal=true><button id=it>OK</button></div>',
    ],
    ['a button by its words', 'button', 'SIGN  up', '<h1>Sign up</h1><button id=it> Sign up </button>'],
    ['a button by its value', 'button', 'Join', '<input type=submit value=Join id=it>'],
    [
      'a link by its picture',
      'button',
      'Home',
      '<a href=/ id=it><img alt=Home src=data:, width=9 height=9></a>',
    ],
    [
      'a box that can be clicked',
      'button',
      'Get started',
      '<p>Get started today, it is free</p><div style="cursor:pointer" id=it>Get started</div>',
    ],
    [
      'an expression',
      'button',
      '/^(join|sign up)$/i',
      '<button>Sign up later</button><button id=it>JOIN</button>',
    ],
    ['a test id', 'button', 'testid=go', '<button>go</button><button data-testid=go id=it>→</button>'],
    [
      'a role',
      'button',
      'role=tab Members',
      '<button>Members</button><button role=tab id=it>Members</button>',
    ],
    [
      'the only field for files',
      'file',
      'Add your handbook',
      '<button>Choose</button><input type=file hidden id=it>',
    ],
    [
      'a box whose label alone shows',
      'box',
      'I agree',
      '<style>input{opacity:0;position:absolute}</style><label><input type=checkbox id=it> I agree to the terms</label>',
    ],
    ['text in pieces', 'text', 'You have 3 files', '<p>Nothing</p><p id=it>You <b>have</b>\n 3 files.</p>'],
  ])('finds %s', async ([, kind, said, html, within]) => {
    await page(html);
    const element = await find(opened, wantedOf(kind, said, within));
    expect(await element?.evaluate((one) => one.closest('[id]')?.id)).toBe('it');
  });

  test.for<[name: string, kind: Kind, said: string, html: string]>([
    ['words in the middle of a word', 'button', 'up', '<button>Supper</button>'],
    [
      'what is hidden',
      'text',
      'Welcome',
      '<p style="visibility:hidden">Welcome</p><p style="display:none">Welcome</p>',
    ],
    ['what only a script says', 'text', 'Welcome', '<script>"Welcome"</script><style>/* Welcome */</style>'],
    ['another field', 'field', 'Phone', '<label>Email <input></label>'],
  ])('does not find %s', async ([, kind, said, html]) => {
    await page(html);
    expect(await find(opened, wantedOf(kind, said))).toBeUndefined();
  });

  test('prefers the form that was used last', async () => {
    await page(
      '<a href=#>Sign up</a><form><label>Email <input id=first></label><button id=it>Sign up</button></form>',
    );
    const last = await find(opened, wantedOf('field', 'Email'));
    const element = await find(opened, wantedOf('button', 'Sign up'), last);
    expect(await element?.evaluate((one) => one.id)).toBe('it');
  });

  const TALL = '<div style="height:3000px"></div>';

  test.for<[name: string, html: string, standing: object]>([
    ['far down the page', `${TALL}<button>Go</button>${TALL}`, { kind: 'fine' }],
    [
      'in a list that scrolls sideways',
      '<div style="overflow-x:auto;width:300px"><div style="width:900px;text-align:right"><button>Go</button></div></div>',
      { kind: 'fine' },
    ],
    [
      'beyond an edge that does not scroll',
      '<style>body{overflow-x:hidden}</style><div style="width:900px;text-align:right"><button>Go</button></div>',
      { kind: 'unreachable', where: 'beyond the right edge of the screen' },
    ],
    [
      'fixed beyond the edge',
      '<button style="position:fixed;left:120vw">Go</button>',
      { kind: 'unreachable', where: 'beyond the right edge of the screen' },
    ],
    [
      'below a dialog that does not scroll',
      `<div style="position:fixed;inset:0;overflow:hidden">${TALL}<button>Go</button></div>`,
      { kind: 'unreachable', where: 'below the bottom of the page' },
    ],
    [
      'below a notice',
      '<button>Go</button><div style="position:fixed;inset:0">We use <b>cookies</b></div>',
      { kind: 'covered', by: 'We use cookies' },
    ],
    ['switched off', '<button disabled>Go</button>', { kind: 'disabled' }],
    [
      'behind its own icon',
      '<button>Go<svg style="position:absolute;inset:0" width=60 height=60></svg></button>',
      { kind: 'fine' },
    ],
  ])('a button %s', async ([, html, standing]) => {
    await page(html, 390);
    const element = await find(opened, wantedOf('button', 'Go'));
    expect(await element?.evaluate(standingOf)).toEqual(standing);
  });

  test('tells what the page says is wrong', async () => {
    await page(
      '<form><label>Email <input type=email required></label><button>Go</button></form><p role=alert>Taken</p><p class="field-error">Too short</p>',
    );
    await opened.click('button');
    const { says } = await opened.evaluate(screenOf);
    expect(says).toEqual(['Taken', 'Too short', expect.stringContaining('Email: ')]);
  });
});
