/** An account that some proof needs. */
export interface NeededAccount {
  readonly name: string;
  readonly tenant: string;
  readonly role: string;
  readonly disposable?: boolean;
  /** A customer of its own, who can sign up; the others are invited by one. */
  readonly isCustomer: boolean;
  readonly title: string;
  readonly why: string;
  readonly question: string;
}

/** In the order of what they prove. */
export const NEEDED: readonly NeededAccount[] = [
  {
    name: 'ana',
    tenant: 'acme',
    role: 'admin',
    isCustomer: true,
    title: 'The first customer',
    why: 'ana acts as your first customer. Give her an account with an ordinary name, and put nothing into it that matters.',
    question: 'Do you have an account for ana?',
  },
  {
    name: 'bea',
    tenant: 'globex',
    role: 'admin',
    isCustomer: true,
    title: 'Why a second customer',
    why: "Whether one customer can see another's data is only proven with two customers.\nBy hand: open a private window and sign up a second time, with another address and another company name.",
    question: 'Do you have a second account, of another company?',
  },
  {
    name: 'ben',
    tenant: 'acme',
    role: 'member',
    isCustomer: false,
    title: 'Why a colleague',
    why: "Whether colleagues see each other's private things, and whether a member may do what an admin may, is only proven with two people of one company.\nLog in as ana and invite ben with the lowest role there is.",
    question: 'Is there a second person in the first company?',
  },
  {
    name: 'tom',
    tenant: 'acme',
    role: 'member',
    disposable: true,
    isCustomer: false,
    title: 'Why a disposable account',
    why: 'Logging out, changing a password and being locked out are tried on an account made for it.\nInvite one more member into the first company, such as tom, and use it for nothing else.',
    question: 'Do you have an account that may be logged out and locked?',
  },
];
