/** What every page of the console shares. */
export const shell = {
  navigation: 'Main',
  inbox: 'Inbox',
  mine: 'My reports',
  find: 'Find a report',
  board: 'Offices',
  figures: 'Figures',
  triage: 'Triage',
  sealed: 'Sealed reports',
  letters: 'Unanswered at the top',
  intake: 'Write down a report',
  cards: 'Score cards',
  forums: 'Meetings',
  admin: 'Administration',
  settings: 'My settings',
  signOut: 'Sign out',
  back: 'Back',
  /** On top of a form that could not be taken. */
  problem: 'There is a problem',
  /** Before the title of such a page. */
  error: 'Error',
  save: 'Save',
  cancel: 'Cancel',
  errors: {
    bad_request: ['This could not be read', 'Go back, look at what you wrote, and send it again.'],
    unauthorized: ['Please sign in', 'Sign in, then open the page again.'],
    forbidden: ['You may not do this', 'Ask an administrator of your programme whether it should be yours.'],
    not_found: [
      'There is no such page here',
      'Look at the address, or go to your inbox. A reference has eight digits.',
    ],
    conflict: ['Somebody was faster', 'Go back, load the page again, and look at what has happened.'],
    too_large: ['This is too long', 'Nothing was sent. Go back, shorten it, and send it again.'],
    invalid: ['Something is missing or wrong', 'Go back, mend it, and send it again.'],
    too_many: ['Too many tries', 'Wait a few minutes, then try again.'],
    internal: ['Something went wrong here', 'Nothing was lost on our side. Try again in a minute.'],
    unavailable: ['This is not ready yet', 'Try again in a minute.'],
  },
  /** Behind an error, for whoever looks into the log. */
  errorId: (id: string) => `Number of this error: ${id}`,
};
