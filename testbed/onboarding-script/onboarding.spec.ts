import { expect, test } from '@playwright/test';
import * as z from 'zod';

const MailSchema = z.object({ links: z.array(z.string()) });
const { LAUNCH_READY_EMAIL = '', LAUNCH_READY_PASSWORD = '', LAUNCH_READY_MAIL = '' } = process.env;

test('a new customer signs up and gets in', async ({ page }) => {
  await test.step('fill in the form', async () => {
    await page.goto('/');
    const form = page.locator('#sign-up');
    await form.getByLabel('Name', { exact: true }).fill('Mara Lind');
    await form.getByLabel('Workspace').fill('Lind and sons');
    await form.getByLabel('Email').fill(LAUNCH_READY_EMAIL);
    await form.getByLabel('Password').fill(LAUNCH_READY_PASSWORD);
    await form.getByRole('button', { name: 'Sign up' }).click();
  });
  await test.step('be told to look into the mail', () =>
    expect(page.getByText('open the link in the mail')).toBeVisible());
  await test.step('open the link of the mail', async () => {
    const answer = await fetch(LAUNCH_READY_MAIL);
    const { links } = MailSchema.parse(await answer.json());
    await page.goto(links[0] ?? '/');
    await expect(page.getByText('Your address is confirmed')).toBeVisible();
  });
  await test.step('sign in', async () => {
    await page.goto('/');
    const form = page.locator('#sign-in');
    await form.getByLabel('Email').fill(LAUNCH_READY_EMAIL);
    await form.getByLabel('Password').fill(LAUNCH_READY_PASSWORD);
    await form.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByText('Your conversations')).toBeVisible();
  });
});
