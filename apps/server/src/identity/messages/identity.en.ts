import type { IdentityMessages } from './identity.kk.ts'

export const identityEn: IdentityMessages = {
  problemTitle: 'You are not signed in',
  problems: {
    declined: (provider) => `Signing in was not agreed to at ${provider}. Try again, or enter your IIN and password.`,
    'no-iin': (provider) =>
      `${provider} did not tell us your IIN, so we cannot recognise you. Sign in with your IIN and password.`,
    silent: (provider) => `${provider} is not answering now. Try again a little later, or enter your IIN and password.`,
    unusable: (provider) =>
      `The answer of ${provider} did not stand up to our checks. Start again; if it keeps happening, enter your IIN and password.`,
    gone: (provider) =>
      `Signing in with ${provider} may take 15 minutes and has to end in the browser it began in. Start again.`,
    blocked: () => 'This account is closed. To learn why, contact the body that provides the service.',
  },
  questionTitle: 'Did you make this account?',
  questionLead: (date) =>
    `Your IIN is confirmed. An account with this number was made here on ${date}, when nobody had confirmed whose number it is.`,
  questionLabel: 'Your answer',
  questionMissing: 'Choose whether you made the account',
  questionSubmit: 'Continue',
  questionMine: 'Yes, I did',
  questionMineHint: 'Your password stays as it is.',
  questionOther: 'No, I did not',
  questionOtherHint:
    'The account becomes yours: the old password opens nothing any more and open sessions end. You can set a new password with your digital signature.',
}
