import type { SigningMessages } from './signing.kk.ts'

export const signingEn: SigningMessages = {
  help: 'To sign, the program NCALayer must be running on this computer.',
  noScript: 'Signing needs JavaScript. Turn it on in your browser and reload the page.',
  install: {
    summary: 'If NCALayer does not work',
    steps: [
      'If the program is missing, download it from the site of the National Certification Authority and install it.',
      'Start NCALayer: its sign appears in the corner of the screen.',
      'If the browser asks whether this site may reach programs on the computer, allow it.',
      'Without reloading the page, press the signing button again.',
    ],
    link: 'Download NCALayer',
  },
  phone: {
    otherWay: 'Or sign with eGov Mobile on your phone',
    help: 'If this computer has no NCALayer, you can sign with the eGov Mobile app on your phone.',
    button: 'Sign with eGov Mobile',
  },
  says: {
    waiting: 'Choose your key in the NCALayer window and enter its password.',
    sending: 'Signed. Sending it now.',
    'not-running':
      'NCALayer was not found. Start the program and press the button again. If it is not installed, download it from pki.gov.kz.',
    blocked:
      'The browser does not let this site reach programs on the computer. Press the sign to the left of the address, allow “Local network access” and press the button again.',
    'wrong-person':
      'This is the key of another person, so nothing was sent. Needed is IIN {needed}, the chosen key has {given}. Press the button again and choose your own key.',
    'wrong-organisation':
      'This key is of another organisation, so nothing was sent. Needed is BIN {needed}, the chosen key has {given}. Press the button again and choose the key of your organisation.',
    cancelled: 'Nothing was signed: the NCALayer window was closed. Press the button again when you are ready.',
    'old-version': 'This NCALayer is too old. Update it from pki.gov.kz and press the button again.',
    busy: 'NCALayer is busy with an earlier request. Finish it in its window and press the button again.',
    'timed-out': 'NCALayer did not answer. Restart the program and press the button again.',
    failure: 'Signing did not work. Check your key and its password and press the button again.',
  },
}
