import type { SigningMessages } from './signing.kk.ts'

export const signingEn: SigningMessages = {
  help: 'To sign, the program NCALayer must be running on this computer.',
  noScript: 'Signing needs JavaScript. Turn it on in your browser and reload the page.',
  phone: {
    help: 'If this computer has no NCALayer, you can sign with the eGov Mobile app on your phone.',
    button: 'Sign with eGov Mobile',
  },
  says: {
    waiting: 'Choose your key in the NCALayer window and enter its password.',
    sending: 'Signed. Sending it now.',
    'not-running':
      'NCALayer was not found. Start the program and press the button again. If it is not installed, download it from pki.gov.kz.',
    cancelled: 'Nothing was signed: the NCALayer window was closed. Press the button again when you are ready.',
    'old-version': 'This NCALayer is too old. Update it from pki.gov.kz and press the button again.',
    busy: 'NCALayer is busy with an earlier request. Finish it in its window and press the button again.',
    'timed-out': 'NCALayer did not answer. Restart the program and press the button again.',
    failure: 'Signing did not work. Check your key and its password and press the button again.',
  },
}
