import { hasAny, setOf, wordsOf } from './words.ts';

/** What strangers have to reach: to become a customer, to look around, or because another product calls it. */
const OPEN =
  setOf(`health healthz healthcheck livez readyz live ready ping pong status version login logout signin signout signup
  register registration auth oauth oauth2 sso saml callback verify verification reset forgot password passwords recover magic otp
  webhook webhooks hook hooks public og sitemap robots feed rss atom favicon icon manifest csrf docs openapi swagger redoc
  reference inngest uploadthing contact newsletter subscribe unsubscribe waitlist pricing plans track analytics
  telemetry share shared preview revalidate locale language theme jwks well known stripe demo example hello embed widget metrics
  announcements changelog blog posts articles faq legal terms privacy sign log session sessions token refresh consent cookies
  maintenance static assets invite accept captcha landing`);

/** True for a route that is open in most products, so that a missing guard says nothing. */
export function isOpenByNature(path: string): boolean {
  const segments = path.split('/').filter((one) => one !== '');
  if (segments.every((one) => one === '{rest}' || one === 'api')) return true;
  // One address for many procedures: they ask each for itself.
  if (/\/(?:trpc|graphql|rpc|yoga)(?:\/\{\w+\})?$/.test(path)) return true;
  // A record that is addressed by its public name, not by an id.
  if (/\{(?:slug|username|handle|token|code|locale|lang|hash)\}/.test(path)) return true;
  return segments.some((segment) => !segment.startsWith('{') && hasAny(wordsOf(segment), OPEN));
}

/** The same for the name of a server action. */
export function isOpenAction(name: string): boolean {
  return hasAny(wordsOf(name), OPEN);
}
